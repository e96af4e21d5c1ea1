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

export interface CampaignTriggerSourceRow {
  tenant_id: string;
  campaign_id: string;
  trigger_source_id: string;
}

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

export interface RedemptionTypeRow {
  tenant_id: string;
  id: number;
  name: string;
  description: string | null;
  image_url: string | null;
}

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
