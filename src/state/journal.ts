import { createJournalStore } from './journal-store.js';
import type { IntentKind } from './store.js';

/** An open intent as it is written down before anything is sent. It holds no token and nothing about the person but their id. */
export interface JournalRecord {
  /** `project|user|action|target`: of one decision there can be one record. */
  readonly key: string;
  readonly id: string;
  /** API and project key. */
  readonly project: string;
  readonly user: string;
  readonly kind: IntentKind;
  readonly target: string;
  /** ISO 8601 UTC by this device's clock. */
  readonly startedAt: string;
  /** Claim or redeem id once the server has accepted, else null. */
  readonly processId: string | null;
  /** What the customer had of this kind before: ids, and the server's time of the newest, or null for none. */
  readonly known: readonly string[];
  readonly newest: string | null;
}

export interface Journal {
  /** Writes a new record; false when there is an open one of the same key, which is the mutex between tabs. */
  add(record: JournalRecord): Promise<boolean>;
  update(record: JournalRecord): Promise<void>;
  /** The intent is settled. */
  remove(record: JournalRecord): Promise<void>;
  /** Open records of one customer. */
  open(user: string): Promise<readonly JournalRecord[]>;
  forget(user: string): Promise<void>;
  /** Calls `listener` when another tab has settled an intent of this project; the answer ends it. */
  onSettled(listener: (key: string) => void): () => void;
  close(): void;
}

export const recordKey = (project: string, user: string, kind: IntentKind, target: string): string =>
  [project, user, kind, target].join('|');

/** The journal of one project on this origin: in IndexedDB, in memory where there is none. */
export function createJournal(project: string): Journal {
  const store = createJournalStore();
  const listeners = new Set<(key: string) => void>();
  const channel = globalThis.BroadcastChannel ? new BroadcastChannel(`pers-rewards intents ${project}`) : null;
  if (channel) {
    channel.onmessage = ({ data }: MessageEvent<unknown>) => {
      if (typeof data === 'string') for (const listener of [...listeners]) listener(data);
    };
    // Under Node an open channel would keep the process from ending.
    (channel as { unref?: () => void }).unref?.();
  }
  const of = async (user: string) => (await store.all()).filter((record) => record.project === project && record.user === user);

  return {
    add: (record) => store.add(record),
    update: (record) => store.put(record),
    async remove(record) {
      await store.delete([record.key]);
      channel?.postMessage(record.key);
    },
    open: of,
    forget: async (user) => store.delete((await of(user)).map((record) => record.key)),
    onSettled(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      channel?.close();
      store.close();
    },
  };
}
