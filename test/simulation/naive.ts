import type { Client } from '../../src/client/client.js';
import { listMyRedeems, createRedeem } from '../../src/client/redeems.js';
import { refusalOf } from '../../src/state/outcome.js';
import { createDice, type Dice } from '../wallet/dice.js';
import { installClock, type Clock } from './clock.js';
import { add, innocent, judge, type Verdict } from './judge.js';
import { createModelClient, WRITES } from './network.js';
import type { Word } from './person.js';
import { createModelServer } from './server.js';

/** What is often built instead. Each must be found guilty, or the simulation could not find anything. */
export const NAIVE = ['show an error and stop', 'retry without a key', 'read once, then retry'] as const;
export type Naive = (typeof NAIVE)[number];

const TRIES = 3;

/** Redeems as the policy does it: what it says, and the id it says it of. */
async function redeem(policy: Naive, client: Client): Promise<Pick<Word, 'state' | 'processId'>> {
  const read = async () => (await listMyRedeems(client).catch(() => null))?.items.map(({ id }) => id) ?? [];
  const before = await read();
  for (let left = TRIES; left > 0; left--) {
    try {
      return { state: 'done', processId: (await createRedeem(client, { redemptionId: 'offer' })).redeem.id };
    } catch (error) {
      if (refusalOf(error) || policy === 'show an error and stop') break;
      const found = policy === 'read once, then retry' && (await read()).find((id) => !before.includes(id));
      if (found) return { state: 'done', processId: found };
    }
  }
  return { state: 'refused', processId: null };
}

/** One decision of one customer under the same network and server as the product's. */
async function decide(policy: Naive, clock: Clock, dice: Dice): Promise<Verdict> {
  const fate = () => ({ takes: 300 + dice.below(20_000), fails: false });
  const server = createModelServer(clock, { honoursKeys: false, clockOffset: 0, fate });
  const lag = dice.pick([0, 200, 2000, 8000]);
  const client = createModelClient({
    ...{ clock, dice, server, writes: WRITES, lag: () => lag, failing: () => 8 },
    ...{ intentOf: () => 'only', gone: () => false, told: () => undefined },
  });
  const word = { intent: 'only', at: 0, ...(await redeem(policy, client)) };
  word.at = clock.now;
  await clock.sleep(120_000);
  return judge({ server, intents: new Set(['only']), words: [word], disk: { joined: new Map(), records: new Map() } });
}

export async function simulateNaive(policy: Naive, intents: number, seed: number): Promise<Verdict> {
  const total = innocent();
  const clock = installClock();
  try {
    for (let own = seed; own < seed + intents; own++) {
      void decide(policy, clock, createDice(own)).then((verdict) => add(total, verdict));
      if (own % 500 === 0) await clock.run();
    }
    await clock.run();
  } finally {
    clock.restore();
  }
  return total;
}
