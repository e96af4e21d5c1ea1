// `npm test`: installs what is missing, runs every test and ends with one line, "N passed, N failed".
// `npm test -- node`, `-- browser` or `-- e2e` runs one group.
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { command, ensureBuilt, ensureInstalled, root, run, say } from './steps.mjs';

/** Of this run alone: two runs may go on at once. */
const RESULTS = `.cache/results-${process.pid}`;

command(async () => {
  await ensureInstalled();
  await ensureBuilt('all');
  mkdirSync(`${root}${RESULTS}`, { recursive: true });
  const wanted = process.argv.slice(2);
  const total = { passed: 0, failed: 0, failures: [] };
  for (const [name, start] of Object.entries(groups())) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    say(`\n== ${name} tests ==`);
    const { passed, failed, failures } = await measure(name, start);
    total.passed += passed;
    total.failed += failed;
    total.failures.push(...failures);
  }
  rmSync(`${root}${RESULTS}`, { recursive: true });
  // For the commands that run this one.
  if (process.env.TEST_TOTAL) writeFileSync(`${root}${process.env.TEST_TOTAL}`, JSON.stringify(total));
  if (total.failures.length > 0) say(`\nFailed:\n${total.failures.map((line) => `  ${line}`).join('\n')}`);
  say(`\n${total.passed} passed, ${total.failed} failed`);
  process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;
});

/** Every test file belongs to exactly one group, by its name. */
function groups() {
  const files = readdirSync(`${root}test`, { recursive: true })
    .map((name) => `test/${name}`)
    .sort();
  const e2e = files.filter((name) => name.endsWith('.e2e.ts'));
  const browser = files.filter((name) => name.endsWith('.browser.test.ts') || /^test\/components\/.*\.test\.ts$/.test(name));
  const node = files.filter((name) => name.endsWith('.test.ts') && !browser.includes(name));
  return {
    node: (summary) => nodeTest(node, 2, summary),
    browser: (summary) =>
      run(process.execPath, ['--import', 'tsx', 'node_modules/@web/test-runner/dist/bin.js', '--coverage'], {
        env: { TEST_SUMMARY: summary },
      }),
    // One at a time: each starts a server and a browser of its own, and measures in them.
    e2e: (summary) => nodeTest(e2e, 1, summary),
  };
}

/** Milliseconds. A test that never ends is a failure, and not a run that never ends. */
const LONGEST = 300_000;

function nodeTest(files, concurrency, summary) {
  const reporters = ['spec', 'stdout', './test/support/run-summary.mjs', summary];
  const flags = reporters.map((value, index) => `--test-reporter${index % 2 ? '-destination' : ''}=${value}`);
  return run(process.execPath, [
    '--import',
    'tsx',
    '--test',
    `--test-timeout=${LONGEST}`,
    `--test-concurrency=${concurrency}`,
    ...flags,
    ...files,
  ]);
}

/** Counts what the group's reporter wrote. A group that breaks off, or whose runner objects (coverage), is a failure of its own. */
async function measure(name, start) {
  const file = `${RESULTS}/${name}.json`;
  const { ok, time } = await start(file);
  const result = read(file);
  if (!ok && result.failed === 0) {
    result.failed = 1;
    result.failures.push(`${name} tests: the runner failed (see above)`);
  }
  say(`${name} tests: ${result.passed} passed, ${result.failed} failed, ${time}`);
  return result;
}

function read(file) {
  try {
    return JSON.parse(readFileSync(`${root}${file}`, 'utf8'));
  } catch {
    return { passed: 0, failed: 1, failures: [`${file}: the runner left no summary (see above)`] };
  }
}
