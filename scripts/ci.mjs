// `npm run ci`: everything that has to hold before a change is merged. One line per gate; the output of a gate only when it fails.
import { readFileSync, rmSync } from 'node:fs';
import { command, ensureInstalled, root, run, say } from './steps.mjs';

/** Scripts of package.json; each can be run by itself to see what it says. The tests come last, with their own counts. */
const gates = ['lint', 'format:check', 'types', 'schema:check', 'manifest:check', 'build', 'size', 'package:check', 'unused'];

const TOTAL = '.cache/ci-tests.json';

command(async () => {
  await ensureInstalled();
  const failed = [];
  for (const name of gates) {
    const { ok, time } = await run('npm', ['run', '--silent', name], { quiet: true });
    say(`${ok ? 'ok    ' : 'FAILED'} ${name}, ${time}`);
    if (!ok) failed.push(name);
  }
  rmSync(`${root}${TOTAL}`, { force: true });
  const tests = await run(process.execPath, ['scripts/test.mjs'], { env: { TEST_TOTAL: TOTAL } });
  say(`${tests.ok ? 'ok    ' : 'FAILED'} tests, ${tests.time}`);
  const counts = total();
  if (failed.length > 0) say(`Failed gates: ${failed.join(', ')}`);
  say(`${counts.passed + gates.length - failed.length} passed, ${counts.failed + failed.length} failed`);
  process.exitCode = failed.length === 0 && tests.ok ? 0 : 1;
});

/** The sum that the tests ended with. */
function total() {
  try {
    return JSON.parse(readFileSync(`${root}${TOTAL}`, 'utf8'));
  } catch {
    return { passed: 0, failed: 1 };
  }
}
