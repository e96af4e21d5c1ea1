import type { Caller } from './context.js';
import type { Db } from './db.js';
import { jsonArray } from './eligibility.js';
import type { CampaignRow, EngagementRow, TriggerSourceRow } from './schema.js';
import { grouped, unitsByOwner, type TokenUnitDto } from './token-units.js';
import { businessesById, tokensById, type BusinessDto } from './wire.js';

/** Contract, `CampaignTrigger`, or null: nobody can claim. */
function triggerDto(row: CampaignRow) {
  if (row.trigger_id === null) return null;
  const info = jsonArray<string>(row.required_user_info);
  return {
    id: row.trigger_id,
    name: row.trigger_name ?? '',
    description: row.trigger_description,
    maxPerDay: row.max_per_day,
    maxPerUser: row.max_per_user,
    minCooldownSeconds: row.min_cooldown_seconds,
    maxGeoDistanceInMeters: row.max_geo_distance_in_meters,
    requiredUserInfo: info.length > 0 ? info : null,
    triggerType: row.trigger_type,
    maxMultiplier: row.max_multiplier,
    completionThreshold: row.completion_threshold,
    conditions: jsonArray<object>(row.conditions),
  };
}

/** Contract, `BusinessEngagement`. */
const engagementDto = (row: EngagementRow, business: BusinessDto | null) => ({
  id: row.id,
  businessId: row.business_id,
  business,
  shortDescription: row.short_description,
  maxPerBusiness: row.max_per_business,
  maxPerDay: row.max_per_day,
  externalUrl: row.external_url,
});

/** Contract, `TriggerSource`, without the analytics that nobody counts here. */
const triggerSourceDto = (row: TriggerSourceRow) => ({
  id: row.id,
  type: row.type,
  name: row.name,
  description: null,
  metadata: null,
  businessId: row.business_id,
  isActive: row.is_active === 1,
  analytics: null,
  createdAt: row.created_at,
  updatedAt: row.created_at,
});

interface Related {
  readonly tokenUnits: TokenUnitDto[];
  readonly engagements: ReturnType<typeof engagementDto>[];
  readonly sources: readonly TriggerSourceRow[];
}

/** Contract, `Campaign`. The id of a trigger source is what a code at a place carries: only who put it there may read it. */
function campaignDto(row: CampaignRow, related: Related, caller: Caller) {
  const owned = related.sources.filter(
    (source) => caller.kind === 'admin' || (caller.businessId !== null && source.business_id === caller.businessId),
  );
  const reader = caller.kind === 'admin' || caller.kind === 'business';
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    beneficiaryAccountAddress: null,
    startDate: row.start_date ?? row.created_at,
    endDate: row.end_date,
    imageUrl: row.image_url,
    externalUrl: row.external_url,
    isActive: row.is_active === 1,
    isTestnet: row.is_testnet === 1,
    trigger: triggerDto(row),
    tokenUnits: related.tokenUnits,
    businessEngagements: related.engagements,
    tags: jsonArray<string>(row.tags),
    countryCodeRestrictions: jsonArray<string>(row.country_code_restrictions),
    triggerSourceRequired: related.sources.length > 0,
    ...(reader ? { triggerSources: owned.map(triggerSourceDto) } : {}),
  };
}
export type CampaignDto = ReturnType<typeof campaignDto>;

/** Trigger sources with the campaign each is assigned to. */
function assignedSources(db: Db, tenantId: string, campaigns: readonly string[]) {
  return db
    .selectFrom('campaign_trigger_sources as assigned')
    .innerJoin('trigger_sources as source', (join) =>
      join.onRef('source.tenant_id', '=', 'assigned.tenant_id').onRef('source.id', '=', 'assigned.trigger_source_id'),
    )
    .selectAll('source')
    .select('assigned.campaign_id')
    .where('assigned.tenant_id', '=', tenantId)
    .where('assigned.campaign_id', 'in', campaigns)
    .orderBy('source.created_at')
    .orderBy('source.id')
    .execute();
}

/** Campaigns as the contract shows them to this caller, in the order given. The number of queries does not depend on theirs. */
export async function campaignDtos(db: Db, tenantId: string, caller: Caller, rows: readonly CampaignRow[]): Promise<CampaignDto[]> {
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.id);
  const units = await unitsByOwner(db, tenantId, 'campaign', ids, await tokensById(db, tenantId));
  const engagements = await db
    .selectFrom('campaign_engagements')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('campaign_id', 'in', ids)
    .orderBy('id')
    .execute();
  const businesses = await businessesById(db, tenantId, [...new Set(engagements.map((engagement) => engagement.business_id))]);
  const engagementsOf = grouped(engagements, (engagement) => engagement.campaign_id);
  const sourcesOf = grouped(await assignedSources(db, tenantId, ids), (source) => source.campaign_id);
  return rows.map((row) => {
    const taking = (engagementsOf.get(row.id) ?? []).map((engagement) =>
      engagementDto(engagement, businesses.get(engagement.business_id) ?? null),
    );
    return campaignDto(row, { tokenUnits: units(row.id), engagements: taking, sources: sourcesOf.get(row.id) ?? [] }, caller);
  });
}
