import assert from 'node:assert/strict';
import test from 'node:test';
import { inWords, simulated } from './child.js';
import { NAIVE } from './naive.js';
import { WRITES } from './network.js';

/** Decisions in all: a tenth of what `npm run proof:faults` makes. */
const INTENTS = 20_000;
const SEED = 1;

for (const policy of ['no keys', 'keys'] as const) {
  test(`no decision has two effects and no wrong word is shown: ${policy}`, async (t) => {
    const { verdict, seen, guilty } = await simulated(policy, INTENTS / 2, SEED);
    t.diagnostic(inWords(policy, verdict));
    const { intents, ...wrong } = verdict;
    assert.ok(intents >= INTENTS / 2);
    assert.deepEqual(wrong, { doubles: 0, failedWithEffect: 0, doneWithoutEffect: 0, neverTold: 0 }, `seeds ${guilty.join(', ')}`);
    // All of it has happened, and often.
    const wanted = [...WRITES, 'unknown', 'crash', 'expired', 'another device', ...(policy === 'keys' ? ['delivered twice'] : [])];
    for (const what of wanted) assert.ok((seen[what] ?? 0) > INTENTS / 200, `${what}: ${seen[what]}`);
  });
}

for (const policy of NAIVE) {
  test(`the same faults find out who does it otherwise: ${policy}`, async (t) => {
    const { verdict } = await simulated(policy, INTENTS / 20, SEED);
    t.diagnostic(inWords(policy, verdict));
    assert.ok(verdict.failedWithEffect > 0);
    assert.equal(verdict.doubles > 0, policy !== 'show an error and stop');
  });
}

test('a network that delivers twice makes two effects where no key is honoured: only the server can prevent that', async (t) => {
  const { verdict, seen } = await simulated('no keys, delivered twice', INTENTS / 50, SEED);
  t.diagnostic(inWords('no keys, delivered twice', verdict));
  assert.ok(verdict.doubles > 0 && verdict.doubles <= seen['delivered twice']!);
});
