import { readFileSync, readdirSync } from 'node:fs';
import { brotliCompressSync } from 'node:zlib';
import { chromium, type Browser, type Page } from 'playwright-core';
import type { OpenedTenant } from '../../demo/server/open-tenant.js';
import { browserArgs, findBrowser } from '../browser.mjs';
import type { Proof } from './proof.js';
import { serve, type Served } from './served.js';

const KB = 1024;
/** How late the configuration answers where it has to be shown that nothing waits for it. */
const LATE_MS = 1500;

/** Every element with words above it; the button claims the tenant's first campaign. */
async function elements(served: Served, { projectKey }: OpenedTenant): Promise<string> {
  const { body } = await served.call('GET', '/v2/campaigns?page=1&limit=1', { 'x-project-key': projectKey });
  return ['account', 'wallet', 'claim-button', 'campaign-list', 'redemption-shop', 'activity']
    .map((name) => `<p>Words.</p><pers-${name}${name === 'claim-button' ? ` campaign-id="${body.data[0].id}"` : ''}></pers-${name}>`)
    .join('');
}
const brotli = (pattern: RegExp): number =>
  readdirSync('cdn')
    .filter((name) => pattern.test(name))
    .reduce((sum, name) => sum + brotliCompressSync(readFileSync(`cdn/${name}`)).length, 0);

/** Acceptance 3: bytes and requests, what starts beside what, and that nothing on the page moves. */
export async function weight(): Promise<Proof> {
  const tag = brotli(/^pers-rewards\.js$/);
  const all = brotli(/^pers-elements-.*\.js$/);
  const served = await serve();
  const browser = await chromium.launch({ executablePath: await findBrowser(), args: browserArgs });
  try {
    const tenant = await served.open('regular');
    const quiet = await view(browser, served, tenant, '');
    await quiet.page.locator('pers-launcher').getByRole('button').waitFor();
    await quiet.page.waitForTimeout(500);
    const requests = (await resources(quiet.page)).length;

    const late = await served.open('regular');
    await served.call('POST', `/test/tenants/${late.tenantId}/faults`, {}, { path: '/tenants/client-config', delayMs: LATE_MS, times: 5 });
    const early = await view(browser, served, late, await elements(served, late));
    await early.page.locator('pers-redemption-shop [part=card]').first().waitFor();
    await early.page.waitForTimeout(LATE_MS);
    const starts = await resources(early.page);
    const at = (part: string): number => Math.round(starts.find(({ name }) => name.includes(part))?.startTime ?? Infinity);
    const [config, chunk, data] = [at('/tenants/client-config'), at('/pers-elements-'), Math.min(at('/campaigns'), at('/redemptions'))];
    const together = Math.abs(config - chunk) < 100 && data < config + LATE_MS;

    const shifts: Record<string, number> = { launcher: await shift(quiet.page), 'elements, signed out': await shift(early.page) };
    for (const width of [1000, 320]) {
      const { page } = await view(browser, served, tenant, await elements(served, tenant), { width, customer: tenant.customers[0]!.key });
      await page.locator('pers-activity [part=entry], pers-activity [part=empty]').first().waitFor();
      await page.waitForTimeout(1500);
      shifts[`elements, signed in, ${width} px`] = await shift(page);
    }
    // A zero counts only where a shift would have been seen.
    const control = await view(browser, served, tenant, '<div id="control"></div>');
    await control.page.locator('#control').evaluate((div) => div.style.setProperty('height', '200px'));
    await control.page.waitForTimeout(500);
    const seen = (await shift(control.page)) > 0;
    const moved = Object.entries(shifts).map(([where, value]) => `${where} ${Math.round(value * 1e4) / 1e4}`);
    return {
      holds: tag <= 6 * KB && requests <= 2 && all <= 45 * KB && together && seen && Object.values(shifts).every((value) => value === 0),
      figure:
        `script tag ${tag} B brotli in ${requests} requests (≤ ${6 * KB} in 2); all elements ${all} B (≤ ${45 * KB}); ` +
        `config at ${config} ms, elements at ${chunk} ms, first data at ${data} ms while the config took ${LATE_MS} ms; layout shift: ${moved.join('; ')}${seen ? '' : ' (the control saw none either: not measured)'}`,
    };
  } finally {
    await browser.close();
    await served.close();
  }
}

interface ViewOptions {
  readonly width?: number;
  /** Key of the customer that the page hands over. */
  readonly customer?: string;
}

/** A page of somebody else, reserving no room for anything, in a browser profile of its own. The tag as the README pastes it: `async` for the launcher, plain where elements are placed. */
async function view(
  browser: Browser,
  served: Served,
  tenant: OpenedTenant,
  elements: string,
  { width = 1000, customer }: ViewOptions = {},
): Promise<{ page: Page }> {
  const path = `/page-${served.pages.size}`;
  const identity = customer
    ? `<script>persRewards = function () { (persRewards.q = persRewards.q || []).push(arguments); };
        persRewards('identify', async () => (await (await fetch('/test/tenants/${tenant.tenantId}/identity/${customer}')).json()).identityToken);</script>`
    : '';
  served.pages.set(
    path,
    `<!doctype html><html lang="en"><head><meta name="viewport" content="width=device-width"><link rel="icon" href="data:,"><title>Shop</title>${identity}
      <script ${elements ? '' : 'async'} src="/pers-rewards.js" data-project-key="${tenant.projectKey}" data-api-url="/v2"></script></head>
      <body><h1>A shop</h1>${elements && `<pers-rewards>${elements}</pers-rewards>`}<p>${'Words of the shop. '.repeat(200)}</p></body></html>`,
  );
  const page = await (await browser.newContext({ viewport: { width, height: 700 } })).newPage();
  // No named function in here: the compiler would wrap it in a helper that the page does not have.
  await page.addInitScript(() => {
    const shifts: number[] = [];
    Object.defineProperty(window, Symbol.for('proof.shifts'), { value: shifts });
    new PerformanceObserver((list) =>
      list.getEntries().forEach((entry) => shifts.push((entry as unknown as { value: number }).value)),
    ).observe({ type: 'layout-shift', buffered: true });
  });
  await page.goto(served.origin + path);
  return { page };
}

const shift = (page: Page): Promise<number> =>
  page.evaluate(() => (window as unknown as Record<symbol, number[]>)[Symbol.for('proof.shifts')]!.reduce((sum, value) => sum + value, 0));

/** What the page has asked for, without itself. */
const resources = (page: Page): Promise<{ name: string; startTime: number }[]> =>
  page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .filter(({ name }) => !name.startsWith('data:'))
      .map(({ name, startTime }) => ({ name, startTime })),
  );
