import { inWords, simulated } from '../../simulation/child.js';
import { NAIVE } from '../../simulation/naive.js';
import type { Proof } from '../proof.js';

const INTENTS = 200_000;
const SEED = 1;

/** Decisions in modelled time: the widget's own code, half of it against a server that honours keys, and three policies that must be found guilty. */
export async function simulation(): Promise<Proof> {
  const own = await Promise.all((['no keys', 'keys'] as const).map((policy) => simulated(policy, INTENTS / 2, SEED)));
  const naive = await Promise.all(NAIVE.map((policy) => simulated(policy, INTENTS / 10, SEED)));
  const clean = own.every(
    ({ verdict: { intents, ...wrong } }) => intents >= INTENTS / 2 && Object.values(wrong).every((count) => count === 0),
  );
  const figures = [...own.map(({ verdict }, at) => inWords(at ? 'widget, keys honoured' : 'widget, no keys', verdict))];
  return {
    holds: clean && naive.every(({ verdict }) => verdict.doubles + verdict.failedWithEffect > 0),
    figure: [...figures, ...naive.map(({ verdict }, at) => inWords(NAIVE[at]!, verdict))].join('; '),
  };
}
