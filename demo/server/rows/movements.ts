import type { Generated } from 'kysely';

export interface ClaimRow {
  tenant_id: string;
  id: string;
  campaign_id: string;
  user_id: string;
  business_id: string | null;
  trigger_source_id: string | null;
  multiplier: number;
  status: string;
  failure_reason: string | null;
  created_at: string;
  updated_at: string;
}

export interface RedeemRow {
  tenant_id: string;
  id: string;
  redemption_id: string;
  user_id: string;
  business_id: string | null;
  status: string;
  user_country_code: string | null;
  anonymized_ip_address: string | null;
  failure_reason: string | null;
  created_at: string;
  updated_at: string;
}

/**
 * A token movement. It goes on after the answer: `next_step_at` is when it takes its next step, and reading advances what
 * is due. `balances` move when it succeeds; what a sender has promised is held back from the moment it is created.
 */
export interface TransactionRow {
  tenant_id: string;
  id: string;
  type: string;
  status: string;
  token_id: string;
  token_item_incremental_id: number | null;
  contract_token_id: string | null;
  amount: string;
  sender_address: string;
  recipient_address: string | null;
  sender_id: string | null;
  sender_owner_type: string | null;
  recipient_id: string | null;
  recipient_owner_type: string | null;
  transaction_hash: string | null;
  trigger_process_type: string;
  trigger_process_id: string | null;
  chain_id: number;
  next_step_at: string | null;
  /** 1: the chain decides when it is broadcast and whether it succeeds. */
  on_chain: number | null;
  /** JSON of the contract's `SigningData` that waits for the customer's signature, and its last moment (ISO 8601 UTC). */
  signing_data: string | null;
  signing_deadline: string | null;
  /** JSON {@link SignedCall}. */
  signed_call: string | null;
  failure_reason: string | null;
  created_at: string;
  updated_at: string;
}

/** What a customer signed, as it was handed in. Integers are decimal strings. */
export type SignedCall =
  | {
      readonly type: 'EIP-712';
      readonly owner: string;
      readonly message: Readonly<Record<'to' | 'value' | 'data' | 'nonce' | 'deadline', string>>;
      readonly signature: string;
    }
  | { readonly type: 'legacy' | 'EIP-2930' | 'EIP-1559'; readonly raw: string };

/** Double entry: two rows per succeeded transaction, and per token they always sum to zero. */
export interface LedgerEntryRow {
  tenant_id: string;
  seq: Generated<number>;
  transaction_id: string;
  token_id: string;
  token_item_incremental_id: number | null;
  address: string;
  /** Signed decimal string. */
  amount: string;
  created_at: string;
}

/** Kept equal to the ledger in the same database transaction. `held` is promised by transactions that are under way. */
export interface BalanceRow {
  tenant_id: string;
  address: string;
  token_id: string;
  /** −1 for ERC-20: a primary key takes no null. */
  token_item_incremental_id: number;
  amount: string;
  held: string;
}
