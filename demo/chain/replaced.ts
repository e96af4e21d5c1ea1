import type { JsonRpcProvider, Transaction } from 'ethers';

/** The transaction that has taken the number of another one. */
export interface Replacement {
  readonly hash: string;
  /** The same call for another price: its effect is the one that was wanted. */
  readonly isSame: boolean;
}

/** Who took a signed transaction's number, if anybody did and it was not the transaction itself; null: the number is free, or its own. */
export async function replacementOf(provider: JsonRpcProvider, signed: Transaction): Promise<Replacement | null> {
  const from = signed.from!;
  if ((await provider.getTransactionCount(from, 'latest')) <= signed.nonce) return null;
  const block = await provider.getBlock(await blockOf(provider, from, signed.nonce), true);
  const taken = block?.prefetchedTransactions.find((one) => one.from === from && one.nonce === signed.nonce);
  if (!taken || taken.hash === signed.hash) return null;
  const { to, data, value } = taken;
  return { hash: taken.hash, isSame: to === signed.to && data === signed.data && value === signed.value };
}

/** The block in which an account's number was used, by halving: the count only grows. */
async function blockOf(provider: JsonRpcProvider, from: string, nonce: number): Promise<number> {
  let [before, after] = [-1, await provider.getBlockNumber()];
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if ((await provider.getTransactionCount(from, middle)) > nonce) after = middle;
    else before = middle;
  }
  return after;
}
