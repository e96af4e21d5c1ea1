import type { Amount } from './amount.js';
import type { CallOptions, Client } from './client.js';
import { findInPages, isMissing } from './missing.js';
import { address, amount, dateTime, field, integer, list, pickWithId, required, text, textOrNull, word, type Shape } from './normalize.js';
import { pageQuery, toPage, type Page, type PageQuery } from './page.js';
import type { components } from './schema.js';
import type { TokenType } from './tokens.js';

export type TransactionStatus = 'created' | 'processing' | 'pending_signature' | 'broadcasted' | 'succeeded' | 'failed' | (string & {});
export type TransactionType = 'MINT' | 'TRANSFER' | 'BURN' | (string & {});

/** A token movement. There is no event channel: it is read again until it has succeeded or failed. */
export interface Transaction {
  readonly id: string;
  readonly type: TransactionType;
  readonly status: TransactionStatus;
  readonly amount: Amount;
  readonly tokenAddress: string;
  readonly tokenType: TokenType;
  readonly contractTokenId: string | null;
  readonly senderAddress: string;
  readonly recipientAddress: string | null;
  readonly transactionHash: string | null;
  /** What caused it, for example `CAMPAIGN_USER_CLAIM`; the set is open. */
  readonly triggerProcessType: string;
  /** Id of the claim, redeem or purchase behind it. */
  readonly triggerProcessId: string | null;
  readonly chainId: number | null;
  /** ISO 8601 UTC. */
  readonly createdAt: string | null;
  readonly updatedAt: string | null;
}

/**
 * The customer's transactions, newest first (contract `listMyTransactions`; where that is missing, `listMySentTransactions`
 * and `listMyReceivedTransactions` put together as one page). @throws PersError SIGNED_OUT, UNAUTHENTICATED
 */
export async function listMyTransactions(client: Client, query?: PageQuery, options?: CallOptions): Promise<Page<Transaction>> {
  try {
    const answer = await client.request({ ...options, path: '/transactions/me', query: pageQuery(query), auth: 'required' });
    return toPage(answer, toTransaction, query);
  } catch (error) {
    if (!isMissing(error)) throw error;
    return listSentAndReceived(client, options);
  }
}

/**
 * One transaction (contract `getTransaction`; where that is missing it is looked for in the newest pages of the list).
 * @throws PersError TRANSACTION_NOT_FOUND, SIGNED_OUT, UNAUTHENTICATED
 */
export async function getTransaction(client: Client, id: string, options?: CallOptions): Promise<Transaction> {
  try {
    const answer = await client.request({ ...options, path: `/transactions/${encodeURIComponent(id)}`, auth: 'required' });
    return required(toTransaction(answer), 'getTransaction');
  } catch (error) {
    if (!isMissing(error)) throw error;
    return findInPages(id, (page) => listMyTransactions(client, { page, limit: 100 }, options), error);
  }
}

async function listSentAndReceived(client: Client, options?: CallOptions): Promise<Page<Transaction>> {
  const answers = await Promise.all(
    (['/transactions/me/sent', '/transactions/me/received'] as const).map((path) => client.request({ ...options, path, auth: 'required' })),
  );
  // A movement between two wallets of one customer stands in both lists.
  const byId = new Map(answers.flatMap((answer) => list(answer, toTransaction)).map((transaction) => [transaction.id, transaction]));
  const items = [...byId.values()].sort((a, b) => (b.createdAt ?? '').localeCompare(a.createdAt ?? ''));
  return { items, next: null };
}

/** Also takes the envelope of `POST /transactions`, where the transaction stands one level down. */
export function toTransaction(raw: unknown): Transaction | null {
  return toBareTransaction(field(raw, 'transaction')) ?? toBareTransaction(raw);
}

const transactionShape = {
  id: text,
  type: word,
  status: (value: unknown) => word(value, 'created'),
  amount,
  tokenAddress: (value: unknown) => address(value) ?? '',
  tokenType: word,
  contractTokenId: textOrNull,
  senderAddress: (value: unknown) => address(value) ?? '',
  recipientAddress: address,
  transactionHash: hash,
  triggerProcessType: word,
  triggerProcessId: textOrNull,
  chainId: integer,
  createdAt: dateTime,
  updatedAt: dateTime,
} satisfies Shape<components['schemas']['Transaction']>;

function toBareTransaction(raw: unknown): Transaction | null {
  return pickWithId(raw, transactionShape);
}

function hash(value: unknown): string | null {
  return typeof value === 'string' && /^0x[0-9a-f]{64}$/i.test(value) ? value : null;
}
