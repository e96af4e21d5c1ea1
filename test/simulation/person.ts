import type { Client } from '../../src/client/client.js';
import type { Intent, IntentKind } from '../../src/state/store.js';
import type { Dice } from '../wallet/dice.js';
import type { Clock } from './clock.js';
import { createDisk, type Disk } from './disk.js';
import { createModelClient, WRITES, type WriteFate } from './network.js';
import { createRadio } from './radio.js';
import { createModelServer, type ModelServer } from './server.js';
import { isOpen, openTab, type Tab } from './tab.js';

/** A final word that a page has shown. */
export interface Word {
  readonly intent: string;
  readonly state: 'done' | 'refused';
  readonly processId: string | null;
  readonly at: number;
}

/** All that became of one customer. */
export interface Life {
  readonly server: ModelServer;
  readonly disk: Disk;
  /** Every decision that any page has shown, and the words that were shown of it. */
  readonly intents: ReadonlySet<string>;
  readonly words: readonly Word[];
  readonly seen: ReadonlyMap<string, number>;
  readonly reported: readonly unknown[];
}

/** Milliseconds after the last decision by which everything has been told. */
const PATIENCE = 3_600_000;
const minutes = (count: number) => count * 60_000;

/** With a key for every write, as a page can have it whose API honours keys: the widget itself sends none, because the contract names none. */
function withKeys(client: Client, dice: Dice): Client {
  const request: Client['request'] = (call) => client.request(call.method === 'POST' ? { ...call, idempotencyKey: dice.hex(16) } : call);
  return { ...client, request };
}

/** Some decisions of one customer, in one or two tabs, with all that can go wrong meanwhile. */
export async function live(clock: Clock, dice: Dice, honoursKeys: boolean, twice = honoursKeys): Promise<Life> {
  const between = (from: number, to: number) => from + dice.below(to - from);
  const chance = (percent: number) => dice.below(100) < percent;
  const disk = createDisk(clock, dice);
  const fate = () => ({ takes: between(300, 20_000), fails: chance(4) });
  const server = createModelServer(clock, { honoursKeys, clockOffset: dice.pick([0, 0, -86_400_000, 700_000]), fate });
  const radio = createRadio(clock);
  const intents = new Set<string>();
  const words: Word[] = [];
  const seen = new Map<string, number>();
  const reported: unknown[] = [];
  const note = (what: string) => void seen.set(what, (seen.get(what) ?? 0) + 1);
  const lag = dice.pick([0, 200, 2000, 8000]);
  const outage = { from: chance(25) ? clock.now + between(0, 60_000) : Infinity, takes: between(1000, minutes(3)) };
  const dark = () => clock.now >= outage.from && clock.now < outage.from + outage.takes;

  const shown = (intent: Intent): void => {
    const { id, state, processId } = intent;
    if (!intents.has(id)) intents.add(id);
    if (state === 'unknown') note('unknown');
    if (state !== 'done' && state !== 'refused') return;
    if (words.some((word) => word.intent === id && word.state === state)) return;
    words.push({ intent: id, state, processId, at: clock.now });
  };
  const open = (): Tab => {
    const tab: Tab = openTab({
      client: (gone) => {
        const client = createModelClient({
          ...{ clock, dice, server, gone, lag: () => lag },
          writes: twice ? [...WRITES, 'delivered twice'] : WRITES,
          failing: () => (dark() ? 100 : 8),
          intentOf: (kind, target) => tab.store.snapshot.intents.get(`${kind}:${target}`)!.id,
          told: (name: WriteFate) => note(name),
        });
        return honoursKeys ? withKeys(client, dice) : client;
      },
      journalStore: disk.reach,
      radio,
      before: async () => {
        if (chance(10)) await clock.sleep(between(1000, 90_000));
        return !chance(1);
      },
      onShown: shown,
      onReport: (error) => void reported.push(error),
    });
    return tab;
  };

  const tabs = [open()];
  if (chance(40)) tabs.push(open());
  const targets: [IntentKind, string][] = dice.pick([
    [['redeem', 'offer']],
    [['claim', 'campaign']],
    [
      ['redeem', 'offer'],
      ['claim', 'campaign'],
    ],
  ]);

  let planned = 0;
  function later(ms: number, tab: () => Tab, target: [IntentKind, string]): void {
    planned += 1;
    clock.after(ms, () => {
      planned -= 1;
      tap(tab(), target);
    });
  }
  function tap(tab: Tab, [kind, target]: [IntentKind, string]): void {
    if (tab.gone) return;
    void (kind === 'claim' ? tab.store.claim(target) : tab.store.redeem(target));
  }
  async function misfortune(at: number): Promise<void> {
    if (chance(20)) {
      await clock.sleep(dice.flip() ? between(0, 2000) : between(0, 60_000));
      note('crash');
      tabs[at]!.crash();
      await clock.sleep(dice.flip() ? between(100, 5000) : between(100, 120_000));
      tabs[at] = open();
    } else if (chance(6)) {
      await clock.sleep(between(0, 30_000));
      note('expired');
      tabs[at]!.expire();
      await clock.sleep(between(1000, 60_000));
      tabs[at]!.comeBack();
    }
  }

  await clock.sleep(between(0, 2000));
  for (let decisions = 1 + dice.below(5); decisions > 0; decisions--) {
    const at = dice.below(tabs.length);
    const target = dice.pick(targets);
    const key = target.join(':');
    tap(tabs[at]!, target);
    if (chance(25)) later(between(0, 400), () => tabs[at]!, target);
    if (chance(40)) later(between(0, 20_000), () => tabs.at(-1)!, target);
    const bad = misfortune(at);
    const until = clock.now + (chance(70) ? minutes(10) : between(3000, 80_000));
    do await clock.sleep(between(800, 8000));
    while (clock.now < until && isOpen(tabs[at]!, key));
    await bad;
    await clock.sleep(between(200, 15_000));
    if (chance(10) && planned === 0 && !tabs.some((tab) => isOpen(tab)) && disk.records.size === 0) {
      note('another device');
      await clock.sleep(lag);
      server.commit(...target, null);
      await clock.sleep(lag + 1);
    }
  }
  const end = clock.now + PATIENCE;
  while (clock.now < end && (planned > 0 || disk.records.size > 0 || tabs.some((tab) => isOpen(tab)))) await clock.sleep(10_000);
  // What is still on its way arrives before it is judged.
  await clock.sleep(minutes(2));
  for (const tab of tabs) tab.crash();
  return { server, disk, intents, words, seen, reported };
}
