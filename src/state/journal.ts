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
  /** What another tab found of a record that it has settled since: the id of the process, null for none; undefined where none has. */
  told(record: JournalRecord): string | null | undefined;
  /** Open records of one customer. */
  open(user: string): Promise<readonly JournalRecord[]>;
  forget(user: string): Promise<void>;
  /** `listener`, one in all, is called whenever another tab has settled an intent of this project. */
  onSettled(listener: () => void): void;
  close(): void;
}

export const recordKey = (project: string, user: string, kind: IntentKind, target: string): string =>
  [project, user, kind, target].join('|');

/** The journal of one project on this origin: in IndexedDB, in memory where there is none. */
export function createJournal(project: string, store = createJournalStore()): Journal {
  let heard: (() => void) | undefined;
  const settled = new Map<string | undefined, string | null | undefined>();
  let channel = globalThis.BroadcastChannel ? new BroadcastChannel(`pers-rewards intents ${project}`) : null;
  if (channel) {
    channel.onmessage = ({ data }: MessageEvent<JournalRecord | null>) => {
      settled.set(data?.id, data?.processId);
      heard?.();
    };
    // Under Node an open channel would keep the process from ending.
    (channel as { unref?: () => void }).unref?.();
  }
  const of = async (user: string) => (await store.all()).filter((record) => record.project === project && record.user === user);

  return {
    add: (record) => store.add(record),
    async update(record) {
      if (!settled.has(record.id)) await store.put(record);
    },
    // Of a record that another tab has removed, the place may belong to a later one.
    async remove(record) {
      if (settled.has(record.id)) return;
      await store.delete([record.key]);
      channel?.postMessage(record);
    },
    told: ({ id }) => settled.get(id),
    open: of,
    forget: async (user) => store.delete((await of(user)).map((record) => record.key)),
    onSettled: (listener) => void (heard = listener),
    close() {
      channel?.close();
      // What is settled while the page goes is still removed.
      channel = null;
      store.close();
    },
  };
}
