import type {
  TenantRow,
  TenantSecretsRow,
  ApiKeyRow,
  SessionRow,
  UsedIdentityTokenRow,
  IdempotencyKeyRow,
  ChainRow,
  SeededWorldRow,
} from './rows/tenancy.js';
import type { UserRow, WalletRow, BusinessRow, BusinessMemberRow, AdminRow, SigningAccountRow, SigningNonceRow } from './rows/people.js';
import type {
  TokenRow,
  TokenItemRow,
  StatusTypeRow,
  CampaignRow,
  EngagementRow,
  TriggerSourceRow,
  CampaignTriggerSourceRow,
  TokenUnitRow,
  RedemptionTypeRow,
  RedemptionRow,
} from './rows/catalogue.js';
import type { ClaimRow, RedeemRow, TransactionRow, LedgerEntryRow, BalanceRow } from './rows/movements.js';

export type * from './rows/tenancy.js';
export type * from './rows/people.js';
export type * from './rows/catalogue.js';
export type * from './rows/movements.js';

/**
 * The tables of the demo server. Every row belongs to a tenant, ids are unique per tenant (`primary key (tenant_id, id)`),
 * and every foreign key carries the tenant, so that a row can never point into another tenant.
 *
 * Types: ids, times (ISO 8601 UTC, milliseconds) and amounts (decimal strings, whole units, exact) are text;
 * booleans are 0 or 1; `json` columns hold JSON text.
 */
export interface Database {
  tenants: TenantRow;
  tenant_secrets: TenantSecretsRow;
  api_keys: ApiKeyRow;
  sessions: SessionRow;
  used_identity_tokens: UsedIdentityTokenRow;
  users: UserRow;
  wallets: WalletRow;
  signing_accounts: SigningAccountRow;
  signing_nonces: SigningNonceRow;
  businesses: BusinessRow;
  business_members: BusinessMemberRow;
  admins: AdminRow;
  tokens: TokenRow;
  token_items: TokenItemRow;
  status_types: StatusTypeRow;
  campaigns: CampaignRow;
  campaign_engagements: EngagementRow;
  trigger_sources: TriggerSourceRow;
  campaign_trigger_sources: CampaignTriggerSourceRow;
  token_units: TokenUnitRow;
  claims: ClaimRow;
  redemption_types: RedemptionTypeRow;
  redemptions: RedemptionRow;
  redeems: RedeemRow;
  transactions: TransactionRow;
  ledger_entries: LedgerEntryRow;
  balances: BalanceRow;
  idempotency_keys: IdempotencyKeyRow;
  chains: ChainRow;
  seeded_worlds: SeededWorldRow;
}
