import { createDice } from '../wallet/dice.js';
import { installClock } from './clock.js';
import { add, innocent, judge, type Verdict } from './judge.js';
import { live, type Life } from './person.js';

export interface Result extends Verdict {
  /** How often what happened: an empty simulation proves nothing. */
  readonly seen: Map<string, number>;
}

/** Customers at once: more of them share the moments of one clock. */
const AT_ONCE = 50;

/** Lives of customers, each from a seed of its own, until so many decisions were made. `onWrong` hears of the seeds to look at. */
export async function simulate(
  intents: number,
  seed: number,
  honoursKeys: boolean,
  onWrong?: (seed: number, life: Life) => void,
  twice = honoursKeys,
): Promise<Result> {
  // Half of the time would go into traces that nobody reads.
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  const result: Result = { ...innocent(), seen: new Map() };
  for (let next = seed; result.intents < intents; next += AT_ONCE) {
    const clock = installClock();
    try {
      const lives: { seed: number; life: Life }[] = [];
      const start = async (own: number) => lives.push({ seed: own, life: await live(clock, createDice(own), honoursKeys, twice) });
      for (let own = next; own < next + AT_ONCE; own++) void start(own);
      await clock.run();
      if (lives.length !== AT_ONCE) throw new Error('A life did not come to its end.');
      for (const one of lives) {
        const verdict = judge(one.life);
        add(result, verdict);
        for (const [what, count] of one.life.seen) result.seen.set(what, (result.seen.get(what) ?? 0) + count);
        const { intents: _all, ...wrong } = verdict;
        if (Object.values(wrong).some((count) => count > 0)) onWrong?.(one.seed, one.life);
      }
    } finally {
      clock.restore();
    }
  }
  Error.stackTraceLimit = stackTraceLimit;
  return result;
}
