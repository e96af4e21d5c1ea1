import { toPersError, type PersError } from '../errors.js';
import { refreshToken, type TokenPair } from './auth.js';
import type { Client } from './client.js';
import { withTokens, type SessionCore } from './session-core.js';
import { createRefreshLimits } from './session-limits.js';
import type { SessionRecord } from './session-store.js';

export interface SessionRenewal {
  /** A token that is worth sending, or null. */
  current(): Promise<string | null>;
  /** Another token than `refused`, or null: the session has ended. */
  replace(refused: string): Promise<string | null>;
  /** Ends the session that `token` belongs to, if it is still the one. */
  end(token: string, error?: PersError): Promise<void>;
}

/**
 * Keeps the access token fresh. One refresh at a time, shared by the requests of this page and, through the lock and the
 * stored record, by all tabs.
 *
 * @param signInAgain Signs in with what is at hand (the page's identity, or the guest's device); false when nothing is.
 */
export function createSessionRenewal(client: Client, core: SessionCore, signInAgain: () => Promise<boolean>): SessionRenewal {
  const { store, tabs } = core;
  const limits = createRefreshLimits();
  let refreshing: Promise<boolean> | null = null;
  let recovering: Promise<void> | null = null;
  let failure: PersError | undefined;

  const isStill = (mine: SessionRecord) => core.record?.accessToken === mine.accessToken;

  function refresh(mine: SessionRecord): Promise<boolean> {
    return (refreshing ??= tabs.exclusive(() => refreshOnce(mine)).finally(() => (refreshing = null)));
  }

  /** Whether the session now has another token than `mine`. */
  async function refreshOnce(mine: SessionRecord): Promise<boolean> {
    if (await isReplaced(mine)) return core.token !== null;
    if (!limits.allow(mine.refreshToken)) return false;
    let pair: TokenPair;
    try {
      pair = await refreshToken(client, mine.refreshToken);
    } catch (error) {
      failure = toPersError(error);
      limits.failed(mine.refreshToken);
      return false;
    }
    const next = withTokens({ ...mine, ...core.record }, pair);
    if (!isStill(mine) || !(await store.write(next, mine.id)) || !isStill(mine)) {
      // Signed out meanwhile, here or in another tab: the answer comes too late and is dropped.
      await core.sync('signed-in');
      return core.token !== null;
    }
    core.settle(next, 'refreshed');
    tabs.tell('changed');
    return true;
  }

  /** Whether another tab, or a decision of the customer, has already put something in the place of `mine`. */
  async function isReplaced(mine: SessionRecord): Promise<boolean> {
    const stored = await store.read();
    if (stored?.accessToken !== mine.accessToken) await core.sync('signed-in');
    return !isStill(mine);
  }

  function recover(mine: SessionRecord): Promise<void> {
    return (recovering ??= tabs.exclusive(() => recoverOnce(mine)).finally(() => (recovering = null)));
  }

  async function recoverOnce(mine: SessionRecord): Promise<void> {
    if (await isReplaced(mine)) return;
    const turn = core.epoch;
    try {
      if (await signInAgain()) return;
    } catch (error) {
      failure = toPersError(error);
    }
    if (turn === core.epoch) await end(mine.accessToken, failure);
  }

  async function end(token: string, error?: PersError): Promise<void> {
    const mine = core.record;
    if (!mine || mine.accessToken !== token) return;
    // A guest has no other proof of who they are than this device: it is kept, so that their points are not lost.
    const rest = mine.guest ? { ...mine, accessToken: '', refreshToken: '', expiresAt: 0, renewAt: 0 } : null;
    core.settle(rest, 'expired', error);
    await store.write(rest, mine.id);
    tabs.tell('changed');
  }

  return {
    end,
    async current() {
      const mine = core.record;
      if (!mine?.accessToken || mine.renewAt > Date.now()) return core.token;
      if ((await refresh(mine)) || !isStill(mine)) return core.token;
      // The refresh was early and failed: the token at hand still counts.
      if (mine.expiresAt <= Date.now()) await recover(mine);
      return core.token;
    },
    async replace(refused) {
      const mine = core.record;
      if (mine?.accessToken !== refused) return core.token;
      if (!(await refresh(mine)) && isStill(mine)) await recover(mine);
      return core.token;
    },
  };
}
