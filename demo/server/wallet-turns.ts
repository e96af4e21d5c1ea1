import { signedNonce } from './raw-transactions.js';
import type { TransactionRow } from './schema.js';

type Row = Pick<TransactionRow, 'sender_address' | 'signed_call'>;

/**
 * The same movements, where what one wallet has signed stands in the order of its numbers: a customer may sign first what they ordered
 * last, and the chain takes number two only after number one. All others stay where they are.
 */
export function inTurn<T extends Row>(rows: readonly T[]): T[] {
  const signed = new Map<string, T[]>();
  for (const row of rows) {
    if (row.signed_call) signed.set(row.sender_address, [...(signed.get(row.sender_address) ?? []), row]);
  }
  for (const own of signed.values()) own.sort((a, b) => (signedNonce(a.signed_call!) < signedNonce(b.signed_call!) ? -1 : 1));
  return rows.map((row) => (row.signed_call ? signed.get(row.sender_address)!.shift()! : row));
}
