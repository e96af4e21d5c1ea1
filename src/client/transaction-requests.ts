import { PersError } from '../errors.js';
import { parseAmount, type Amount } from './amount.js';
import type { CallOptions, Client } from './client.js';
import { data, field, httpsUrl, isObject, reader, required, text, word } from './normalize.js';
import type { components } from './schema.js';
import { toTransaction, type Transaction } from './transactions.js';

/** One side of a movement, by id or by address. */
export interface AccountReference {
  readonly accountType: components['schemas']['AccountOwnerType'];
  readonly accountId?: string;
  readonly accountAddress?: string;
}

/** A movement to make (contract `TransactionRequest`). MINT needs no sender, BURN no recipient. */
export interface TransactionInput {
  readonly web3TransactionType: components['schemas']['TransactionType'];
  readonly sender?: AccountReference;
  readonly recipient?: AccountReference;
  /** Left out: the tenant's active credit token. */
  readonly token?: components['schemas']['TokenReference'];
  /** Whole units, more than zero. */
  readonly amount: Amount;
}

/** A movement, and what it waits for. */
export interface TransactionRequestResult {
  readonly transaction: Transaction;
  /** What the customer's wallet has to sign, as the API sent it: not checked, and never for a wallet before it is. Null: nothing. */
  readonly signingData: Readonly<Record<string, unknown>> | null;
  /** Whether the wallet can sign (`WALLET_AND_SIGNING_READY`, …); the set is open, `''` when the API does not say. */
  readonly walletStatus: string;
  /** What the customer has to do first, or null. */
  readonly actionable: { readonly type: string; readonly message: string; readonly url: string | null } | null;
}

/** What a wallet signed, in the form that the contract's `submitTransaction` takes. Hex with `0x`. */
export type SubmitInput =
  | { readonly type: 'EIP-712'; readonly signature: string }
  | { readonly type: 'legacy' | 'EIP-2930' | 'EIP-1559'; readonly signedTransaction: string };

export interface TransactionRequestOptions extends CallOptions {
  /** One value per decision of the customer; see `ApiRequest.idempotencyKey`. */
  readonly idempotencyKey?: string | undefined;
}

/**
 * Moves tokens (contract `createTransaction`). Sent once: after NETWORK, TIMEOUT, BAD_RESPONSE or a 5xx the effect is unknown
 * until the transactions have been read.
 * @throws PersError VALIDATION_ERROR (also for an amount that JSON cannot carry exactly: nothing is sent then),
 *   INSUFFICIENT_BALANCE, FORBIDDEN, RESOURCE_NOT_FOUND, SIGNED_OUT
 */
export async function createTransaction(
  client: Client,
  input: TransactionInput,
  options?: TransactionRequestOptions,
): Promise<TransactionRequestResult> {
  const json = { ...input, amount: exact(input.amount) };
  return read(await client.request({ ...options, method: 'POST', path: '/transactions', json, auth: 'required' }), 'createTransaction');
}

/**
 * Fresh signing data for a transaction that waits for a signature; earlier ones end (contract `prepareTransaction`, inferred:
 * status 404 or 405 without TRANSACTION_NOT_FOUND means that the API has no such route).
 * @throws PersError TRANSACTION_NOT_FOUND, TRANSACTION_NOT_PENDING_SIGNATURE, SIGNED_OUT, UNAUTHENTICATED
 */
export async function prepareTransaction(client: Client, id: string, options?: CallOptions): Promise<TransactionRequestResult> {
  const path = `/transactions/${encodeURIComponent(id)}/prepare` as const;
  return read(await client.request({ ...options, method: 'POST', path, auth: 'required' }), 'prepareTransaction');
}

/**
 * Hands in what the wallet signed (contract `submitTransaction`). The same bytes may be handed in again after an unclear answer:
 * a server takes them once.
 * @throws PersError INVALID_SIGNATURE, SIGNER_MISMATCH, SIGNING_REQUEST_EXPIRED, TRANSACTION_NOT_PENDING_SIGNATURE,
 *   TRANSACTION_NOT_FOUND, VALIDATION_ERROR, SIGNED_OUT
 */
export async function submitTransaction(client: Client, id: string, input: SubmitInput, options?: CallOptions): Promise<Transaction> {
  const path = `/transactions/${encodeURIComponent(id)}/submit` as const;
  const answer = await client.request({ ...options, method: 'POST', path, json: input, auth: 'required' });
  return required(toTransaction(answer), 'submitTransaction');
}

/** The contract wants a JSON number. One that is not the amount any more would move something else. */
function exact(amount: Amount): number {
  const number = Number(amount);
  const sent = parseAmount(number);
  if (number > 0 && sent !== null && sent === parseAmount(amount)) return number;
  throw new PersError('VALIDATION_ERROR', 'The amount cannot be sent exactly.', { details: { target: 'amount' } });
}

/** The envelope, or a bare transaction: then the server executes. */
function read(raw: unknown, operation: string): TransactionRequestResult {
  const transaction = required(toTransaction(raw), operation);
  const from = reader<components['schemas']['TransactionRequestResponse']>(raw);
  const signingData = from('signingData');
  const actionable = from('actionable');
  const type = word(field(actionable, 'type'));
  return {
    transaction,
    signingData: isObject(signingData) && Object.keys(signingData).length > 0 ? data(signingData) : null,
    walletStatus: word(from('walletStatus')),
    actionable: type ? { type, message: text(field(actionable, 'message')), url: httpsUrl(field(actionable, 'url')) } : null,
  };
}
