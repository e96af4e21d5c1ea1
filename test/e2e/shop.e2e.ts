import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { browserArgs, findBrowser } from '../browser.mjs';
import { startDemo, type DemoServer } from './demo-server.js';
import { journey, signIn, type Journey } from './journey.js';

let demo: DemoServer;
let browser: Browser;
before(async () => {
  demo = await startDemo();
  browser = await chromium.launch({ executablePath: await findBrowser(), args: browserArgs });
});
after(async () => {
  await browser.close();
  await demo.stop();
});

/** Claims, redeems, and finds all of it again after a reload. `enter` goes to where the elements are. */
async function live(context: BrowserContext, page: Page, way: Journey, enter: () => Promise<void>): Promise<void> {
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('console', (message) => void (['error', 'warning'].includes(message.type()) && faults.push(message.text())));
  await enter();
  const start = await way.points();
  const received = await way.claim();
  assert.ok(received > 0);
  await way.reaches(start + received);
  const { cost, code } = await way.redeem();
  assert.ok(cost > 0);
  assert.match(code, /\S{6,}/);
  await way.reaches(start + received - cost);
  await page.reload();
  await enter();
  await way.reaches(start + received - cost);
  assert.equal(await way.newestCode(), code);
  assert.deepEqual(faults, []);
  await context.close();
}

test('through the script tag: sign in, claim, redeem, copy the code, reload, all still there', async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${demo.origin}/shop.html`);
  await signIn(page, 'mina');
  const way = journey(page, context, (tab) => page.getByRole('tab', { name: tab }).click());
  await live(context, page, way, () => page.locator('pers-launcher .face').click());
});

test('with the elements placed by hand: the same', async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${demo.origin}/elements.html?world=newcomer`);
  const customer = ((await (await fetch(`${demo.origin}/demo.json`)).json()) as Demo).worlds.find(({ world }) => world === 'newcomer')!
    .customers[0]!;
  await signIn(page, customer.key);
  const way = journey(page, context, async () => undefined);
  await live(context, page, way, async () => undefined);
});

interface Demo {
  readonly worlds: readonly { readonly world: string; readonly customers: readonly { readonly key: string }[] }[];
}
