import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import type { JournalStore } from '../../src/state/journal-store.js';
import { createJournal, recordKey, type Journal, type JournalRecord } from '../../src/state/journal.js';
import { fuzzLater } from './fuzz.js';

/** What is written, by key; and what each tab has been told of by the other. */
interface Model {
  readonly written: Map<string, JournalRecord>;
  readonly told: readonly [Map<string, string | null>, Map<string, string | null>];
}
const emptyModel = (): Model => ({ written: new Map(), told: [new Map(), new Map()] });
/** Two tabs over one disk, and the messages between them, at once. */
type Real = readonly [Journal, Journal];

function createDisk(): JournalStore {
  const records = new Map<string, JournalRecord>();
  return {
    add: async (record) => !records.has(record.key) && !!records.set(record.key, record),
    put: async (record) => void records.set(record.key, record),
    all: async () => [...records.values()],
    delete: async (keys) => keys.forEach((key) => records.delete(key)),
    close: () => undefined,
  };
}

function openTabs(): Real {
  const open: { onmessage?: (event: { data: unknown }) => void }[] = [];
  class Channel {
    onmessage?: (event: { data: unknown }) => void;
    constructor() {
      open.push(this);
    }
    postMessage(data: unknown): void {
      for (const other of open) if (other !== this) other.onmessage?.({ data });
    }
  }
  const { BroadcastChannel } = globalThis;
  Object.assign(globalThis, { BroadcastChannel: Channel });
  const disk = createDisk();
  const tabs = [createJournal('shop', disk), createJournal('shop', disk)] as const;
  Object.assign(globalThis, { BroadcastChannel });
  return tabs;
}

type Step = fc.AsyncCommand<Model, Real>;
const step = (name: string, run: (model: Model, real: Real) => Promise<void>): Step => ({ check: () => true, run, toString: () => name });

const tab = fc.constantFrom(0 as const, 1 as const);
const record = fc
  .record({
    ...{ id: fc.constantFrom('a', 'b', 'c', 'd'), user: fc.constantFrom('ann', 'ben'), target: fc.constantFrom('x', 'y') },
    processId: fc.constantFrom(null, 'p'),
  })
  .map(({ id, user, target, processId }): JournalRecord => ({
    ...{ key: recordKey('shop', user, 'redeem', target), id: `${id} ${user} ${target}`, project: 'shop', user, kind: 'redeem', target },
    ...{ startedAt: '2026-01-01T00:00:00.000Z', processId, known: [], newest: null },
  }));

const steps = [
  fc.tuple(tab, record).map(([at, one]) =>
    step(`${at} add ${one.id}`, async ({ written }, real) => {
      const free = !written.has(one.key);
      assert.equal(await real[at].add(one), free);
      if (free) written.set(one.key, one);
    }),
  ),
  fc.tuple(tab, record).map(([at, one]) =>
    step(`${at} update ${one.id}`, async ({ written, told }, real) => {
      await real[at].update(one);
      if (!told[at].has(one.id)) written.set(one.key, one);
    }),
  ),
  fc.tuple(tab, record).map(([at, one]) =>
    step(`${at} remove ${one.id}`, async ({ written, told }, real) => {
      await real[at].remove(one);
      if (told[at].has(one.id)) return;
      written.delete(one.key);
      told[1 - at]!.set(one.id, one.processId);
    }),
  ),
  fc.tuple(tab, fc.constantFrom('ann', 'ben')).map(([at, user]) =>
    step(`${at} forget ${user}`, async ({ written }, real) => {
      await real[at].forget(user);
      for (const { key, user: whose } of [...written.values()]) if (whose === user) written.delete(key);
    }),
  ),
  fc.tuple(tab, record).map(([at, one]) =>
    step(`${at} look for ${one.id}`, async ({ written, told }, real) => {
      const mine = [...written.values()].filter(({ user }) => user === one.user);
      const ordered = (list: readonly JournalRecord[]) => [...list].sort((a, b) => a.key.localeCompare(b.key));
      assert.deepEqual(ordered(await real[at].open(one.user)), ordered(mine));
      assert.equal(real[at].told(one), told[at].get(one.id));
    }),
  ),
];

test('whatever two tabs do with the journal, of one decision there is one record, and what one has settled the other leaves alone', async (t) => {
  const property = fc.asyncProperty(fc.commands(steps, { maxCommands: 30 }), async (commands) => {
    await fc.asyncModelRun(() => ({ model: emptyModel(), real: openTabs() }), commands);
  });
  await fuzzLater(t, property, { few: 300, share: 0.05 });
});
