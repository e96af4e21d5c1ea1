import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { leaks } from '../../hostile/leaks.js';
import { startStage } from '../../hostile/stage.js';
import type { Proof } from '../proof.js';
import { named, runTests } from '../run-tests.js';

export const policy = async (): Promise<Proof> =>
  named(
    "the README's policy, nonces and trusted types, a customer's whole way without a violation",
    runTests('test/hostile/policy.e2e.ts'),
  );

export const hosts = async (): Promise<Proof> =>
  named(
    'pages that patch, block, lack, throw, move and take away',
    runTests('test/hostile/hosts.e2e.ts', 'test/hostile/life.e2e.ts', 'test/embed/embed.e2e.ts'),
  );

/** Builds again and gives the hash of all that was built. */
function build(): string {
  const { status } = spawnSync(process.execPath, ['scripts/build.mjs', 'cdn'], { stdio: 'ignore' });
  const hash = createHash('sha256').update(String(status));
  for (const name of readdirSync('cdn').sort()) hash.update(name).update(readFileSync(`cdn/${name}`));
  return hash.digest('hex');
}

export async function integrity(): Promise<Proof> {
  const [first, second] = [build(), build()];
  const { holds, figure } = runTests('test/hostile/integrity.e2e.ts');
  return {
    holds: holds && first === second,
    figure: `two builds ${first === second ? 'equal to the byte' : 'differ'} (${first.slice(0, 16)}); a changed byte in any file, refused: ${figure}`,
  };
}

export async function mounts(): Promise<Proof> {
  const stage = await startStage();
  try {
    const { cycles, growth, detached, listeners, faults } = await leaks(stage, 1000);
    return {
      holds: growth < 1_048_576 && detached === 0 && listeners === 0 && faults.length === 0,
      figure: `${cycles} times put on the page and taken away: heap ${growth} B (at most 1,048,576), elements left in memory ${detached}, listeners left ${listeners}, faults ${faults.length}`,
    };
  } finally {
    await stage.close();
  }
}
