// Reporters that count. Each runner writes {"passed", "failed", "failures"} to a file that scripts/test.mjs adds up.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Reporter of the browser runner; without `file` it prints the counts. A file that fails to load counts as one failure; a skipped test too, since none may be skipped. */
export function browserSummary(file) {
  return {
    onTestRunFinished({ sessions }) {
      const failures = [];
      let passed = 0;
      const visit = (suite, path, testFile) => {
        for (const test of suite.tests) {
          if (test.passed && !test.skipped) passed += 1;
          else failures.push(`${testFile}: ${[...path, test.name].join(' › ')}`);
        }
        for (const child of suite.suites) visit(child, [...path, child.name], testFile);
      };
      for (const session of sessions) {
        const before = failures.length;
        if (session.testResults) visit(session.testResults, [], session.testFile);
        if (!session.passed && failures.length === before) failures.push(`${session.testFile}: does not run (see above)`);
      }
      if (!file) return console.log(`${passed} passed, ${failures.length} failed`);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, JSON.stringify({ passed, failed: failures.length, failures }));
    },
  };
}

/** Reporter of node:test (`--test-reporter`). Suites are not tests; a skipped or unfinished test and an empty file are failures. */
export default async function* nodeSummary(source) {
  const failures = [];
  let passed = 0;
  for await (const { type, data } of source) {
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    const name = data.name === data.file ? 'does not run, or has no test' : data.name;
    const good = type === 'test:pass' && data.skip === undefined && data.todo === undefined && name === data.name;
    // A failed subtest has been counted itself; its parents repeat it.
    const repeats = data.details?.error?.failureType === 'subtestsFailed';
    if (good) passed += data.details?.type === 'suite' ? 0 : 1;
    else if (!repeats) failures.push(`${data.file}: ${name}`);
  }
  yield `${JSON.stringify({ passed, failed: failures.length, failures })}\n`;
}
