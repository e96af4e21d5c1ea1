import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { worlds } from '../../../demo/server/worlds/index.js';
import { testServer, type TestServer } from './fixture.js';

interface Demo {
  readonly worlds: readonly { readonly world: string; readonly projectKey: string }[];
}

/** Addresses of every picture that the programme's public lists name. */
async function pictures(server: TestServer): Promise<string[]> {
  const { worlds: shown } = (await (await server.call('GET', '/demo.json')).json()) as Demo;
  const headers = { 'x-project-key': shown.find(({ world }) => world === 'regular')!.projectKey };
  const texts = await Promise.all(
    ['/tenants/me', '/redemptions', '/campaigns', '/tokens', '/users/status-types', '/businesses'].map(async (path) =>
      (await server.call('GET', `/v2${path}`, { headers })).text(),
    ),
  );
  return texts.flatMap((text) => text.match(/https?:[^"]+\/pictures\/[^"]+/g) ?? []);
}

test('a kept database served at another address shows its pictures there', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'pers-'));
  const database = join(folder, 'demo.sqlite');
  const { regular } = worlds;
  const [old, now] = ['http://localhost:4010', 'http://localhost:4999'];
  const first = testServer({ database, publicUrl: old, worlds: { regular: regular! } });
  const before = await pictures(first);
  await first.close();
  const second = testServer({ database, publicUrl: now, worlds: { regular: regular! } });
  const after = await pictures(second);
  await second.close();
  rmSync(folder, { recursive: true });
  assert.ok(before.length > 40, `${before.length} pictures`);
  assert.deepEqual(
    after,
    before.map((address) => address.replace(old, now)),
  );
});
