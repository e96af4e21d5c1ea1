import { add, type Amount } from '../decimal.js';
import type { Client } from '../client/client.js';
import type { Token } from '../client/tokens.js';
import { listMyTransactions, type Transaction } from '../client/transactions.js';
import type { Received } from '../events.js';

const same = (a: string | null, b: string): boolean => a?.toLowerCase() === b.toLowerCase();

/** The customer's newest token movements that the claim or redeem `processId` has caused. */
export async function movementsOf(client: Client, processId: string, signal: AbortSignal): Promise<readonly Transaction[]> {
  const { items } = await listMyTransactions(client, { limit: 100 }, { signal });
  return items.filter((transaction) => transaction.triggerProcessId === processId);
}

/** Whether every movement has come to its end. */
export function areSettled(transactions: readonly Transaction[]): boolean {
  return transactions.every(({ status }) => status === 'succeeded' || status === 'failed');
}

/** What arrived at one of `addresses`, named, pictured and ordered as the tenant's tokens are. */
export function receivedFrom(
  transactions: readonly Transaction[],
  addresses: readonly string[],
  tokens: readonly Token[],
): readonly Received[] {
  const place = ({ tokenAddress }: Transaction) => tokens.findIndex(({ contractAddress }) => same(contractAddress, tokenAddress));
  return transactions
    .filter(({ status, recipientAddress }) => status === 'succeeded' && addresses.some((address) => same(recipientAddress, address)))
    .sort((a, b) => place(a) - place(b))
    .map(({ tokenAddress, contractTokenId, amount }) => {
      const token = tokens.find((candidate) => same(candidate.contractAddress, tokenAddress));
      const item = token?.items.find(({ incrementalId }) => contractTokenId !== null && String(incrementalId) === contractTokenId);
      return { name: item?.name || token?.name || token?.symbol || '', amount, imageUrl: item?.imageUrl ?? null, tokenAddress };
    });
}

/** What left `addresses`, or null when nothing was paid. */
export function chargedFrom(transactions: readonly Transaction[], addresses: readonly string[]): Amount | null {
  const paid = transactions.filter(
    ({ status, senderAddress }) => status !== 'failed' && addresses.some((address) => same(senderAddress, address)),
  );
  return paid.length ? paid.reduce<Amount>((total, { amount }) => add(total, amount), '0') : null;
}
