import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import type { Proof } from '../proof.js';

/** Tries of each property, those that are slow a fifth or half of it. `FUZZ_RUNS` says another number. */
const RUNS = process.env['FUZZ_RUNS'] ?? '100000';

/** Odd values against everything that reads what others send: how often each file's properties were tried. */
export async function fuzz(): Promise<Proof> {
  const figures: string[] = [];
  let holds = true;
  for (const name of readdirSync('test/fuzz').filter((file) => /^[\w-]+\.test\.ts$/.test(file))) {
    const { stdout, status } = spawnSync(process.execPath, ['--import', 'tsx', '--test', '--test-reporter', 'tap', `test/fuzz/${name}`], {
      encoding: 'utf8',
      env: { ...process.env, FUZZ_RUNS: RUNS },
      maxBuffer: 64 * 1024 * 1024,
    });
    const tries = [...stdout.matchAll(/^\s*# tries (\d+)$/gm)].reduce((sum, [, count]) => sum + Number(count), 0);
    holds &&= status === 0 && tries > 0;
    figures.push(`${name.replace('.test.ts', '')} ${tries}${status === 0 ? '' : ' FAILED'}`);
  }
  return { holds, figure: `tries without a failure: ${figures.join(', ')}` };
}
