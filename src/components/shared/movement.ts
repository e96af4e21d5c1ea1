import type { Amount } from '../../client/amount.js';
import type { Token } from '../../client/tokens.js';
import type { Transaction } from '../../client/transactions.js';
import type { User } from '../../client/users.js';
import { text } from '../../i18n/text.js';
import type { PersContext } from '../../state/context.js';
import { formatSigned } from './format.js';
import { isolated } from './names.js';

/** A token movement as its owner sees it. */
export interface Movement {
  /** Whether it brings something, rather than taking it. */
  readonly incoming: boolean;
  readonly amount: Amount;
  /** Name of the item or of the token; empty when neither is known. */
  readonly name: string;
}

export const isPending = ({ status }: Transaction): boolean => status !== 'succeeded' && status !== 'failed';

const same = (a: string | null | undefined, b: string): boolean => a?.toLowerCase() === b.toLowerCase();

export function toMovement(transaction: Transaction, user: User, tokens: readonly Token[]): Movement {
  const { type, amount, tokenAddress, contractTokenId, recipientAddress } = transaction;
  const addresses = [user.accountAddress, ...user.wallets.map(({ address }) => address)];
  const token = tokens.find(({ contractAddress }) => same(contractAddress, tokenAddress));
  const item = contractTokenId === null ? undefined : token?.items.find(({ incrementalId }) => String(incrementalId) === contractTokenId);
  return {
    incoming: type === 'MINT' || (recipientAddress !== null && addresses.some((address) => same(address, recipientAddress))),
    amount,
    name: item?.name || token?.name || '',
  };
}

/** `+50 Harbour Points`, `−300 Harbour Points`. The sign stays before its number, also from right to left. */
export function movementWords(pers: PersContext, { amount, incoming, name }: Movement): string {
  const { strings, locale, direction } = pers;
  const signed = formatSigned(amount, incoming, locale);
  return text(strings.common.amount, {
    amount: direction === 'rtl' ? `\u2066${signed}\u2069` : signed,
    name: isolated(name || strings.common.points, pers),
  });
}
