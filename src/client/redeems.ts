import type { ProcessStatus } from './claims.js';
import type { CallOptions, Client } from './client.js';
import { findInPages, isMissing } from './missing.js';
import { data, dateTime, field, isObject, pickWithId, reader, required, text, word, type Shape } from './normalize.js';
import { pageQuery, toPage, withList, type Page, type PageQuery } from './page.js';
import type { components } from './schema.js';
import { toTransaction, type Transaction, type TransactionStatus } from './transactions.js';

/** One redeem. The contract has no voucher code: what staff see is derived from `id`. */
export interface Redeem {
  readonly id: string;
  readonly userId: string;
  readonly redemptionId: string;
  readonly status: ProcessStatus;
  readonly failureReason: string;
  readonly createdAt: string | null;
  readonly updatedAt: string | null;
}

/** A redeem and the customer's payment. */
export interface RedeemResult {
  readonly redeem: Redeem;
  /** Null: nothing to pay by transaction. */
  readonly senderTransaction: {
    readonly transaction: Transaction;
    readonly transactionStatus: TransactionStatus;
    /** What a user-connected wallet has to sign, as the API sent it; null: the platform signs. */
    readonly signingData: Readonly<Record<string, unknown>> | null;
    /** What the customer has to do first, or null. */
    readonly actionable: { readonly type: string; readonly message: string } | null;
  } | null;
}

export interface RedeemInput {
  readonly redemptionId: string;
  /** Where it happens, or null. */
  readonly businessId?: string | null | undefined;
}

export interface RedeemOptions extends CallOptions {
  /** One value per decision of the customer; see `ApiRequest.idempotencyKey`. */
  readonly idempotencyKey?: string | undefined;
}

export interface RedeemQuery extends PageQuery {
  readonly redemptionId?: string | undefined;
}

/**
 * Redeems an offer for the customer (contract `createRedeem`). Sent once: after NETWORK, TIMEOUT, BAD_RESPONSE or a 5xx the
 * effect is unknown until `listMyRedeems` has been read.
 *
 * @throws PersError SIGNED_OUT, REDEMPTION_NOT_FOUND, REDEMPTION_INACTIVE, REDEMPTION_SOLD_OUT, REDEEM_LIMIT_PER_USER,
 *   STATUS_REQUIRED, REDEEM_COUNTRY_RESTRICTED, INSUFFICIENT_BALANCE (with `required` and `available`)
 */
export async function createRedeem(client: Client, input: RedeemInput, options?: RedeemOptions): Promise<RedeemResult> {
  const { redemptionId, businessId = null } = input;
  const json: components['schemas']['RedeemRequest'] = { redemptionId, businessId };
  const answer = await client.request({ ...options, method: 'POST', path: '/redemptions/redeems', json, auth: 'required' });
  return required(toRedeemResult(answer), 'createRedeem');
}

/** The customer's own redeems, newest first (contract `listMyRedeems`). @throws PersError SIGNED_OUT, UNAUTHENTICATED */
export async function listMyRedeems(client: Client, query: RedeemQuery = {}, options?: CallOptions): Promise<Page<Redeem>> {
  const { redemptionId } = query;
  const answer = await client.request({
    ...options,
    path: '/redemptions/redeems/me',
    query: { ...pageQuery(query), redemptionId },
    auth: 'required',
  });
  return toPage(withList(answer, 'listMyRedeems'), toRedeem, query);
}

/**
 * One redeem (contract `getRedeem`; where that is missing it is looked for in the newest pages of the list).
 * @throws PersError RESOURCE_NOT_FOUND, SIGNED_OUT, UNAUTHENTICATED
 */
export async function getRedeem(client: Client, id: string, options?: CallOptions): Promise<Redeem> {
  try {
    const answer = await client.request({ ...options, path: `/redemptions/redeems/${encodeURIComponent(id)}`, auth: 'required' });
    return required(toRedeem(answer), 'getRedeem');
  } catch (error) {
    if (!isMissing(error)) throw error;
    return findInPages(id, (page) => listMyRedeems(client, { page, limit: 100 }, options), error);
  }
}

/** The envelope, or a bare redeem: then there is nothing to sign. */
function toRedeemResult(raw: unknown): RedeemResult | null {
  const redeem = toRedeem(field(raw, 'redeem')) ?? toRedeem(raw);
  return redeem && { redeem, senderTransaction: toSenderTransaction(field(raw, 'senderTransaction')) };
}

function toSenderTransaction(raw: unknown): RedeemResult['senderTransaction'] {
  const transaction = toTransaction(raw);
  if (!transaction) return null;
  const read = reader<components['schemas']['SenderTransaction']>(raw);
  const signingData = read('signingData');
  const actionable = read('actionable');
  const step = word(field(actionable, 'type'));
  return {
    transaction,
    transactionStatus: word(read('transactionStatus'), transaction.status),
    signingData: isObject(signingData) && Object.keys(signingData).length > 0 ? data(signingData) : null,
    actionable: step ? { type: step, message: text(field(actionable, 'message')) } : null,
  };
}

const redeemShape = {
  id: text,
  userId: text,
  redemptionId: text,
  status: (value: unknown) => word(value, 'PENDING'),
  failureReason: text,
  createdAt: dateTime,
  updatedAt: dateTime,
} satisfies Shape<components['schemas']['RedemptionRedeem']>;

function toRedeem(raw: unknown): Redeem | null {
  const redeem = pickWithId(raw, redeemShape);
  return redeem && { ...redeem, failureReason: redeem.failureReason || text(field(raw, 'message')) };
}
