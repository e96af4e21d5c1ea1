import { NAIVE, simulateNaive } from './naive.js';
import { simulate } from './run.js';

/**
 * `node --import tsx test/simulation/main.ts <policy> <intents> <seed>` prints what became of them as JSON. A process of its own, because it
 * changes the clock, and because the test runner's hooks on every promise would take longer than the simulation.
 */
const [policy = '', intents = '1000', seed = '1'] = process.argv.slice(2);
const naive = NAIVE.find((name) => name === policy);
const guilty: number[] = [];
const result = naive
  ? { verdict: await simulateNaive(naive, Number(intents), Number(seed)), seen: {} }
  : await simulate(Number(intents), Number(seed), policy === 'keys', (own) => guilty.push(own), policy !== 'no keys').then(
      ({ seen, ...verdict }) => ({ verdict, seen: Object.fromEntries(seen) }),
    );
console.log(JSON.stringify({ ...result, guilty }));
