import type { CallerKind } from './context.js';
import { unmetConditions, type TriggerCondition } from './claim-conditions.js';
import { cooldown, perBusiness, perBusinessDay, perDay, perUser, type ClaimHistory } from './claim-limits.js';
import { countryAllowed, distanceInMeters, jsonArray, type Position } from './eligibility.js';
import { Problem } from './problems.js';
import type { BusinessRow, CampaignRow, EngagementRow, TriggerSourceRow, UserRow } from './schema.js';

/** A business that takes part, with where it is. */
export type Engagement = EngagementRow & { readonly business: Pick<BusinessRow, 'latitude' | 'longitude'> };

/** Everything that decides about one claim. */
export interface ClaimCheck {
  readonly campaign: CampaignRow;
  /** Whether the campaign has any trigger source. */
  readonly sourceRequired: boolean;
  /** The source of the claim, if it named one; it is assigned to the campaign. */
  readonly source: TriggerSourceRow | null;
  readonly callerKind: CallerKind;
  readonly user: UserRow & { readonly accountAddress: string | null };
  /** Business of the claim, whether it takes part or not. */
  readonly businessId: string | null;
  readonly engagements: readonly Engagement[];
  /** Engagement of `businessId`, or null. */
  readonly engagement: Engagement | null;
  /** Where the claimer says to be. */
  readonly position: Position | null;
  readonly conditionsData: Readonly<Record<string, unknown>>;
  readonly multiplier: number;
  readonly history: ClaimHistory;
  readonly now: Date;
  readonly countryCode: string | null;
}

type ClaimRule = (check: ClaimCheck) => Problem | null;

const active: ClaimRule = ({ campaign }) => (campaign.is_active ? null : new Problem('CAMPAIGN_INACTIVE'));

const started: ClaimRule = ({ campaign, now }) =>
  campaign.start_date === null || now.getTime() >= Date.parse(campaign.start_date)
    ? null
    : new Problem('CAMPAIGN_NOT_STARTED', 'The campaign has not started yet.', { retryAt: campaign.start_date });

const notEnded: ClaimRule = ({ campaign, now }) =>
  campaign.end_date === null || now.getTime() <= Date.parse(campaign.end_date)
    ? null
    : new Problem('CAMPAIGN_ENDED', 'The campaign has ended.');

const source: ClaimRule = ({ sourceRequired, source: given }) => {
  const message = 'Scan the code at the place to claim.';
  if (sourceRequired && !given) return new Problem('TRIGGER_SOURCE_REQUIRED', message, undefined, 'triggerSourceId');
  return given && !given.is_active ? new Problem('TRIGGER_SOURCE_INACTIVE') : null;
};

const TRIGGER_TYPE: Partial<Record<CallerKind, string>> = {
  user: 'CLAIM_BY_USER',
  business: 'CLAIM_BY_BUSINESS',
  system: 'CLAIM_BY_SYSTEM',
  admin: 'CLAIM_BY_SYSTEM',
};
const triggerType: ClaimRule = ({ campaign, callerKind }) =>
  campaign.trigger_type !== null && campaign.trigger_type === TRIGGER_TYPE[callerKind] ? null : new Problem('CLAIM_TRIGGER_FORBIDDEN');

const engaged: ClaimRule = ({ businessId, engagement }) =>
  businessId === null || engagement ? null : new Problem('CLAIM_BUSINESS_NOT_ENGAGED', undefined, { businessId });

const country: ClaimRule = ({ campaign, countryCode }) =>
  countryAllowed(jsonArray(campaign.country_code_restrictions), countryCode)
    ? null
    : new Problem('CLAIM_COUNTRY_RESTRICTED', undefined, { countryCode });

/** Name in `requiredUserInfo` → whether the user has it. Names nobody knows count as missing. */
const userInfo: Readonly<Record<string, (user: ClaimCheck['user']) => boolean>> = Object.freeze({
  id: () => true,
  email: (user) => Boolean(user.email),
  instagramAccountId: (user) => Boolean(user.instagram_account_id),
  externalId: (user) => Boolean(user.external_id),
  firstName: (user) => Boolean(user.first_name),
  lastName: (user) => Boolean(user.last_name),
  accountAddress: (user) => Boolean(user.accountAddress),
  publicProfile: (user) => filled(user.public_profile),
  customData: (user) => filled(user.custom_data),
  isActive: (user) => user.is_active === 1,
});
const filled = (json: string | null): boolean => json !== null && Object.keys((JSON.parse(json) as object | null) ?? {}).length > 0;

const requiredInfo: ClaimRule = ({ campaign, user }) => {
  const fields = jsonArray<string>(campaign.required_user_info).filter((name) => !(Object.hasOwn(userInfo, name) && userInfo[name]!(user)));
  return fields.length === 0 ? null : new Problem('CLAIM_USER_INFO_REQUIRED', `Needed: ${fields.join(', ')}.`, { fields });
};

/**
 * Measured from the business of the claim, else from the nearest that takes part. Businesses without a position are left out;
 * where none has one there is nothing to measure from and the limit does not apply.
 */
const place: ClaimRule = ({ campaign, engagement, engagements, position }) => {
  const maxGeoDistanceInMeters = campaign.max_geo_distance_in_meters;
  if (maxGeoDistanceInMeters === null) return null;
  if (!position) return new Problem('CLAIM_LOCATION_REQUIRED', 'A position is needed.', { maxGeoDistanceInMeters });
  const distances = (engagement ? [engagement] : engagements).flatMap(({ business: { latitude, longitude } }) =>
    latitude === null || longitude === null ? [] : [distanceInMeters(position, { latitude, longitude })],
  );
  const distance = Math.min(...distances);
  if (distances.length === 0 || distance <= maxGeoDistanceInMeters) return null;
  const distanceRounded = Math.round(distance);
  const message = `You are ${distanceRounded} metres away; ${maxGeoDistanceInMeters} are allowed.`;
  return new Problem('CLAIM_TOO_FAR', message, { distanceInMeters: distanceRounded, maxGeoDistanceInMeters });
};

const conditions: ClaimRule = ({ campaign, conditionsData }) => {
  const fields = unmetConditions(jsonArray<TriggerCondition>(campaign.conditions), conditionsData);
  return fields.length === 0 ? null : new Problem('CLAIM_CONDITION_UNMET', undefined, { fields });
};

const multiplier: ClaimRule = ({ campaign, multiplier: factor }) =>
  campaign.max_multiplier === null || factor <= campaign.max_multiplier
    ? null
    : new Problem('VALIDATION_ERROR', `multiplier must be at most ${campaign.max_multiplier}.`, undefined, 'multiplier');

/** The contract's order (POST /campaigns/claims), after session and existence. */
const RULES: readonly ClaimRule[] = [
  active,
  started,
  notEnded,
  source,
  triggerType,
  engaged,
  country,
  requiredInfo,
  place,
  conditions,
  multiplier,
  perUser,
  perDay,
  cooldown,
  perBusiness,
  perBusinessDay,
];

/** Whether the claim may be made. Changes nothing. @throws Problem of the first rule that forbids it. */
export function checkClaim(check: ClaimCheck): void {
  for (const rule of RULES) {
    const problem = rule(check);
    if (problem) throw problem;
  }
}

/**
 * Whether this claim grants the reward: always without a threshold, else every `completionThreshold`-th one.
 *
 * @param earlier claims of the user before this one, failed ones left out.
 */
export function grantsReward(completionThreshold: number | null, earlier: number): boolean {
  return completionThreshold === null || completionThreshold <= 1 || (earlier + 1) % completionThreshold === 0;
}
