import { spawnSync } from 'node:child_process';
import type { Proof } from './proof.js';

/** Runs test files and says how many passed. */
export function runTests(...files: readonly string[]): Proof {
  const { stdout, status } = spawnSync(process.execPath, ['--import', 'tsx', '--test', '--test-reporter', 'tap', ...files], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  const count = (word: string): string => new RegExp(`^# ${word} (\\d+)$`, 'm').exec(stdout)?.[1] ?? '0';
  return { holds: status === 0 && Number(count('pass')) > 0, figure: `${count('pass')} passed, ${count('fail')} failed` };
}

/** A figure with what it is a figure of. */
export const named = (what: string, { holds, figure }: Proof): Proof => ({ holds, figure: `${what}: ${figure}` });
