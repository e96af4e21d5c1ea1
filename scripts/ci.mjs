// `npm run ci`: everything that has to hold before a change is merged. One line per gate; the output of a gate only when it fails.
import { readFileSync } from 'node:fs';
import { command, ensureInstalled, root, run, say } from './steps.mjs';

const node = process.execPath;

/** Name, program, arguments. The tests come with their own counts. */
const gates = [
  ['lint', 'npx', ['eslint', '.', '--max-warnings', '0']],
  ['format', 'npx', ['prettier', '--check', '--log-level', 'warn', '.']],
  ['types of the library', 'npx', ['tsc', '-p', 'tsconfig.json']],
  ['types of demo and tests', 'npx', ['tsc', '-p', 'tsconfig.test.json']],
  ['types from the contract are fresh', 'npm', ['run', '-s', 'schema', '--', '--check']],
  ['manifest is fresh', node, ['scripts/manifest.mjs', '--check']],
  ['build', node, ['scripts/build.mjs']],
  ['size', node, ['scripts/size.mjs']],
  ['package as published', 'npx', ['publint', '--strict']],
  ['package as its consumers see it', 'npx', ['attw', '--pack', '.', '--profile', 'esm-only', '--quiet']],
  ['nothing unused', 'npx', ['knip']],
];

command(async () => {
  await ensureInstalled();
  const failed = [];
  for (const [name, program, args] of gates) {
    const { ok, time } = await run(program, args, { quiet: true });
    say(`${ok ? 'ok    ' : 'FAILED'} ${name}, ${time}`);
    if (!ok) failed.push(name);
  }
  const tests = await run(node, ['scripts/test.mjs']);
  say(`${tests.ok ? 'ok    ' : 'FAILED'} tests, ${tests.time}`);
  const counts = total();
  if (failed.length > 0) say(`Failed gates: ${failed.join(', ')}`);
  say(`${counts.passed + gates.length - failed.length} passed, ${counts.failed + failed.length} failed`);
  process.exitCode = failed.length === 0 && tests.ok ? 0 : 1;
});

/** The sum that the tests ended with. */
function total() {
  try {
    return JSON.parse(readFileSync(`${root}.cache/results/total.json`, 'utf8'));
  } catch {
    return { passed: 0, failed: 1 };
  }
}
