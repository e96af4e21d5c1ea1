import type { Generated } from 'kysely';

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

/** Public facts only: what `GET /tenants/client-config` and `TenantPublic` are built from. */
export interface TenantRow {
  id: string;
  project_key: string;
  testnet_project_key: string;
  project_name: string;
  acronym: string;
  project_description: string | null;
  project_website: string | null;
  project_email: string | null;
  project_image_url: string | null;
  stripe_publishable_key: string | null;
  firebase_tenant_id: string | null;
  infura_api_key: string | null;
  poly_scan_api_key: string | null;
  /** JSON `ClientIpLocation` answered to every caller of the demo, or null. */
  client_ip_location: string | null;
  /** JSON array of allowed origins; null: any. */
  allowed_origins: string | null;
  created_at: string;
}

/** Never joined by a public route. */
export interface TenantSecretsRow {
  tenant_id: string;
  stripe_api_key: string | null;
  stripe_webhook_secret: string | null;
  login_token: string | null;
  api_private_key: string | null;
  allow_guests: number;
  default_wallet_management_type: string;
}

/** System keys (`x-api-key`), stored as SHA-256. */
export interface ApiKeyRow { tenant_id: string; id: string; key_hash: string; type: string; revoked_at: string | null; created_at: string }

/** One refresh token. Those of one sign-in share `family_id`; a used one that comes back ends the family. */
export interface SessionRow {
  tenant_id: string;
  id: string;
  family_id: string;
  owner_type: string;
  owner_id: string;
  business_id: string | null;
  used_at: string | null;
  /** The token it was exchanged for. */
  successor_id: string | null;
  revoked_at: string | null;
  expires_at: string;
  created_at: string;
}

export interface UsedIdentityTokenRow { tenant_id: string; jti: string; expires_at: string }

export interface UserRow {
  tenant_id: string;
  id: string;
  email: string | null;
  first_name: string | null;
  last_name: string | null;
  external_id: string | null;
  instagram_account_id: string | null;
  google_account_name: string | null;
  custom_data: string | null;
  public_profile: string | null;
  is_guest: number;
  is_active: number;
  created_at: string;
  updated_at: string;
}

/** Addresses that hold tokens: of users, businesses and the tenant itself (`owner_type` 'tenant', the source of every mint). */
export interface WalletRow {
  tenant_id: string;
  id: string;
  owner_type: string;
  owner_id: string;
  wallet_management_type: string;
  address: string;
  chain_id: number;
  status: string;
  created_at: string;
}

export interface BusinessRow {
  tenant_id: string;
  id: string;
  email: string | null;
  legal_name: string | null;
  display_name: string | null;
  description: string | null;
  short_description: string | null;
  website_url: string | null;
  image_url: string | null;
  address: string | null;
  city: string | null;
  postal_code: string | null;
  latitude: number | null;
  longitude: number | null;
  /** JSON `BusinessType`, or null. */
  business_type: string | null;
  is_active: number;
}

export interface BusinessMemberRow { tenant_id: string; id: string; business_id: string; external_id: string; role: string }
export interface AdminRow { tenant_id: string; id: string; external_id: string; email: string | null }

export interface TokenRow {
  tenant_id: string;
  id: string;
  contract_address: string;
  chain_id: number;
  name: string | null;
  symbol: string | null;
  decimals: number | null;
  type: string;
  is_active: number;
  is_gallery: number;
  created_at: string;
}

export interface TokenItemRow {
  tenant_id: string;
  id: string;
  token_id: string;
  incremental_id: number;
  name: string | null;
  description: string | null;
  image_url: string | null;
  external_url: string | null;
  expiry_date: string | null;
}

export interface StatusTypeRow {
  tenant_id: string;
  id: number;
  name: string;
  description: string | null;
  min_token_balance: string;
  discount_percentage: number;
  image_url: string | null;
  /** JSON array of contract addresses. */
  eligible_token_addresses: string;
}

/** A campaign with its one trigger (all `trigger_…` columns null: no trigger). */
export interface CampaignRow {
  tenant_id: string;
  id: string;
  name: string | null;
  description: string | null;
  start_date: string | null;
  end_date: string | null;
  image_url: string | null;
  external_url: string | null;
  is_active: number;
  is_testnet: number;
  /** JSON array of strings. */
  tags: string;
  country_code_restrictions: string;
  trigger_id: string | null;
  trigger_name: string | null;
  trigger_description: string | null;
  trigger_type: string | null;
  max_per_day: number | null;
  max_per_user: number | null;
  min_cooldown_seconds: number | null;
  max_geo_distance_in_meters: number | null;
  /** JSON array of user properties. */
  required_user_info: string | null;
  max_multiplier: number | null;
  completion_threshold: number | null;
  /** JSON array of `TriggerCondition`. */
  conditions: string | null;
  created_at: string;
}

export interface EngagementRow {
  tenant_id: string;
  id: string;
  campaign_id: string;
  business_id: string;
  short_description: string | null;
  max_per_business: number | null;
  max_per_day: number | null;
  external_url: string | null;
}

export interface TriggerSourceRow {
  tenant_id: string;
  id: string;
  type: string;
  name: string;
  business_id: string | null;
  is_active: number;
  created_at: string;
}

export interface CampaignTriggerSourceRow { tenant_id: string; campaign_id: string; trigger_source_id: string }

/** What a campaign or a redemption gives. */
export interface TokenUnitRow {
  tenant_id: string;
  id: string;
  owner_kind: 'campaign' | 'redemption';
  owner_id: string;
  token_id: string;
  token_item_incremental_id: number | null;
  amount: string;
  max_amount: string | null;
}

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

export interface RedemptionTypeRow { tenant_id: string; id: number; name: string; description: string | null; image_url: string | null }

export interface RedemptionRow {
  tenant_id: string;
  id: string;
  name: string | null;
  description: string | null;
  image_url: string | null;
  is_active: number;
  credit_token_amount: string;
  redemption_type_id: number | null;
  sort_order: number | null;
  available_supply: number | null;
  total_supply: number | null;
  max_per_user: number | null;
  min_status_type_id: number | null;
  country_code_restrictions: string;
  tags: string;
  created_at: string;
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
  created_at: string;
  updated_at: string;
}

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

export interface IdempotencyKeyRow {
  tenant_id: string;
  owner_id: string;
  key: string;
  request_hash: string;
  status: number;
  body: string;
  created_at: string;
}

/** Networks are the platform's, not a tenant's. */
export interface ChainRow {
  chain_id: number;
  name: string;
  rpc_url: string;
  explorer_url: string | null;
  currency_name: string;
  currency_symbol: string;
  currency_decimals: number;
  is_testnet: number;
}

/** Which world a tenant was filled with, and whom the demo shop vouches for there. Not part of the API: tests and the demo read it. */
export interface SeededWorldRow {
  tenant_id: string;
  world: string;
  title: string;
  /** JSON object: key of a person → `SeededPerson`. */
  people: string;
  /** 1: the tenant that the demo's pages show for this world. */
  is_demo: number;
  created_at: string;
}
