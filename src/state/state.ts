import type { Config } from '../config.js';
import type { Intent, Snapshot } from './store.js';

/** Holds the one snapshot. A change is a new frozen object, told to every listener at once. */
export interface State {
  readonly snapshot: Snapshot;
  set(change: Partial<Snapshot>): void;
  /** Puts an intent in place of the one of the same target. */
  show(intent: Intent): void;
  subscribe(listener: () => void): () => void;
}

export const intentKey = ({ kind, target }: Pick<Intent, 'kind' | 'target'>): string => `${kind}:${target}`;

export const isFinal = (intent: Intent): boolean => intent.state === 'done' || intent.state === 'refused';

export function createState(config: Config): State {
  const listeners = new Set<() => void>();
  let snapshot: Snapshot = Object.freeze({
    config,
    session: 'starting',
    guest: false,
    sessionError: null,
    epoch: 0,
    revision: 0,
    intents: new Map<string, Intent>(),
  });

  function set(change: Partial<Snapshot>): void {
    snapshot = Object.freeze({ ...snapshot, ...change });
    for (const listener of [...listeners]) listener();
  }

  return {
    get snapshot() {
      return snapshot;
    },
    set,
    show: (intent) => set({ intents: new Map(snapshot.intents).set(intentKey(intent), Object.freeze(intent)) }),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
