import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allCases } from './cases.js';
import { runMatrix } from './matrix.js';

/** The order of the cases; another one takes other cases. */
const SEED = 1;
/** As many as a run of all tests has time for; `npm run proof:faults` runs all of them. */
const CASES = 10;

test('cases of the failure matrix, by seed: nothing lost, nothing twice, the page unharmed', async () => {
  const { findings } = await runMatrix(allCases(SEED).slice(0, CASES));
  assert.deepEqual(findings, []);
});
