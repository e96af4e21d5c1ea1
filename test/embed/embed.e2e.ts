import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { layoutShift, startHost, type Host } from './host.js';

let host: Host;
before(async () => {
  host = await startHost();
});
after(() => host.close());

const tag = (attributes = '', key = host.tenant.projectKey): string =>
  `<script async src="/pers-rewards.js" data-project-key="${key}" data-api-url="/v2" ${attributes}></script>`;
const page = (tags: string, head = ''): string =>
  `<!doctype html><html lang="en"><head><title>Shop</title>${head}${tags}</head><body><h1>A shop</h1><p>${'Words of the shop. '.repeat(300)}</p></body></html>`;
const face = (on: Page) => on.locator('pers-launcher').getByRole('button', { name: 'Harbour Pass' });

/** What the page itself consists of, and what the browser keeps for it. */
const inventory = (on: Page) =>
  on.evaluate(async () => ({
    head: Array.from(document.head.children, (element) => [element.localName, element.getAttributeNames()]),
    body: [...document.body.children].map((element) => element.localName),
    bodyStyle: document.body.getAttribute('style'),
    heading: Array.from(
      getComputedStyle(document.querySelector('h1')!),
      (name) => name + getComputedStyle(document.querySelector('h1')!).getPropertyValue(name),
    ),
    stored: [localStorage.length, sessionStorage.length, document.cookie.length, (await indexedDB.databases()).length],
  }));
const globals = (on: Page) => on.evaluate(() => Object.getOwnPropertyNames(window));

test('a page view costs two requests, stores nothing, adds one element and one global, and moves nothing', async () => {
  const bare = await host.visit({ html: page('') });
  const names = await globals(bare.page);
  const { page: shop, seen } = await host.visit({ html: page(tag()) });
  await face(shop).waitFor();
  const found = await inventory(shop);
  assert.deepEqual(
    seen.requests.slice(1).filter((line) => !line.endsWith('/favicon.ico')),
    ['GET /pers-rewards.js', 'GET /v2/tenants/client-config'],
  );
  assert.deepEqual(found.stored, [0, 0, 0, 0]);
  assert.deepEqual(found.body, ['h1', 'p', 'pers-rewards']);
  assert.deepEqual(found.head, [
    ['title', []],
    ['script', ['async', 'src', 'data-project-key', 'data-api-url']],
  ]);
  assert.equal(found.bodyStyle, null);
  assert.deepEqual(found.heading, (await inventory(bare.page)).heading);
  assert.deepEqual(
    (await globals(shop)).filter((name) => !names.includes(name)),
    ['persRewards'],
  );
  assert.equal(await layoutShift(shop), 0);
  assert.deepEqual([seen.lines, seen.faults], [[], []]);
});

test('draws the same button under the strictest policy', async () => {
  const csp = `default-src 'none'; script-src ${host.origin}/pers-rewards.js; connect-src ${host.origin}/v2/`;
  const { page: shop, seen } = await host.visit({ html: page(tag()), csp });
  const style = await face(shop).evaluate((button) => [
    getComputedStyle(button).backgroundColor,
    getComputedStyle((button.getRootNode() as ShadowRoot).host).position,
  ]);
  assert.deepEqual(style, ['rgb(11, 107, 87)', 'fixed']);
  assert.deepEqual(seen.faults, []);
});

test('the same tag twice is one button and one line', async () => {
  const { page: shop, seen } = await host.visit({ html: page(tag() + tag()) });
  await face(shop).waitFor();
  assert.equal(await shop.locator('pers-rewards').count(), 1);
  assert.equal(seen.lines.length, 1);
  assert.match(seen.lines[0]!, /^info .*second tag does nothing/);
});

test('tags of two projects are two buttons', async () => {
  const { page: shop } = await host.visit({ html: page(tag() + tag('data-launcher="start"', host.other.projectKey)) });
  await face(shop).nth(1).waitFor();
  const boxes = await Promise.all([face(shop).nth(0).boundingBox(), face(shop).nth(1).boundingBox()]);
  assert.equal(Math.abs(boxes[0]!.x - boxes[1]!.x) > 400, true);
  assert.deepEqual(
    await shop.evaluate((key) => typeof (window.persRewards as { project(key: string): unknown }).project(key), host.other.projectKey),
    'function',
  );
});

