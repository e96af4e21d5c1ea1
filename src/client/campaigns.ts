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
  reader,
  required,
  text,
  textOrNull,
  texts,
  word,
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

export function toCampaign(raw: unknown): Campaign | null {
  const read = reader<components['schemas']['Campaign']>(raw);
  const id = text(read('id'));
  if (!id) return null;
  return {
    id,
    name: text(read('name')),
    description: text(read('description')),
    imageUrl: httpsUrl(read('imageUrl')),
    externalUrl: httpsUrl(read('externalUrl')),
    startDate: dateTime(read('startDate')),
    endDate: dateTime(read('endDate')),
    isActive: boolean(read('isActive'), true),
    isTestnet: boolean(read('isTestnet')),
    trigger: toTrigger(read('trigger')),
    tokenUnits: list(read('tokenUnits'), toTokenUnit),
    businessEngagements: list(read('businessEngagements'), toEngagement),
    tags: texts(read('tags')),
    countryCodeRestrictions: texts(read('countryCodeRestrictions')),
    triggerSourceRequired: boolean(read('triggerSourceRequired')),
  };
}

/** The documentation requires only the name, so a trigger counts as soon as the object holds one of its facts. */
function toTrigger(raw: unknown): CampaignTrigger | null {
  if (!isObject(raw) || Object.keys(raw).length === 0) return null;
  const read = reader<components['schemas']['CampaignTrigger']>(raw);
  return {
    id: text(read('id')),
    name: text(read('name')),
    description: text(read('description')),
    triggerType: word(read('triggerType'), 'CLAIM_BY_USER'),
    maxPerDay: number(read('maxPerDay')),
    maxPerUser: number(read('maxPerUser')),
    minCooldownSeconds: number(read('minCooldownSeconds')),
    maxGeoDistanceInMeters: number(read('maxGeoDistanceInMeters')),
    requiredUserInfo: texts(read('requiredUserInfo')),
    maxMultiplier: number(read('maxMultiplier')),
    completionThreshold: number(read('completionThreshold')),
    conditionKeys: list(read('conditions'), (condition) => textOrNull(field(condition, 'key'))),
  };
}

function toEngagement(raw: unknown): BusinessEngagement | null {
  const read = reader<components['schemas']['BusinessEngagement']>(raw);
  const business = toBusiness(read('business'));
  const businessId = text(read('businessId')) || business?.id;
  if (!businessId) return null;
  return {
    id: text(read('id')),
    businessId,
    business,
    shortDescription: text(read('shortDescription')),
    maxPerBusiness: number(read('maxPerBusiness')),
    maxPerDay: number(read('maxPerDay')),
    externalUrl: httpsUrl(read('externalUrl')),
  };
}
