import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { startHost, type Host } from './host.js';

let host: Host;
before(async () => {
  host = await startHost();
});
after(() => host.close());

const PROJECT = '0123456789abcdef0123456789abcdef';
const OTHER = 'f'.repeat(32);
const page = (attributes: string, body = ''): string =>
  `<!doctype html><html lang="en"><head><title>Shop</title>
  <script src="/pers-rewards.js" data-project-key="${host.tenant.projectKey}" data-api-url="/v2" ${attributes}></script>
  </head><body><h1>A shop</h1>${body}</body></html>`;
const projects = (on: Page) =>
  on.locator('pers-rewards').evaluateAll((roots) => roots.map((root) => root.getAttribute('walletconnect-project-id')));

test("the tag's project at WalletConnect reaches the root, and nothing else is asked for", async () => {
  const { page: shop, seen } = await host.visit({ html: page(`data-walletconnect-project-id="${PROJECT}"`) });
  await shop.locator('pers-launcher .face').waitFor();
  assert.deepEqual(await projects(shop), [PROJECT]);
  assert.deepEqual(
    seen.requests.slice(1).filter((line) => !line.endsWith('/favicon.ico')),
    ['GET /pers-rewards.js', 'GET /v2/tenants/client-config'],
  );
  assert.deepEqual([seen.lines, seen.faults], [[], []]);
});

test('it reaches roots that the page has placed, but not over what they say themselves', async () => {
  const placed = `<pers-rewards><pers-wallet></pers-wallet></pers-rewards>
    <pers-rewards walletconnect-project-id="${OTHER}"><pers-account></pers-account></pers-rewards>`;
  const attributes = `data-launcher="none" data-walletconnect-project-id="${PROJECT}"`;
  const { page: shop, seen } = await host.visit({ html: page(attributes, placed) });
  await shop.locator('pers-account').getByRole('button').waitFor();
  assert.deepEqual(await projects(shop), [PROJECT, OTHER]);
  assert.deepEqual(seen.faults, []);
});

test('without it there is none', async () => {
  const { page: shop } = await host.visit({ html: page('') });
  await shop.locator('pers-launcher .face').waitFor();
  assert.deepEqual(await projects(shop), [null]);
});
