import type { BusinessRow, CampaignRow, RedemptionRow, TokenItemRow, TokenRow, UserRow } from '../schema.js';
import { randomAddress } from '../wallets.js';
import type { BusinessSpec, CampaignSpec, ItemSpec, OfferSpec, PersonSpec, TokenSpec } from './specs.js';

/** What a row needs to know beyond its spec. */
export interface Base {
  readonly tenant_id: string;
  readonly id: string;
  /** ISO 8601 UTC. */
  readonly created_at: string;
  /** Days from now → ISO 8601 UTC, or null. */
  day(offset: number | undefined): string | null;
  /** Name of a picture → URL, or null. */
  url(picture: string | undefined): string | null;
}

const flag = (value: boolean | undefined): number => (value === false ? 0 : 1);
const json = (value: unknown): string => JSON.stringify(value);

export const tokenRow = (
  { tenant_id, id, created_at }: Base,
  chain_id: number,
  { name, symbol, type = 'ERC20', active }: TokenSpec,
): TokenRow => ({
  tenant_id,
  id,
  contract_address: randomAddress(),
  chain_id,
  name,
  symbol,
  decimals: type === 'ERC20' ? 18 : null,
  type,
  is_active: flag(active),
  is_gallery: type === 'ERC20' ? 0 : 1,
  created_at,
});

export const itemRow = ({ tenant_id, id, day, url }: Base, token: TokenRow, incremental_id: number, spec: ItemSpec): TokenItemRow => ({
  tenant_id,
  id,
  token_id: token.id,
  incremental_id,
  name: spec.name,
  description: spec.description ?? null,
  image_url: url(spec.picture),
  external_url: spec.link ?? null,
  expiry_date: day(spec.expiresIn),
});

export const businessRow = ({ tenant_id, id, url }: Base, spec: BusinessSpec): BusinessRow => ({
  tenant_id,
  id,
  email: spec.email ?? null,
  legal_name: spec.legalName ?? spec.name,
  display_name: spec.name,
  description: spec.description ?? null,
  short_description: spec.short,
  website_url: spec.website ?? null,
  image_url: url(spec.picture),
  address: spec.street ?? null,
  city: spec.city ?? null,
  postal_code: spec.postalCode ?? null,
  latitude: spec.at?.[0] ?? null,
  longitude: spec.at?.[1] ?? null,
  business_type: spec.kind ? json({ description: null, iconUrl: null, ...spec.kind }) : null,
  is_active: flag(spec.active),
});

export function userRow({ tenant_id, id, created_at }: Base, key: string, spec: PersonSpec): UserRow {
  const [first = '', ...rest] = spec.name.split(' ');
  return {
    tenant_id,
    id,
    email: spec.email ?? null,
    first_name: first,
    last_name: rest.join(' ') || null,
    external_id: spec.externalId ?? `shop-${key}`,
    instagram_account_id: null,
    google_account_name: null,
    custom_data: spec.customData ? json(spec.customData) : null,
    public_profile: spec.publicProfile ? json(spec.publicProfile) : null,
    current_signing_account_id: null,
    is_guest: 0,
    is_active: 1,
    created_at,
    updated_at: created_at,
  };
}

export function campaignRow({ tenant_id, id, created_at, day, url }: Base, triggerId: string, spec: CampaignSpec): CampaignRow {
  const trigger = spec.trigger === null ? null : (spec.trigger ?? {});
  const conditions = trigger?.conditions?.map((condition, at) => ({ id: `${triggerId}-${at}`, ...condition }));
  return {
    tenant_id,
    id,
    name: spec.name,
    description: spec.description ?? null,
    start_date: day(spec.startsIn),
    end_date: day(spec.endsIn),
    image_url: url(spec.picture),
    external_url: spec.link ?? null,
    is_active: flag(spec.active),
    is_testnet: 1,
    tags: json(spec.tags ?? []),
    country_code_restrictions: json(spec.countries ?? []),
    trigger_id: trigger && triggerId,
    trigger_name: trigger && (trigger.name ?? spec.name),
    trigger_description: trigger?.description ?? null,
    trigger_type: trigger && `CLAIM_BY_${trigger.by ?? 'USER'}`,
    max_per_day: trigger?.perDay ?? null,
    max_per_user: trigger?.perUser ?? null,
    min_cooldown_seconds: trigger?.cooldownSeconds ?? null,
    max_geo_distance_in_meters: trigger?.withinMetres ?? null,
    required_user_info: trigger?.needs ? json(trigger.needs) : null,
    max_multiplier: trigger?.maxMultiplier ?? null,
    completion_threshold: trigger?.threshold ?? null,
    conditions: conditions ? json(conditions) : null,
    created_at,
  };
}

export const offerRow = ({ tenant_id, id, created_at, url }: Base, sort_order: number, spec: OfferSpec): RedemptionRow => ({
  tenant_id,
  id,
  name: spec.name,
  description: spec.description ?? null,
  image_url: url(spec.picture),
  is_active: flag(spec.active),
  credit_token_amount: spec.price,
  redemption_type_id: spec.type ?? null,
  sort_order,
  available_supply: spec.stock?.[0] ?? null,
  total_supply: spec.stock?.[1] ?? null,
  max_per_user: spec.perUser ?? null,
  min_status_type_id: spec.level ?? null,
  country_code_restrictions: json(spec.countries ?? []),
  tags: json(spec.tags ?? []),
  created_at,
});
