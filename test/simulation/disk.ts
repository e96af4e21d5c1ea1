import type { JournalStore } from '../../src/state/journal-store.js';
import type { JournalRecord } from '../../src/state/journal.js';
import type { Dice } from '../wallet/dice.js';
import type { Clock } from './clock.js';

export interface Disk {
  readonly records: ReadonlyMap<string, JournalRecord>;
  /** Records that a later one was refused for: id of the later → id of the one that was there. */
  readonly joined: ReadonlyMap<string, string>;
  /** The journal as one page reaches it; a page that is gone gets no answer. */
  reach(gone: () => boolean): JournalStore;
}

/** What all pages of one browser write to: each step is whole, takes its time, and outlives the page. */
export function createDisk(clock: Clock, dice: Dice): Disk {
  const records = new Map<string, JournalRecord>();
  const joined = new Map<string, string>();

  const step =
    <Facts extends unknown[], T>(gone: () => boolean, work: (...facts: Facts) => T) =>
    (...facts: Facts): Promise<T> =>
      new Promise((resolve) => {
        if (gone()) return;
        clock.after(1 + dice.below(4), () => {
          const result = work(...facts);
          clock.after(dice.below(3), () => gone() || resolve(result));
        });
      });

  return {
    records,
    joined,
    reach: (gone) => ({
      add: step(gone, (record: JournalRecord) => {
        const there = records.get(record.key);
        if (there) joined.set(record.id, there.id);
        else {
          joined.delete(record.id);
          records.set(record.key, record);
        }
        return !there;
      }),
      put: step(gone, (record: JournalRecord) => void records.set(record.key, record)),
      all: step(gone, () => [...records.values()]),
      delete: step(gone, (keys: readonly string[]) => keys.forEach((key) => records.delete(key))),
      close: () => undefined,
    }),
  };
}
