import type { PersError } from '../errors.js';
import type { TokenPair } from './auth.js';
import type { Client } from './client.js';
import { lifetimeOf } from './jwt.js';
import { createSessionStore, type SessionRecord, type SessionStore } from './session-store.js';
import { createSessionTabs, type SessionTabs } from './session-tabs.js';

/** What happened to the session, here or in another tab. `expired` comes with the failure that ended it, where there is one. */
export interface SessionChange {
  readonly reason: 'restored' | 'signed-in' | 'refreshed' | 'signed-out' | 'expired';
  readonly error?: PersError | undefined;
}

/** What the parts of a session share: the record of this moment, and who hears of a change. */
export interface SessionCore {
  readonly store: SessionStore;
  readonly tabs: SessionTabs;
  readonly record: SessionRecord | null;
  /** The access token of this moment; null as soon as somebody has signed out. */
  readonly token: string | null;
  /** Rises with every decision of the customer: what was begun before it is dropped. */
  readonly epoch: number;
  decide(): number;
  settle(next: SessionRecord | null, reason: SessionChange['reason'], error?: PersError): void;
  /** Changes facts of the record that nobody needs to hear of. */
  amend(facts: Partial<SessionRecord>): SessionRecord | null;
  /** Takes over what is stored, by this tab earlier or by another one; `reason` names a session that is new here. */
  sync(reason: 'restored' | 'signed-in'): Promise<void>;
  onChange(listener: (change: SessionChange) => void): () => void;
}

export function createSessionCore(client: Client): SessionCore {
  // The address too: a page that points the same key at another API must not send it the tokens of this one.
  const name = `pers-rewards ${client.apiUrl} ${client.projectKey}`;
  const store = createSessionStore(name);
  const listeners = new Set<(change: SessionChange) => void>();
  let record: SessionRecord | null = null;
  let epoch = 0;
  const tabs = createSessionTabs(name, (news) => {
    if (news === 'changed') return void sync('signed-in');
    epoch++;
    settle(null, 'signed-out');
  });

  function settle(next: SessionRecord | null, reason: SessionChange['reason'], error?: PersError): void {
    const concerns = record?.accessToken || next?.accessToken;
    record = next;
    if (concerns) for (const listener of [...listeners]) listener({ reason, error });
  }

  async function sync(reason: 'restored' | 'signed-in'): Promise<void> {
    const turn = epoch;
    const stored = await store.read();
    if (turn !== epoch || (stored?.accessToken ?? '') === (record?.accessToken ?? '')) return;
    settle(stored, !stored?.accessToken ? 'expired' : stored.id === record?.id ? 'refreshed' : reason);
  }

  return {
    store,
    tabs,
    get record() {
      return record;
    },
    get token() {
      return record?.accessToken || null;
    },
    get epoch() {
      return epoch;
    },
    decide: () => ++epoch,
    settle,
    amend: (facts) => (record = record && { ...record, ...facts }),
    sync,
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** Milliseconds before its end at which a token is renewed; half its life where that is shorter. */
const EARLY = 60_000;

/** A record with new tokens, counted from this moment. */
export function withTokens(
  record: Omit<SessionRecord, 'accessToken' | 'refreshToken' | 'renewAt' | 'expiresAt'>,
  pair: TokenPair,
): SessionRecord {
  const lifetime = lifetimeOf(pair.accessToken);
  const expiresAt = Date.now() + lifetime;
  return { ...record, ...pair, expiresAt, renewAt: expiresAt - Math.min(EARLY, lifetime / 2) };
}
