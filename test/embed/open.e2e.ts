import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { layoutShift, startHost, type Host } from './host.js';

let host: Host;
before(async () => {
  host = await startHost();
});
after(() => host.close());

const tag = (attributes = ''): string =>
  `<script async src="/pers-rewards.js" data-project-key="${host.tenant.projectKey}" data-api-url="/v2" ${attributes}></script>`;
const page = (content: string, body = ''): string =>
  `<!doctype html><html lang="en"><head><title>Shop</title></head><body><h1>A shop</h1><p>${'Words. '.repeat(900)}</p>${body}${content}</body></html>`;
const face = (on: Page) => on.locator('pers-launcher .face');
const panel = (on: Page) => on.getByRole('dialog', { name: 'Rewards: Harbour Pass' });
const loads = (requests: readonly string[]) => requests.filter((line) => line.includes('/pers-elements-')).length;
const body = (on: Page) =>
  on.evaluate(() => [
    document.body.getAttribute('style'),
    document.head.childElementCount,
    [...document.body.children].map((child) => child.localName).join(),
  ]);

test('pointing loads the elements once, a tap opens the panel, and the page stays as it was', async () => {
  const { page: shop, seen } = await host.visit({ html: page(tag()) });
  await face(shop).waitFor();
  const [names, before] = [await shop.evaluate(() => Object.keys(window)), await body(shop)];
  assert.equal(loads(seen.requests), 0);
  await face(shop).hover();
  await shop.waitForFunction(() => customElements.get('pers-launcher'));
  await face(shop).click();
  await panel(shop).waitFor();
  assert.equal(loads(seen.requests), 1);
  assert.equal(seen.requests.filter((line) => line.endsWith('/client-config')).length, 1);
  assert.deepEqual([await shop.evaluate(() => Object.keys(window)), await body(shop)], [names, before]);
  assert.equal(await layoutShift(shop), 0);
  assert.deepEqual([seen.lines, seen.faults], [[], []]);
});

test('the button that was there first is the button of the element, with its focus', async () => {
  const { page: shop } = await host.visit({ html: page(tag()) });
  await face(shop).evaluate((button) => Object.assign(button, { mark: 1 }));
  const before = await face(shop).boundingBox();
  await face(shop).focus();
  await shop.waitForFunction(() => customElements.get('pers-launcher'));
  assert.deepEqual(await face(shop).boundingBox(), before);
  assert.equal(await face(shop).evaluate((button: HTMLElement & { mark?: number }) => button.mark), 1);
  await shop.keyboard.press('Enter');
  await panel(shop).waitFor();
  await shop.keyboard.press('Escape');
  await panel(shop).waitFor({ state: 'hidden' });
  assert.equal(await face(shop).evaluate((button) => (button.getRootNode() as ShadowRoot).activeElement === button), true);
});

test('under a strict policy the panel opens without one violation', async () => {
  const csp = `default-src 'none'; script-src ${host.origin}; connect-src ${host.origin}; img-src ${host.origin}`;
  const { page: shop, seen } = await host.visit({ html: page(tag()), csp });
  await face(shop).click();
  await panel(shop).waitFor();
  assert.deepEqual(seen.faults, []);
});

test('elements that cannot be loaded are one line, and the next tap tries again', async () => {
  const { page: shop, seen } = await host.visit({ html: page(tag()) });
  await face(shop).waitFor();
  await shop.context().setOffline(true);
  await face(shop).click();
  await shop.waitForFunction(() => document.querySelector('pers-launcher')!.shadowRoot!.querySelector('.face:not([aria-busy])'));
  assert.match(
    seen.lines.join('\n'),
    /^error \[pers-rewards\] The elements could not be loaded .*script-src\), and pers-rewards where it has trusted-types\.$/,
  );
  await shop.context().setOffline(false);
  await face(shop).click();
  await panel(shop).waitFor();
});

