import { setTimeout as delay } from 'node:timers/promises';
import { isError, Transaction, type TransactionReceipt } from 'ethers';
import type { Chain } from '../chain/chain.js';
import type { NoteHash } from '../chain/relayer.js';
import { replacementOf } from '../chain/replaced.js';
import { Reverted } from '../chain/reverts.js';
import type { SignedCall } from './schema.js';

const PATIENCE_MS = 60_000;
const LOOK_EVERY_MS = 25;

/** Brings to the chain what a customer signed, and waits for the receipt. May be called again with the same: it counts once. @throws Reverted */
export async function sendSigned({ signer, provider }: Chain, call: SignedCall, note: NoteHash): Promise<TransactionReceipt> {
  if (call.type === 'EIP-712') {
    const { to, data, value, nonce, deadline } = call.message;
    const message = { to, data, value: BigInt(value), nonce: BigInt(nonce), deadline: BigInt(deadline) };
    return signer.relay({ owner: call.owner }, message, call.signature, note);
  }
  return sendRaw(provider, Transaction.from(call.raw), note);
}

/**
 * @returns receipt of `signed`, or of the same call for another price, if the customer's wallet sent it meanwhile
 * @throws Reverted also when something else has its number, or when the account cannot pay; Error when there is no receipt within a minute
 */
async function sendRaw(provider: Chain['provider'], signed: Transaction, note: NoteHash): Promise<TransactionReceipt> {
  const hash = signed.hash!;
  await note(hash);
  try {
    await provider.broadcastTransaction(signed.serialized);
  } catch (error) {
    if (isError(error, 'INSUFFICIENT_FUNDS')) throw new Reverted('The wallet cannot pay the fee.', null);
    // What is there already was sent before.
    if (!(await provider.getTransaction(hash)) && !(await replacementOf(provider, signed))) throw error;
  }
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await delay(LOOK_EVERY_MS)) {
    const replaced = await replacementOf(provider, signed);
    if (replaced && !replaced.isSame) throw new Reverted('Another transaction of the wallet took its place.', replaced.hash);
    if (replaced) await note(replaced.hash);
    const receipt = await provider.getTransactionReceipt(replaced?.hash ?? hash);
    if (receipt && receipt.status !== 1) throw new Reverted(null, receipt.hash);
    if (receipt) return receipt;
  }
  throw new Error(`Transaction ${hash} has no receipt yet.`);
}
