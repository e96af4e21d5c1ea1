import { nextDay } from './eligibility.js';
import type { ClaimCheck } from './claim-rules.js';
import { Problem } from './problems.js';

/** How often a user has claimed a campaign; failed claims do not count. */
export interface ClaimHistory {
  readonly total: number;
  /** Since the start of the UTC day. */
  readonly today: number;
  /** ISO 8601 UTC of the newest claim, or null. */
  readonly lastAt: string | null;
  /** The same at the business of this claim. */
  readonly atBusiness: { readonly total: number; readonly today: number };
}

/** The limit, when there is one and it is used up. */
const reached = (limit: number | null | undefined, count: number): number | null => (limit != null && count >= limit ? limit : null);

/** `trigger.maxPerUser`: claims of a user in all. */
export function perUser({ campaign, history }: ClaimCheck): Problem | null {
  const limit = reached(campaign.max_per_user, history.total);
  return limit === null ? null : new Problem('CLAIM_LIMIT_PER_USER', `All ${limit} claims are used up.`, { limit });
}

/** `trigger.maxPerDay`: claims of a user in one UTC day. */
export function perDay({ campaign, history, now }: ClaimCheck): Problem | null {
  const limit = reached(campaign.max_per_day, history.today);
  if (limit === null) return null;
  return new Problem('CLAIM_LIMIT_PER_DAY', `All ${limit} claims of today are used up.`, { limit, retryAt: nextDay(now) });
}

/** `trigger.minCooldownSeconds` since the newest claim; possible again at the very second it ends. */
export function cooldown({ campaign, history, now }: ClaimCheck): Problem | null {
  if (campaign.min_cooldown_seconds === null || history.lastAt === null) return null;
  const free = Date.parse(history.lastAt) + campaign.min_cooldown_seconds * 1000;
  if (now.getTime() >= free) return null;
  const minutes = Math.ceil((free - now.getTime()) / 60_000);
  const wait = minutes === 1 ? '1 minute' : `${minutes} minutes`;
  return new Problem('CLAIM_COOLDOWN', `The next claim is possible in ${wait}.`, { retryAt: new Date(free).toISOString() });
}

/** `engagement.maxPerBusiness`: claims of a user at the business of this claim. */
export function perBusiness({ engagement, history }: ClaimCheck): Problem | null {
  const limit = reached(engagement?.max_per_business, history.atBusiness.total);
  if (limit === null) return null;
  return new Problem('CLAIM_LIMIT_PER_USER', `All ${limit} claims at this place are used up.`, {
    limit,
    businessId: engagement!.business_id,
  });
}

/** `engagement.maxPerDay`: claims of a user in one UTC day at the business of this claim. */
export function perBusinessDay({ engagement, history, now }: ClaimCheck): Problem | null {
  const limit = reached(engagement?.max_per_day, history.atBusiness.today);
  if (limit === null) return null;
  const details = { limit, retryAt: nextDay(now), businessId: engagement!.business_id };
  return new Problem('CLAIM_LIMIT_PER_DAY', `All ${limit} claims of today at this place are used up.`, details);
}
