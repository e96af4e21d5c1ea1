import type { Amount } from './client/amount.js';
import type { PersError } from './errors.js';

/** What a claim or redeem gave, as shown to a person. */
export interface Received {
  /** Name of the points or of the reward item. */
  readonly name: string;
  readonly amount: Amount;
  readonly imageUrl: string | null;
  readonly tokenAddress: string;
}

/**
 * Public events, all fired by `<pers-rewards>` at itself; they bubble and are composed.
 * `pers-before-…` can be cancelled, or answered later with `respondWith(promise)`: false or a rejection cancels.
 */
export class PersEvent<Type extends string, Detail> extends Event {
  declare readonly type: Type;
  constructor(
    type: Type,
    readonly detail: Detail,
    init: EventInit = {},
  ) {
    super(type, { bubbles: true, composed: true, ...init });
  }
}

export class PersBeforeEvent<Type extends string, Detail> extends PersEvent<Type, Detail> {
  #answers: Promise<unknown>[] = [];
  constructor(type: Type, detail: Detail) {
    super(type, detail, { cancelable: true });
  }

  /** Makes the action wait for `answer`; false or a rejection cancels it. */
  respondWith(answer: Promise<unknown>): void {
    this.#answers.push(answer);
  }

  /** Whether the action may go on. For the one who fires. */
  async allowed(): Promise<boolean> {
    if (this.defaultPrevented) return false;
    try {
      return (await Promise.all(this.#answers)).every((answer) => answer !== false);
    } catch {
      return false;
    }
  }
}

/** Every public event with its type: `element.addEventListener('pers-claimed', …)` is typed through this map. */
export interface PersEventMap {
  'pers-ready': PersEvent<'pers-ready', { readonly projectName: string }>;
  'pers-signed-in': PersEvent<'pers-signed-in', { readonly userId: string; readonly guest: boolean }>;
  'pers-signed-out': PersEvent<'pers-signed-out', { readonly reason: 'customer' | 'expired' }>;
  'pers-before-claim': PersBeforeEvent<'pers-before-claim', { readonly campaignId: string }>;
  'pers-claimed': PersEvent<
    'pers-claimed',
    { readonly campaignId: string; readonly claimId: string; readonly received: readonly Received[] }
  >;
  'pers-before-redeem': PersBeforeEvent<'pers-before-redeem', { readonly redemptionId: string; readonly cost: Amount }>;
  'pers-redeemed': PersEvent<'pers-redeemed', { readonly redemptionId: string; readonly redeemId: string; readonly code: string }>;
  /** The customer's own wallet is connected and linked. */
  'pers-wallet-connected': PersEvent<'pers-wallet-connected', { readonly address: string }>;
  /** The customer asked to sign in: the page opens its own sign-in. */
  'pers-sign-in-requested': PersEvent<'pers-sign-in-requested', Readonly<Record<string, never>>>;
  'pers-opened': PersEvent<'pers-opened', Readonly<Record<string, never>>>;
  'pers-closed': PersEvent<'pers-closed', Readonly<Record<string, never>>>;
  'pers-error': PersEvent<'pers-error', { readonly error: PersError }>;
}

declare global {
  interface HTMLElementEventMap extends PersEventMap {}
}
