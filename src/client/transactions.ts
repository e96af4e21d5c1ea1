import type { Amount } from './amount.js';
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
