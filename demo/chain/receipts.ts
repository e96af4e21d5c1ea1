import { setTimeout as delay } from 'node:timers/promises';
import type { JsonRpcProvider, TransactionReceipt } from 'ethers';

const TIMEOUT_MS = 60_000;
const LOOK_EVERY_MS = 25;

/**
 * The receipt of a transaction, as soon as it is mined, whether or not it succeeded. ethers' own waiting looks again only at the next
 * block; here that may never come, because a block is made only when there is something to put into it.
 *
 * @throws Error when there is none within a minute: the transaction may still be mined later.
 */
export async function receiptOf(provider: JsonRpcProvider, hash: string): Promise<TransactionReceipt> {
  for (const end = Date.now() + TIMEOUT_MS; Date.now() < end; await delay(LOOK_EVERY_MS)) {
    const receipt = await provider.getTransactionReceipt(hash);
    if (receipt) return receipt;
  }
  throw new Error(`Transaction ${hash} has no receipt after ${TIMEOUT_MS / 1000} s.`);
}