for (const [what, attributes, key, line] of [
  ['a key that nobody has', '', 'a'.repeat(64), /data-project-key is not accepted by .*\(401\).*Check the key/],
  ['no key', '', '', /data-project-key is missing/],
  ['a broken key', '', 'abc', /data-project-key must be 64 hex digits/],
  ['a wrong value', 'data-theme="blue"', undefined, /data-theme "blue" is not one of auto, light, dark, system/],
  ['an API that is down', 'data-x', undefined, /localhost:9 cannot be reached.*connect-src/],
  ['an address that is no API', 'data-y', undefined, /answered 404 without a configuration.*data-api-url/],
] as const) {
  test(`${what}: customers see nothing, the developer reads one line`, async () => {
    const address = attributes === 'data-x' ? 'http://localhost:9/v2' : attributes === 'data-y' ? '/nowhere' : '/v2';
    const { page: shop, seen } = await host.visit({ html: page(tag(attributes, key).replace('"/v2"', `"${address}"`)) });
    await assert.doesNotReject(async () => {
      while (seen.lines.length === 0) await shop.waitForTimeout(20);
    });
    assert.equal(seen.lines.length, 1);
    assert.match(seen.lines[0]!, line);
    assert.match(seen.lines[0]!, /^error \[pers-rewards\]/);
    assert.deepEqual((await inventory(shop)).body, ['h1', 'p']);
    assert.deepEqual(seen.faults, []);
  });
}

test('a slow API shows nothing until it has answered', async () => {
  await host.fault('/tenants/client-config', { delayMs: 1500 });
  const { page: shop, seen } = await host.visit({ html: page(tag()) });
  await shop.waitForFunction(() => 'persRewards' in window);
  assert.deepEqual((await inventory(shop)).body, ['h1', 'p']);
  await face(shop).waitFor();
  assert.deepEqual(seen.lines, []);
  assert.equal(await layoutShift(shop), 0);
});

test('calls made before the script has come are answered in order, unknown ones with a suggestion', async () => {
  const queue = `<script>window.persRewards = function () { (persRewards.q = persRewards.q || []).push(arguments) };
    window.said = [];
    persRewards('whenReady', () => said.push('ready'));
    persRewards('identify', () => said.push('asked'));
    persRewards('opne');
    persRewards('on', 'pers-x', () => said.push('heard'));</script>`;
  const { page: shop, seen } = await host.visit({ html: page(tag(), queue) });
  await face(shop).waitFor();
  await shop.locator('pers-rewards').dispatchEvent('pers-x', { composed: true });
  assert.deepEqual(await shop.evaluate('said'), ['ready', 'heard']);
  assert.deepEqual(seen.lines, ['warning [pers-rewards] Unknown command "opne". Did you mean "open"?']);
  assert.equal(await shop.evaluate('Object.isFrozen(persRewards)'), true);
  assert.equal(
    seen.requests.some((line) => line.includes('pers-elements')),
    false,
  );
});

test('whenReady settles with the reason when there will be nothing', async () => {
  const { page: shop } = await host.visit({ html: page(tag('', 'b'.repeat(64))) });
  await shop.waitForFunction(() => 'persRewards' in window);
  const reason = await shop.evaluate(`persRewards('whenReady').then(() => 'ready', (error) => error.message)`);
  assert.match(String(reason), /not accepted/);
});

test('taking the element away leaves the page as it was, and the tag may come again', async () => {
  const { page: shop } = await host.visit({ html: page(tag()) });
  await face(shop).waitFor();
  await shop.evaluate(() => document.querySelector('pers-rewards')!.remove());
  assert.deepEqual((await inventory(shop)).body, ['h1', 'p']);
  await shop.evaluate(() => {
    const again = document.createElement('script');
    for (const { name, value } of document.querySelector('script')!.attributes) again.setAttribute(name, value);
    document.head.append(again);
  });
  await face(shop).waitFor();
  assert.equal(await shop.locator('pers-rewards').count(), 1);
});

test('no rule of the page bends the button', async () => {
  const reset =
    '<style>* { all: unset; position: static !important; margin: 40px !important; padding: 9px !important } button { display: none } </style>';
  const bare = await host.visit({ html: page(tag()) });
  const { page: shop } = await host.visit({ html: page(tag(), reset) });
  const boxes = await Promise.all([face(bare.page).boundingBox(), face(shop).boundingBox()]);
  assert.deepEqual(
    [boxes[1]!.x + boxes[1]!.width, boxes[1]!.y, boxes[1]!.height],
    [boxes[0]!.x + boxes[0]!.width, boxes[0]!.y, boxes[0]!.height],
  );
});

test('the page hides it, lifts it and chooses its side', async () => {
  const style = '<style>:root { --pers-launcher-offset: 80px } .off pers-launcher { display: none }</style>';
  const { page: shop } = await host.visit({ html: page(tag('data-launcher="start"'), style) });
  const box = (await face(shop).boundingBox())!;
  assert.deepEqual([box.x, box.y + box.height], [16, 700 - 16 - 80]);
  await shop.evaluate(() => document.body.classList.add('off'));
  assert.equal(await face(shop).isVisible(), false);
});

test('wears the brand and the theme that the tag says, with text that can be read', async () => {
  const { page: shop } = await host.visit({ html: page(tag('data-brand="#ffe600" data-theme="dark"')) });
  const colours = await face(shop).evaluate((button) => [getComputedStyle(button).backgroundColor, getComputedStyle(button).color]);
  assert.deepEqual(colours, ['rgb(255, 230, 0)', 'rgb(0, 0, 0)']);
});
