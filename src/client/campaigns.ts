import type { Business } from './businesses.js';
import type { TokenUnit } from './tokens.js';

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
