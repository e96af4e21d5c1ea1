import type { IntentKind } from '../../src/state/store.js';
import type { Clock } from './clock.js';

/** What a request has changed at the server. */
export interface Effect {
  readonly id: string;
  readonly kind: IntentKind;
  readonly target: string;
  /** Decision that it comes from; another device's has none. */
  readonly intent: string | null;
  readonly at: number;
  readonly endsAt: number;
  /** Accepted, and taken back at the end. */
  readonly fails: boolean;
}

export interface ModelServer {
  readonly effects: readonly Effect[];
  /** The same key is the same effect, where the server honours keys. */
  commit(kind: IntentKind, target: string, intent: string | null, key?: string): Effect;
  /** JSON as the API gives it, of the state `lag` milliseconds ago; undefined where there is nothing of that name. */
  read(path: string, query: Readonly<Record<string, unknown>>, lag: number): unknown;
}

export interface ServerHabits {
  readonly honoursKeys: boolean;
  /** Milliseconds that its clock differs from the customer's. */
  readonly clockOffset: number;
  /** Milliseconds from accepted to settled, and whether it is taken back; asked once per effect. */
  readonly fate: () => { readonly takes: number; readonly fails: boolean };
}

const WALLET = `0x${'a1'.repeat(20)}`;
const PATH = { claim: '/campaigns/claims', redeem: '/redemptions/redeems' } as const;

/** The server as far as one customer can tell it: it accepts, settles and lists claims and redeems, without any limit that could hide a second effect. */
export function createModelServer(clock: Clock, { honoursKeys, clockOffset, fate }: ServerHabits): ModelServer {
  const effects: Effect[] = [];
  const byKey = new Map<string, Effect>();
  const time = (at: number) => new Date(at + clockOffset).toISOString();

  const seen = (moment: number) => effects.filter(({ at }) => at <= moment).reverse();
  const statusOf = ({ endsAt, fails }: Effect, moment: number) => (endsAt > moment ? 'PENDING' : fails ? 'FAILED' : 'COMPLETED');
  const toJson = (effect: Effect, moment: number) => ({
    id: effect.id,
    [effect.kind === 'claim' ? 'campaignId' : 'redemptionId']: effect.target,
    status: statusOf(effect, moment),
    createdAt: time(effect.at),
  });
  const toMovement = (effect: Effect, moment: number) => ({
    id: `movement of ${effect.id}`,
    status: { PENDING: 'processing', FAILED: 'failed', COMPLETED: 'succeeded' }[statusOf(effect, moment)],
    amount: '5',
    [effect.kind === 'claim' ? 'recipientAddress' : 'senderAddress']: WALLET,
    triggerProcessId: effect.id,
  });

  return {
    effects,
    commit(kind, target, intent, key) {
      const known = honoursKeys && key !== undefined ? byKey.get(key) : undefined;
      if (known) return known;
      const { takes, fails } = fate();
      const effect = { id: `${kind}-${effects.length}`, kind, target, intent, at: clock.now, endsAt: clock.now + takes, fails };
      effects.push(effect);
      if (key !== undefined) byKey.set(key, effect);
      return effect;
    },
    read(path, query, lag) {
      const moment = clock.now - lag;
      if (path === '/users/me') return { id: 'ann', wallets: [{ id: 'w', address: WALLET }] };
      if (path === '/tokens') return [];
      if (path === '/transactions/me') return { data: seen(moment).map((effect) => toMovement(effect, moment)) };
      if (path.startsWith('/redemptions/offer')) return { id: path.slice(13), creditTokenAmount: '5' };
      for (const kind of ['claim', 'redeem'] as const) {
        if (!path.startsWith(PATH[kind])) continue;
        const name = path.slice(PATH[kind].length + 1);
        const mine = seen(moment).filter((effect) => effect.kind === kind);
        if (name !== 'me') return mine.filter(({ id }) => id === name).map((effect) => toJson(effect, moment))[0];
        const wanted = query['campaignId'] ?? query['redemptionId'];
        return {
          data: mine
            .filter(({ target }) => !wanted || target === wanted)
            .slice(0, 50)
            .map((effect) => toJson(effect, moment)),
        };
      }
      return undefined;
    },
  };
}
