import type { Amount } from '../../client/amount.js';
import type { Redeem } from '../../client/redeems.js';
import type { Redemption } from '../../client/redemptions.js';
import { PersError, type PersErrorDetails } from '../../errors.js';
import { compare, percentOff, subtract } from '../../decimal.js';
import type { Holdings, ReadOptions, Store } from '../../state/store.js';

export type OfferState = 'affordable' | 'signed-out' | 'short' | 'needs-level' | 'limit' | 'sold-out' | 'inactive';

/** What an offer is to a customer. */
export interface Offer {
  readonly state: OfferState;
  /** Place in a list: what they can have, what they cannot have yet, what nobody can have. */
  readonly rank: 0 | 1 | 2;
  /** What they would pay, after the discount of their level. */
  readonly price: Amount;
  /** The price before that discount, when there is one. */
  readonly before: Amount | null;
  /** Points that are missing, when that is what is missing. */
  readonly missing: Amount | null;
  /** What the server would refuse with; null when nothing stands in the way. */
  readonly why: PersError | null;
}

/** What the client knows of the customer. */
export interface Holder {
  readonly holdings: Holdings;
  /** Own redeems, the newest page. */
  readonly redeems: readonly Redeem[];
}

/**
 * The rules of a redeem (contract `createRedeem`), as far as a client can know them, in the server's order. Country is the
 * server's to judge, and what is charged is what it says in the end.
 */
export function offerFor(redemption: Redemption, holder: Holder | null): Offer {
  const { creditTokenAmount: full, supply, maxPerUser, minUserStatusType: level } = redemption;
  const { status = null, creditToken = null, points = '0' } = holder?.holdings ?? {};
  const price = cut(percentOff(full, status?.discountPercentage ?? 0), creditToken?.decimals ?? 18);
  const before = compare(price, full) < 0 ? full : null;
  const offer = (state: OfferState, rank: 0 | 1 | 2, why: PersError | null = null, missing: Amount | null = null): Offer => ({
    ...{ state, rank, price, before, missing, why },
  });
  if (!redemption.isActive) return offer('inactive', 2, refusal('REDEMPTION_INACTIVE'));
  if (supply && supply.available <= 0) return offer('sold-out', 2, refusal('REDEMPTION_SOLD_OUT'));
  if (!holder) return offer('signed-out', 0, refusal('SIGNED_OUT'));
  const had = holder.redeems.filter(({ redemptionId, status: process }) => redemptionId === redemption.id && process !== 'FAILED').length;
  if (maxPerUser !== null && had >= maxPerUser) return offer('limit', 2, refusal('REDEEM_LIMIT_PER_USER', { limit: maxPerUser }));
  if (level && (!status || compare(status.minTokenBalance, level.minTokenBalance) < 0)) {
    return offer('needs-level', 1, refusal('STATUS_REQUIRED', { statusName: level.name }));
  }
  if (compare(points, price) >= 0) return offer('affordable', 0);
  return offer('short', 1, refusal('INSUFFICIENT_BALANCE', { required: price, available: points }), subtract(price, points));
}

/** What the token cannot express is not charged. */
function cut(amount: Amount, decimals: number): Amount {
  const [whole = '0', fraction = ''] = amount.split('.');
  const kept = fraction.slice(0, decimals).replace(/0+$/, '');
  return kept ? `${whole}.${kept}` : whole;
}

function refusal(code: string, details: PersErrorDetails = {}): PersError {
  return new PersError(code, `The customer cannot redeem now: ${code}.`, { details });
}

/** What the customer has, and has had, for `offerFor`. */
export async function readHolder(store: Store, options: ReadOptions): Promise<Holder> {
  const [holdings, redeems] = await Promise.all([store.holdings(options), store.redeems(1, options)]);
  return { holdings, redeems: redeems.items };
}

/** When what an offer gives runs out: the earliest of its items, ISO 8601 UTC, or null. */
export function expiryOf({ tokenUnits }: Redemption): string | null {
  return tokenUnits.flatMap(({ item }) => item?.expiryDate ?? []).sort()[0] ?? null;
}
