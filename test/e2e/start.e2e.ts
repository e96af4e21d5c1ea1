import assert from 'node:assert/strict';
import { createServer, type AddressInfo } from 'node:net';
import { test } from 'node:test';
import { startDemo } from './demo-server.js';

/** Takes a port as another program would. */
async function take(port: number): Promise<{ port: number; release: () => void }> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, resolve);
  });
  return { port: (server.address() as AddressInfo).port, release: () => server.close() };
}

/** Exit code 1 and this sentence at the end. */
const lastLine = (sentence: string) => (error: unknown) => {
  const { message } = error as Error;
  assert.ok(message.startsWith('ended with 1: ') && message.endsWith(`${sentence}\n`), message);
  return true;
};

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  test(`npm start serves and stops cleanly on ${signal}`, async () => {
    const demo = await startDemo();
    const paths = {
      '/': 'text/html',
      '/shop.html': 'text/html',
      '/pers-rewards.js': 'text/javascript',
      '/pictures/logo.svg': 'image/svg+xml',
    };
    for (const [path, type] of Object.entries(paths)) {
      const answer = await fetch(demo.origin + path);
      assert.equal(answer.status, 200, path);
      assert.ok(answer.headers.get('content-type')?.startsWith(type), `${path}: ${answer.headers.get('content-type')}`);
      await answer.arrayBuffer();
    }
    assert.equal(await demo.stop(signal), 0);
  });
}

test('the demo tells its worlds, each with a key and customers to sign in as', async (t) => {
  const demo = await startDemo();
  t.after(() => demo.stop());
  const { worlds } = (await (await fetch(`${demo.origin}/demo.json`)).json()) as {
    worlds: { world: string; projectKey: string; customers: { key: string; identityToken: string }[] }[];
  };
  const names = worlds.map(({ world }) => world);
  for (const name of ['newcomer', 'regular', 'sold-out', 'expired', 'many', 'hostile']) assert.ok(names.includes(name), name);
  for (const { world, projectKey, customers } of worlds) {
    assert.match(projectKey, /^(pk_test_)?[0-9a-f]{64}$/, world);
    for (const { identityToken } of customers) assert.match(identityToken, /^[\w-]+\.[\w-]+\.[\w-]+$/, world);
  }
});

test('neither the server nor the rest of the project can be fetched', async (t) => {
  const demo = await startDemo();
  t.after(() => demo.stop());
  for (const path of [
    '/server/main.ts',
    '/server/',
    '/package.json',
    '/../package.json',
    '/%2e%2e/package.json',
    '/.data/demo.sqlite',
    '/src/define.ts',
    '/test/tenants',
  ]) {
    assert.equal((await fetch(demo.origin + path)).status, 404, path);
  }
});

test('a port that was asked for and is taken ends in one sentence', async () => {
  const { port, release } = await take(0);
  try {
    await assert.rejects(
      startDemo({ port: String(port) }),
      lastLine(`Port ${port} is taken. Stop what listens there, or start with another PORT.`),
    );
    await assert.rejects(startDemo({ port: 'http' }), lastLine('PORT is "http", and that is no port number.'));
  } finally {
    release();
  }
});

test('without a wish the next free port from 4010 is taken', async () => {
  const others = await take(4010).catch(() => null);
  try {
    const demo = await startDemo({ port: '' });
    const port = Number(new URL(demo.origin).port);
    assert.ok(port > 4010 && port < 4100, demo.origin);
    assert.equal(await demo.stop(), 0);
  } finally {
    others?.release();
  }
});
