import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { test } from 'node:test';

const find =
  "import('./test/browser.mjs').then(({ findBrowser }) => findBrowser()).then(console.log, ({ message }) => console.log(message))";
const finder = (env: NodeJS.ProcessEnv) =>
  new Promise<string>((resolve) => {
    const child = spawn(process.execPath, ['--eval', find], { env: { ...process.env, ...env } });
    let said = '';
    child.stdout.on('data', (part: Buffer) => (said += part.toString()));
    child.once('close', () => resolve(said.trim()));
  });

test('several runs at once find one browser, and it starts', async () => {
  const found = await Promise.all([finder({ CHROME_PATH: '' }), finder({ CHROME_PATH: '' }), finder({ CHROME_PATH: '' })]);
  assert.equal(new Set(found).size, 1);
  assert.match(execFileSync(found[0] ?? '', ['--version', '--no-sandbox'], { encoding: 'utf8' }), /^Chrom/);
});

test('CHROME_PATH comes first, and one sentence tells when it does not start', async () => {
  const path = await finder({ CHROME_PATH: '' });
  assert.equal(await finder({ CHROME_PATH: path }), path);
  assert.equal(await finder({ CHROME_PATH: '/no/such/chrome' }), 'CHROME_PATH is "/no/such/chrome", and that does not start.');
});
