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
  /** 1: its movements are transactions of the chain. */
  on_chain: number | null;
  /** How own wallets of keys sign: null is typed data (EIP-712) over a smart wallet; else a format of transactions that they send themselves. */
  signing_format: string | null;
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
export interface ApiKeyRow {
  tenant_id: string;
  id: string;
  key_hash: string;
  type: string;
  revoked_at: string | null;
  created_at: string;
}

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

export interface UsedIdentityTokenRow {
  tenant_id: string;
  jti: string;
  expires_at: string;
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
