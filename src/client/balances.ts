import type { Amount } from './amount.js';
import type { CallOptions, Client } from './client.js';
import { address, amountOrNull, field, isObject, list, reader, required, textOrNull } from './normalize.js';
import type { components } from './schema.js';
import { itemOf, toToken, type Token, type TokenItem } from './tokens.js';

/** What one address holds of one token, or of one item of it. */
export interface Balance {
  readonly accountAddress: string;
  readonly token: Token;
  readonly item: TokenItem | null;
  readonly contractTokenId: string | null;
  readonly amount: Amount;
}

/**
 * What one of the customer's addresses holds, one entry per token and item (contract `getAccountBalances`).
 * @throws PersError SIGNED_OUT, UNAUTHENTICATED, FORBIDDEN (an address of somebody else), VALIDATION_ERROR
 */
export async function getAccountBalances(client: Client, accountAddress: string, options?: CallOptions): Promise<readonly Balance[]> {
  const path = `/balances/accounts/${encodeURIComponent(accountAddress)}` as const;
  const answer = await client.request({ ...options, path, auth: 'required' });
  // Neither the envelope nor a list: showing an empty wallet instead would frighten its owner.
  required(isObject(answer) || Array.isArray(answer) ? answer : null, 'getAccountBalances');
  const owner = address(field(answer, 'accountAddress')) ?? accountAddress;
  return list(field(answer, 'tokenBalances') ?? answer, (raw) => toBalance(raw, owner));
}

/** An unreadable amount leaves the entry out: a balance that is not known must not be shown as nothing. */
function toBalance(raw: unknown, accountAddress: string): Balance | null {
  const read = reader<components['schemas']['TokenBalance']>(raw);
  const token = toToken(read('token'));
  const amount = amountOrNull(read('balance'));
  if (!token || amount === null) return null;
  const item = itemOf(token, read('tokenMetadataIncrementalId'));
  return { accountAddress, token, item, contractTokenId: textOrNull(read('contractTokenId')), amount };
}
