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
  /** The linked wallet that new rewards go to, or null. */
  current_signing_account_id: string | null;
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
  /** The linked account that signs for it; null: the platform does. */
  owner_signing_account_id: string | null;
  created_at: string;
}

/** An address that a user has proved to control (EIP-4361). */
export interface SigningAccountRow {
  tenant_id: string;
  id: string;
  user_id: string;
  /** With its checksum. */
  address: string;
  chain_id: number;
  provider: string;
  /** ACTIVE or REVOKED. */
  status: string;
  created_at: string;
}

/** A message to sign, once. */
export interface SigningNonceRow {
  tenant_id: string;
  nonce: string;
  user_id: string;
  message: string;
  address: string;
  chain_id: number;
  expires_at: string;
  used_at: string | null;
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

export interface BusinessMemberRow {
  tenant_id: string;
  id: string;
  business_id: string;
  external_id: string;
  role: string;
}

export interface AdminRow {
  tenant_id: string;
  id: string;
  external_id: string;
  email: string | null;
}
