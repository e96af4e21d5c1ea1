import type { Amount } from '../../client/amount.js';
import type { Redemption } from '../../client/redemptions.js';
import { compare, percentOff, subtract } from '../../decimal.js';
import type { Holdings, Intent, ReadOptions, Store } from '../../state/store.js';
import { isPending, toMovement, type Movement } from '../shared/movement.js';

/** Something on its way, and the claim or redeem behind it. */
export interface Moving extends Movement {
  readonly processId: string | null;
}

/** What lies ahead of a customer: offers to save for, and what is on its way. */
export interface Outlook {
  readonly offers: readonly Redemption[];
  readonly moving: readonly Moving[];
}

/** Reads what lies ahead. It stands beside the points: a part that fails is left out. */
export async function readOutlook(store: Store, options: ReadOptions): Promise<Outlook> {
  const [offers, moving] = await Promise.allSettled([store.redemptions(1, options), readMoving(store, options)]);
  return {
    offers: offers.status === 'fulfilled' ? offers.value.items : [],
    moving: moving.status === 'fulfilled' ? moving.value : [],
  };
}

async function readMoving(store: Store, options: ReadOptions): Promise<readonly Moving[]> {
  const [{ items }, tokens, user] = await Promise.all([store.transactions(1, options), store.tokens(options), store.user(options)]);
  return items
    .filter(isPending)
    .map((transaction) => ({ ...toMovement(transaction, user, tokens), processId: transaction.triggerProcessId }));
}

interface Nearest {
  readonly offer: Redemption;
  /** What is missing; null: there is enough. */
  readonly missing: Amount | null;
}

/** The best offer that the points pay for, else the one with the least missing. Prices carry the level's discount. */
export function nearestOffer(offers: readonly Redemption[], { points, status }: Holdings): Nearest | null {
  const priced = offers
    .filter(
      ({ isActive, supply, minUserStatusType: least }) =>
        isActive && supply?.available !== 0 && (!least || (!!status && compare(status.minTokenBalance, least.minTokenBalance) >= 0)),
    )
    .map((offer) => ({ offer, price: percentOff(offer.creditTokenAmount, status?.discountPercentage ?? 0) }))
    .filter(({ price }) => compare(price, '0') > 0)
    .sort((a, b) => compare(a.price, b.price));
  const enough = priced.filter(({ price }) => compare(price, points) <= 0).at(-1);
  if (enough) return { offer: enough.offer, missing: null };
  const next = priced[0];
  return next ? { offer: next.offer, missing: subtract(next.price, points) } : null;
}

/** Open intents that no movement shows yet: the server may not even have answered. */
export function unseenIntents(intents: ReadonlyMap<string, Intent>, moving: readonly Moving[]): readonly Intent[] {
  const seen = new Set(moving.map(({ processId }) => processId));
  return [...intents.values()].filter(
    ({ state, processId }) => state !== 'done' && state !== 'refused' && !(processId !== null && seen.has(processId)),
  );
}