test('F19: after a failed load the files that come later belong to the same elements, and each of them is tried again', async () => {
  const { page: shop, seen } = await host.visit({ html: page(tag()) });
  await face(shop).waitFor();
  await shop.context().setOffline(true);
  await face(shop).click();
  await shop.waitForFunction(() => document.querySelector('pers-launcher')!.shadowRoot!.querySelector('.face:not([aria-busy])'));
  await shop.context().setOffline(false);
  await face(shop).click();
  await panel(shop).waitFor();
  const elements = seen.requests.filter((url) => url.includes('/pers-elements-')).length;
  const speak = (locale: string) => shop.evaluate((to) => document.querySelector('pers-rewards')!.setAttribute('locale', to), locale);
  let refused = 0;
  await shop.route('**/pers-es-*', (route) => (refused++ === 0 ? route.abort() : route.continue()));
  await speak('es');
  await shop.waitForFunction(() => 'persRewards' in window);
  for (const end = Date.now() + 10_000; refused === 0 && Date.now() < end;) await shop.waitForTimeout(50);
  assert.equal(refused, 1);
  await speak('en');
  await speak('es');
  await shop.getByRole('dialog').getByText('Iniciar sesión').first().waitFor({ state: 'attached' });
  assert.equal(seen.requests.filter((url) => url.includes('/pers-elements-')).length, elements, 'no second copy');
});

test('the button says that it is busy while the elements come', async () => {
  const { page: shop } = await host.visit({ html: page(tag()) });
  await face(shop).waitFor();
  let go = (): void => undefined;
  const held = new Promise<void>((resolve) => (go = resolve));
  await shop.route('**/pers-elements-*', async (route) => {
    await held;
    await route.continue();
  });
  await face(shop).click();
  assert.equal(await face(shop).getAttribute('aria-busy'), 'true');
  go();
  await panel(shop).waitFor();
  assert.equal(await face(shop).getAttribute('aria-busy'), null);
});

test('commands open and close it without a button of ours', async () => {
  const { page: shop, seen } = await host.visit({ html: page(tag('data-launcher="none"')) });
  await shop.waitForFunction(() => 'persRewards' in window);
  await shop.evaluate(`persRewards('whenReady')`);
  assert.equal(await shop.locator('pers-rewards').count(), 0);
  assert.equal(loads(seen.requests), 0);
  await shop.evaluate(
    `window.heard = []; persRewards('on', 'pers-opened', (event) => heard.push(event.type)); persRewards('on', 'pers-closed', (event) => heard.push(event.type)); persRewards('open')`,
  );
  await panel(shop).waitFor();
  await shop.evaluate(`persRewards('close')`);
  await panel(shop).waitFor({ state: 'hidden' });
  await shop.waitForFunction('heard.length === 2');
  assert.deepEqual(await shop.evaluate('heard'), ['pers-opened', 'pers-closed']);
});

test('elements placed by hand load at once and take the configuration of the tag', async () => {
  const { page: shop, seen } = await host.visit({
    html: page(tag('data-launcher="none"'), '<pers-rewards><pers-panel></pers-panel></pers-rewards>'),
  });
  await shop.getByRole('heading', { name: 'Harbour Pass', exact: true }).waitFor();
  assert.equal(await shop.locator('pers-rewards').getAttribute('project-key'), host.tenant.projectKey);
  assert.equal(loads(seen.requests), 1);
  assert.equal(seen.requests.filter((line) => line.endsWith('/client-config')).length, 1);
});

test('the panel closes and goes with the element', async () => {
  const { page: shop } = await host.visit({ html: page(tag()) });
  await face(shop).click();
  await panel(shop).waitFor();
  await shop.evaluate(() => document.querySelector('pers-rewards')!.remove());
  assert.deepEqual(await body(shop), [null, 1, 'h1,p,script']);
  await shop.mouse.wheel(0, 200);
  await shop.waitForFunction(() => scrollY > 0);
});
