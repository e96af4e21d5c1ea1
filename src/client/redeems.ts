import type { ProcessStatus } from './claims.js';
import type { Transaction, TransactionStatus } from './transactions.js';

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
