import type { Campaign, CampaignTrigger } from '../../client/campaigns.js';
import type { CampaignClaim } from '../../client/claims.js';
import type { User } from '../../client/users.js';
import { PersError, type ApiErrorCode, type PersErrorDetails } from '../../errors.js';

export type EligibilityState =
  | 'claimable'
  | 'signed-out'
  | 'not-started'
  | 'ended'
  | 'cooldown'
  | 'limit-per-day'
  | 'limit-per-user'
  | 'needs-info'
  | 'needs-place'
  | 'needs-code'
  | 'business-only'
  | 'conditions';

/** Whether a customer can claim a campaign now, and if not, why and when. */
export interface Eligibility {
  readonly state: EligibilityState;
  /** Place in a list: what can be done now, what can be done later, what is over. */
  readonly rank: 0 | 1 | 2;
  /** When this answer changes by itself, ISO 8601 UTC, or null. */
  readonly at: string | null;
  /** What the server would refuse with, so that both say the same sentence; null when nothing stands in the way. */
  readonly why: PersError | null;
}

/** What the client knows of the customer. Null where nobody is signed in. */
export interface Claimant {
  readonly user: User;
  /** Own claims, newest first. */
  readonly claims: readonly CampaignClaim[];
  /** False when older claims exist that were not read: counts are then at least what they say. */
  readonly complete: boolean;
}

/** How far a customer is with a campaign. Null: no such limit, or not known. */
export interface Standing {
  readonly leftToday: number | null;
  readonly left: number | null;
  /** Completions towards the next reward: every `threshold`-th one is rewarded. */
  readonly completed: number;
  readonly threshold: number | null;
}

const DAY = 86_400_000;

/**
 * The rules of a claim (contract `createCampaignClaim`, days are UTC days), as far as a client can know them. The server
 * checks in an order of its own; here the reason that helps most comes first: what is over, then what only time changes,
 * then what the customer can do. Country, engagement limits and conditions' values are the server's to judge.
 */
export function eligibility(campaign: Campaign, claimant: Claimant | null, now: number): Eligibility {
  const { trigger, startDate, endDate } = campaign;
  if (!campaign.isActive) return answer('ended', 2, 'CAMPAIGN_INACTIVE');
  if (endDate && now > Date.parse(endDate)) return answer('ended', 2, 'CAMPAIGN_ENDED');
  if (trigger?.triggerType !== 'CLAIM_BY_USER') return answer('business-only', 2, 'CLAIM_TRIGGER_FORBIDDEN');
  if (startDate && now < Date.parse(startDate)) return answer('not-started', 1, 'CAMPAIGN_NOT_STARTED', { retryAt: startDate });
  if (!claimant) return answer('signed-out', 0, 'SIGNED_OUT', {}, endDate);
  return (
    byLimits(trigger, claimsOf(campaign, claimant), now) ??
    byMeans(campaign, trigger, claimant.user) ?? { state: 'claimable', rank: 0, at: endDate, why: null }
  );
}

/**
 * The same where the customer may be signed in while nothing of theirs could be read: what only their history could forbid
 * is then left to the server.
 */
export function judge(campaign: Campaign, claimant: Claimant | null, signedIn: boolean, now: number): Eligibility {
  const known = eligibility(campaign, claimant, now);
  return known.state === 'signed-out' && signedIn ? { ...known, state: 'claimable', why: null } : known;
}

function byLimits(trigger: CampaignTrigger, claims: readonly CampaignClaim[], now: number): Eligibility | null {
  const { maxPerUser, maxPerDay, minCooldownSeconds } = trigger;
  if (maxPerUser !== null && claims.length >= maxPerUser) return answer('limit-per-user', 2, 'CLAIM_LIMIT_PER_USER', { limit: maxPerUser });
  if (maxPerDay !== null && today(claims, now) >= maxPerDay) {
    const retryAt = new Date((Math.floor(now / DAY) + 1) * DAY).toISOString();
    return answer('limit-per-day', 1, 'CLAIM_LIMIT_PER_DAY', { limit: maxPerDay, retryAt });
  }
  const free = Math.max(0, ...claims.map(timeOf)) + (minCooldownSeconds ?? 0) * 1000;
  if (minCooldownSeconds && now < free) return answer('cooldown', 1, 'CLAIM_COOLDOWN', { retryAt: new Date(free).toISOString() });
  return null;
}

function byMeans(campaign: Campaign, trigger: CampaignTrigger, user: User): Eligibility | null {
  const fields = trigger.requiredUserInfo.filter((field) => lacks(user, field));
  if (fields.length > 0) return answer('needs-info', 1, 'CLAIM_USER_INFO_REQUIRED', { fields });
  if (campaign.triggerSourceRequired) return answer('needs-code', 1, 'TRIGGER_SOURCE_REQUIRED');
  if (trigger.conditionKeys.length > 0) return answer('conditions', 1, 'CLAIM_CONDITION_UNMET');
  const { maxGeoDistanceInMeters: reach } = trigger;
  return reach === null ? null : answer('needs-place', 0, 'CLAIM_LOCATION_REQUIRED', { maxGeoDistanceInMeters: reach });
}

/** How often is left, and how far the customer is. */
export function standing(campaign: Campaign, claimant: Claimant | null, now: number): Standing {
  const { maxPerDay = null, maxPerUser = null, completionThreshold = null } = campaign.trigger ?? {};
  const claims = claimant ? claimsOf(campaign, claimant) : [];
  const left = maxPerUser === null || (claimant && !claimant.complete) ? null : Math.max(0, maxPerUser - claims.length);
  const leftToday = maxPerDay === null ? null : Math.max(0, maxPerDay - today(claims, now));
  const threshold = completionThreshold !== null && completionThreshold > 1 ? completionThreshold : null;
  const completed = threshold === null ? 0 : claims.length % threshold || (left === 0 ? threshold : 0);
  return { left, leftToday, threshold, completed };
}

function answer(
  state: EligibilityState,
  rank: 0 | 1 | 2,
  code: ApiErrorCode | 'SIGNED_OUT',
  details: PersErrorDetails = {},
  at: string | null = null,
): Eligibility {
  return { state, rank, at: details.retryAt ?? at, why: new PersError(code, `The customer cannot claim now: ${state}.`, { details }) };
}

/** A claim that failed used up nothing. */
const claimsOf = (campaign: Campaign, { claims }: Claimant): readonly CampaignClaim[] =>
  claims.filter((claim) => claim.campaignId === campaign.id && claim.status !== 'FAILED');

const timeOf = (claim: CampaignClaim): number => (claim.createdAt ? Date.parse(claim.createdAt) : 0);

const today = (claims: readonly CampaignClaim[], now: number): number =>
  claims.filter((claim) => Math.floor(timeOf(claim) / DAY) === Math.floor(now / DAY)).length;

/** Whether a property that we know of is not filled in. One that we do not know of is left to the server. */
function lacks(user: User, field: string): boolean {
  if (!Object.hasOwn(user, field)) return false;
  const value: unknown = user[field as keyof User];
  return value === null || value === '' || value === false || (typeof value === 'object' && Object.keys(value).length === 0);
}
