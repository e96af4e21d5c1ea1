import { add, compare, isZero, type Amount } from '../decimal.js';
import type { Balance } from '../client/balances.js';
import type { Token } from '../client/tokens.js';
import type { User, UserStatusType } from '../client/users.js';
import type { Holdings } from './store.js';

const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/** Every address that holds tokens of this user, each once. */
export function addressesOf(user: User): readonly string[] {
  const all = [user.accountAddress ?? '', ...user.wallets.map((wallet) => wallet.address)].filter(Boolean);
  return all.filter((address, index) => all.findIndex((other) => same(other, address)) === index);
}

/**
 * The points token: the configured one, else the first active ERC-20 that no level counts, else the first active ERC-20
 * (a programme whose levels follow the points themselves).
 */
export function creditTokenOf(tokens: readonly Token[], levels: readonly UserStatusType[], configured: string | null): Token | null {
  if (configured) return tokens.find((token) => same(token.contractAddress, configured)) ?? null;
  const candidates = tokens.filter((token) => token.type === 'ERC20' && token.isActive);
  const counted = levels.flatMap((level) => level.eligibleTokenAddresses);
  return candidates.find((token) => !counted.some((address) => same(address, token.contractAddress))) ?? candidates[0] ?? null;
}

/** Puts together what the customer has. `balances` are those of all their addresses. */
export function toHoldings(
  balances: readonly Balance[],
  tokens: readonly Token[],
  levels: readonly UserStatusType[],
  configured: string | null,
): Holdings {
  const creditToken = creditTokenOf(tokens, levels, configured);
  const held = merged(balances.filter((balance) => !isZero(balance.amount)));
  const isCredit = (balance: Balance) => !!creditToken && same(balance.token.contractAddress, creditToken.contractAddress);
  const rewards = held.filter((balance) => !isCredit(balance) && balance.token.type !== 'ERC20');
  const sumFor = (level: UserStatusType) =>
    sum(held.filter(({ token }) => level.eligibleTokenAddresses.some((address) => same(address, token.contractAddress))));
  const ascending = [...levels].sort((a, b) => compare(a.minTokenBalance, b.minTokenBalance));
  const reached = ascending.filter((level) => compare(sumFor(level), level.minTokenBalance) >= 0);
  const status = reached.at(-1) ?? null;
  const nextStatus = ascending.slice(status ? ascending.indexOf(status) + 1 : 0).find((level) => !reached.includes(level)) ?? null;
  const counting = nextStatus ?? status;
  return Object.freeze({
    creditToken,
    points: sum(held.filter(isCredit)),
    rewards: [...rewards].sort((a, b) => Number(b.token.isGallery) - Number(a.token.isGallery)),
    others: held.filter((balance) => !isCredit(balance) && balance.token.type === 'ERC20'),
    status,
    nextStatus,
    statusBalance: counting ? sumFor(counting) : '0',
  });
}

function sum(balances: readonly Balance[]): Amount {
  return balances.reduce<Amount>((total, { amount }) => add(total, amount), '0');
}

/** The same token or item in two wallets is one line to a person. */
function merged(balances: readonly Balance[]): readonly Balance[] {
  const lines = new Map<string, Balance>();
  for (const balance of balances) {
    const key = `${balance.token.contractAddress.toLowerCase()} ${balance.contractTokenId ?? balance.item?.id ?? ''}`;
    const line = lines.get(key);
    lines.set(key, line ? { ...line, amount: add(line.amount, balance.amount) } : balance);
  }
  return [...lines.values()];
}
