import { toBusiness, type Business } from './businesses.js';
import type { CallOptions, Client } from './client.js';
import { orMissing } from './missing.js';
import {
  boolean,
  dateTime,
  field,
  httpsUrl,
  isObject,
  list,
  number,
  pick,
  pickWithId,
  required,
  text,
  textOrNull,
  texts,
  unlessFalse,
  word,
  type Shape,
} from './normalize.js';
import { pageQuery, toPage, type Page, type PageQuery } from './page.js';
import type { components } from './schema.js';
import { toTokenUnit, type TokenUnit } from './tokens.js';

/** Who may claim; the set is open. */
export type TriggerType = 'CLAIM_BY_USER' | 'CLAIM_BY_SYSTEM' | 'CLAIM_BY_BUSINESS' | (string & {});

/** Who may claim and within which limits. Null means no limit. */
export interface CampaignTrigger {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly triggerType: TriggerType;
  /** Claims per user and UTC day. */
  readonly maxPerDay: number | null;
  readonly maxPerUser: number | null;
  readonly minCooldownSeconds: number | null;
  readonly maxGeoDistanceInMeters: number | null;
  /** User properties that must be filled in. */
  readonly requiredUserInfo: readonly string[];
  readonly maxMultiplier: number | null;
  /** Completions needed before the reward is granted. */
  readonly completionThreshold: number | null;
  /** Keys of `conditionsData` that the conditions test. */
  readonly conditionKeys: readonly string[];
}

/** Part that a business takes in a campaign. */
export interface BusinessEngagement {
  readonly id: string;
  readonly businessId: string;
  readonly business: Business | null;
  readonly shortDescription: string;
  readonly maxPerBusiness: number | null;
  readonly maxPerDay: number | null;
  readonly externalUrl: string | null;
}

/** A way to earn tokens. Times are ISO 8601 UTC. */
export interface Campaign {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly imageUrl: string | null;
  readonly externalUrl: string | null;
  readonly startDate: string | null;
  readonly endDate: string | null;
  readonly isActive: boolean;
  readonly isTestnet: boolean;
  /** Null: nobody can claim. */
  readonly trigger: CampaignTrigger | null;
  readonly tokenUnits: readonly TokenUnit[];
  readonly businessEngagements: readonly BusinessEngagement[];
  readonly tags: readonly string[];
  readonly countryCodeRestrictions: readonly string[];
  /** True when a claim needs the id that a code at the place carries. */
  readonly triggerSourceRequired: boolean;
}

export interface CampaignQuery extends PageQuery {
  readonly tag?: string | undefined;
  readonly businessId?: string | undefined;
}

/** Active campaigns, public (contract `listCampaigns`). @throws PersError INVALID_PROJECT_KEY, VALIDATION_ERROR */
export async function listCampaigns(client: Client, query: CampaignQuery = {}, options?: CallOptions): Promise<Page<Campaign>> {
  const { tag, businessId } = query;
  const answer = await client.request({ ...options, path: '/campaigns', query: { ...pageQuery(query), tag, businessId } });
  return toPage(answer, toCampaign, query);
}

/** One campaign, public (contract `getCampaign`). @throws PersError CAMPAIGN_NOT_FOUND */
export async function getCampaign(client: Client, id: string, options?: CallOptions): Promise<Campaign> {
  return required(toCampaign(await client.request({ ...options, path: `/campaigns/${encodeURIComponent(id)}` })), 'getCampaign');
}

/** Tags in use; empty where the caller may not list them (contract `listCampaignTags`, for administrators only so far). */
export async function listCampaignTags(client: Client, options?: CallOptions): Promise<readonly string[]> {
  return texts(await orMissing(client.request({ ...options, path: '/campaigns/tags', query: pageQuery({ limit: 100 }) }), [], [401, 403]));
}

const campaignShape = {
  id: text,
  name: text,
  description: text,
  imageUrl: httpsUrl,
  externalUrl: httpsUrl,
  startDate: dateTime,
  endDate: dateTime,
  isActive: unlessFalse,
  isTestnet: boolean,
  trigger: toTrigger,
  tokenUnits: (value: unknown) => list(value, toTokenUnit),
  businessEngagements: (value: unknown) => list(value, toEngagement),
  tags: texts,
  countryCodeRestrictions: texts,
  triggerSourceRequired: boolean,
} satisfies Shape<components['schemas']['Campaign']>;

export function toCampaign(raw: unknown): Campaign | null {
  return pickWithId(raw, campaignShape);
}

const triggerShape = {
  id: text,
  name: text,
  description: text,
  triggerType: (value: unknown) => word(value, 'CLAIM_BY_USER'),
  maxPerDay: number,
  maxPerUser: number,
  minCooldownSeconds: number,
  maxGeoDistanceInMeters: number,
  requiredUserInfo: texts,
  maxMultiplier: number,
  completionThreshold: number,
} satisfies Shape<components['schemas']['CampaignTrigger']>;

/** The documentation requires only the name, so a trigger counts as soon as the object is not empty. */
function toTrigger(raw: unknown): CampaignTrigger | null {
  if (!isObject(raw) || Object.keys(raw).length === 0) return null;
  const conditionKeys = list(field(raw, 'conditions'), (condition) => textOrNull(field(condition, 'key')));
  return { ...pick(raw, triggerShape), conditionKeys };
}

const engagementShape = {
  id: text,
  businessId: text,
  business: toBusiness,
  shortDescription: text,
  maxPerBusiness: number,
  maxPerDay: number,
  externalUrl: httpsUrl,
} satisfies Shape<components['schemas']['BusinessEngagement']>;

function toEngagement(raw: unknown): BusinessEngagement | null {
  const engagement = pick(raw, engagementShape);
  const businessId = engagement.businessId || engagement.business?.id;
  return businessId ? { ...engagement, businessId } : null;
}
