import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { layoutShift, startHost, type Host } from './host.js';

let host: Host;
before(async () => {
  host = await startHost();
});
after(() => host.close());

const NAMES = ['account', 'wallet', 'campaign-list', 'redemption-shop', 'activity'];

/** A page with every element between words, and the tag in its head as the README pastes it. */
const page = (key: string, elements = NAMES): string =>
  `<!doctype html><html lang="en"><head><title>Shop</title>
    <script src="/pers-rewards.js" data-project-key="${key}" data-api-url="/v2" data-launcher="none"></script></head>
    <body><pers-rewards>${elements.map((name) => `<p>Words.</p><pers-${name}></pers-${name}>`).join('')}</pers-rewards><p id="end">End.</p></body></html>`;
const sheets = (on: Page) => on.evaluate(() => document.adoptedStyleSheets.length);
const height = (on: Page, name: string) => on.locator(`pers-${name}`).evaluate((element) => element.getBoundingClientRect().height);

test('elements keep their room from the first frame on, and give the page its sheets back', async () => {
  // A list that turns out to be shorter than the screen gives the rest of it back: what lists move is measured where they are full.
  const { page: shop, seen } = await host.visit({ html: page(host.tenant.projectKey, ['account', 'wallet']) });
  await shop.locator('pers-wallet [part=sign-in]').waitFor();
  assert.equal(await layoutShift(shop), 0);
  assert.equal(await sheets(shop), 0);
  assert.ok((await height(shop, 'wallet')) > 300);
  assert.deepEqual([seen.lines, seen.faults], [[], []]);
});

test('M2: with a key that is not known no room is left', async () => {
  const { page: shop } = await host.visit({ html: page('0'.repeat(64)) });
  await shop.waitForFunction(() => document.querySelector('pers-wallet')?.getBoundingClientRect().height === 0);
  assert.deepEqual(await Promise.all(NAMES.map((name) => height(shop, name))), [0, 0, 0, 0, 0]);
  assert.equal(await sheets(shop), 0);
});

test('a page without elements keeps no sheet of ours', async () => {
  const { page: shop } = await host.visit({ html: page(host.tenant.projectKey, []).replace(/<\/?pers-rewards>/g, '') });
  await shop.waitForFunction(() => document.readyState === 'complete' && document.adoptedStyleSheets.length === 0);
});
