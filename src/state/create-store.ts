import type { Client } from '../client/client.js';
import type { Session } from '../client/session.js';
import type { Config } from '../config.js';
import { createActions } from './actions.js';
import { claimKind } from './claim.js';
import { createCustomer, type Customer } from './customer.js';
import type { Hooks } from './hooks.js';
import type { Journal } from './journal.js';
import type { Kind } from './process.js';
import { createQueries } from './queries.js';
import { redeemKind } from './redeem.js';
import { createState, intentKey, isFinal } from './state.js';
import type { OwnWallet } from './own-wallet.js';
import type { Store } from './store.js';

export interface StoreParts {
  readonly config: Config;
  /** Sends the session where an operation needs it. The store's public reads go out without it. */
  readonly client: Client;
  readonly session: Session;
  readonly journal: Journal;
  readonly hooks: Hooks;
  /** Client configuration that was asked for already, as it came, or null where that failed. */
  readonly early?: Promise<unknown> | undefined;
}

/** The store of one project on one page. It does nothing before it is read or started; `stop` ends it for good. */
export function createStore({ config, client, session, journal, hooks, early }: StoreParts): Store {
  const state = createState(config);
  const queries = createQueries(client, config.creditToken, early);
  const kinds = { claim: claimKind(client), redeem: redeemKind(client, queries) };
  const project = `${config.apiUrl} ${config.projectKey}`;
  const actions = createActions({
    state,
    queries,
    journal,
    hooks,
    project,
    customer: () => customer,
    kindOf: (kind) => kinds[kind] as Kind<never>,
  });
  const customer: Customer = createCustomer({
    ...{ state, session, queries, journal, hooks },
    onSignedIn: (user) => void actions.resume(user),
    onLeft: actions.clear,
  });

  const changed = (forget: () => void): void => {
    forget();
    state.set({ revision: state.snapshot.revision + 1 });
  };
  journal.onSettled(() => {
    if (state.snapshot.session === 'signed-in') changed(() => queries.changed('redemption'));
  });

  let own: Promise<OwnWallet> | undefined;
  const loadOwn = async (): Promise<OwnWallet> =>
    (await import('./own-wallet.js')).createOwnWallet({
      ...{ client, queries, state, hooks },
      customer: () => customer,
      // Named here, because a chunk of a chunk would take what it shares with the elements into a third.
    });
  const { changed: _changed, forget: _forget, endOwn: _endOwn, end: _end, ...reads } = queries;
  const { start, identify, signIn, signOut } = customer;
  return {
    get snapshot() {
      return state.snapshot;
    },
    subscribe: state.subscribe,
    ...reads,
    ...{ start, identify, signIn, signOut },
    claim: (campaignId, input = {}) => actions.act(kinds.claim, campaignId, input),
    redeem: (redemptionId, businessId = null) => actions.act(kinds.redeem, redemptionId, businessId),
    own: () => (own ??= loadOwn()),
    dismiss(intent) {
      const key = intentKey(intent);
      const intents = new Map(state.snapshot.intents);
      const shown = intents.get(key);
      if (shown?.id !== intent.id || !isFinal(shown)) return;
      intents.delete(key);
      state.set({ intents });
    },
    refresh: () => changed(queries.forget),
    report: hooks.report,
    stop() {
      customer.stop();
      queries.end();
      journal.close();
      session.close();
    },
  };
}
