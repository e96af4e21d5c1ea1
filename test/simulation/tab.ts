import type { Client } from '../../src/client/client.js';
import type { Session, SessionChange } from '../../src/client/session.js';
import { parseConfig } from '../../src/config.js';
import { createStore } from '../../src/state/create-store.js';
import type { JournalStore } from '../../src/state/journal-store.js';
import { createJournal } from '../../src/state/journal.js';
import { isFinal } from '../../src/state/state.js';
import type { Intent, Store } from '../../src/state/store.js';
import type { Radio } from './radio.js';

const CONFIG = parseConfig({ projectKey: '0'.repeat(64) });

export interface Tab {
  readonly store: Store;
  readonly gone: boolean;
  /** The session ends without the customer's will, and is there again. */
  expire(): void;
  comeBack(): void;
  /** From one moment to the next nothing of the page goes on. What it had written down stays. */
  crash(): void;
}

export interface TabParts {
  readonly client: (gone: () => boolean) => Client;
  readonly journalStore: (gone: () => boolean) => JournalStore;
  readonly radio: Radio;
  /** The page's own listener before an action; it may take its time. */
  readonly before: () => Promise<boolean>;
  /** Hears every intent that the page shows, as often as it shows it. */
  readonly onShown: (intent: Intent) => void;
  readonly onReport: (error: unknown) => void;
}

/** One page of a signed-in customer: the product's own store, actions and journal on a network, a disk and a session that are models. */
export function openTab({ client, journalStore, radio, before, onShown, onReport }: TabParts): Tab {
  let gone = false;
  const session = createModelSession();
  const isGone = () => gone;
  const store = createStore({
    config: CONFIG,
    client: client(isGone),
    session,
    journal: radio.tuned(() => createJournal(`${CONFIG.apiUrl} ${CONFIG.projectKey}`, journalStore(isGone))),
    hooks: { before, after: () => undefined, report: (error) => gone || onReport(error) },
  });
  store.subscribe(() => {
    if (!gone) for (const intent of store.snapshot.intents.values()) onShown(intent);
  });
  void store.start();
  return {
    store,
    get gone() {
      return gone;
    },
    expire: () => session.change('expired'),
    comeBack: () => session.change('signed-in'),
    crash() {
      gone = true;
      store.stop();
    },
  };
}

/** Whether the page shows an intent of `target` that has not come to its end. */
export const isOpen = ({ store }: Tab, key?: string): boolean =>
  [...store.snapshot.intents].some(([of, intent]) => (key === undefined || of === key) && !isFinal(intent));

function createModelSession(): Session & { change(reason: SessionChange['reason']): void } {
  const listeners = new Set<(change: SessionChange) => void>();
  let state: 'none' | 'active' = 'none';
  const change = (reason: SessionChange['reason']): void => {
    state = reason === 'expired' ? 'none' : 'active';
    for (const listener of listeners) listener({ reason });
  };
  return {
    change,
    get state() {
      return state;
    },
    guest: false,
    get userId() {
      return state === 'active' ? 'ann' : null;
    },
    restore: async () => (change('restored'), state),
    signIn: async () => change('signed-in'),
    signInAsGuest: async () => undefined,
    signOut: async () => change('signed-out'),
    setIdentity: () => undefined,
    remember: async () => undefined,
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    accessToken: async () => 'token',
    renew: async () => 'token',
    reject: async () => undefined,
    close: () => undefined,
  };
}
