import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { sources } from '../support/imports.js';
import { sum, written } from '../support/layers.js';
import type { Proof } from './proof.js';

const TOTAL = '.cache/proof-tests.json';

/** Acceptance 2: `npm test` passes, in this time; and there is at least as much test as source. */
export async function tests(): Promise<Proof> {
  rmSync(TOTAL, { force: true });
  const start = Date.now();
  let output: string;
  try {
    output = execFileSync('npm', ['--silent', 'test'], {
      encoding: 'utf8',
      maxBuffer: 1 << 28,
      env: { ...process.env, TEST_TOTAL: TOTAL },
    });
  } catch (error) {
    output = (error as { stdout: string }).stdout;
  }
  const seconds = Math.round((Date.now() - start) / 1000);
  writeFileSync('.cache/proof-tests.log', output);
  const last = output.trimEnd().split('\n').pop() ?? '';
  const { passed, failed } = JSON.parse(readFileSync(TOTAL, 'utf8')) as { passed: number; failed: number };
  const [source, test] = [sum(written), sum(sources('test'))];
  return {
    holds: failed === 0 && passed > 0 && last === `${passed} passed, 0 failed` && test >= source,
    figure: `npm test: "${last}" in ${seconds} s; ${test} lines of tests to ${source} of source`,
  };
}
