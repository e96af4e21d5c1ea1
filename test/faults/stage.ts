import { readFileSync } from 'node:fs';
import { chromium, type Browser, type Page } from 'playwright-core';
import { browserArgs, findBrowser } from '../browser.mjs';
import { serve, type Served } from '../proof/served.js';
import { knowHost } from './host.js';
import { startProxy, type FaultProxy } from './proxy.js';
import { harvest } from './world.js';

/** Everything that cases need: the real server, the proxy before its API, and a browser. The shop's pages come past the proxy. */
export interface Stage {
  readonly served: Served;
  readonly proxy: FaultProxy;
  readonly browser: Browser;
  /** A page of a shop, with a counter of its own and all elements defined; what goes wrong in it is written down. */
  page(): Promise<{ page: Page; heard: Heard }>;
  close(): Promise<void>;
}

/** What the owner of a page could hear of it. */
export interface Heard {
  /** Uncaught errors and unhandled rejections. */
  readonly faults: string[];
  /** Console lines, without those that the browser writes by itself about requests. */
  readonly lines: string[];
  /** Requests that have not ended, as the browser sees them. */
  readonly open: Set<unknown>;
}

const elements = Object.keys(JSON.parse(readFileSync('cdn/sri.json', 'utf8')) as object).find((name) => name.startsWith('pers-elements-'));
const html = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Shop</title><link rel="icon" href="data:,">
<button id="counter">0</button><main></main>
<script>counter.onclick = () => (counter.textContent = String(Number(counter.textContent) + 1));</script>
<script type="module" src="/${elements}"></script></html>`;

export async function openStage(): Promise<Stage> {
  const served = await serve({ harvest });
  const proxy = await startProxy(served.origin);
  const browser = await chromium.launch({ executablePath: await findBrowser(), args: browserArgs });
  served.pages.set('/shop', html);
  return {
    ...{ served, proxy, browser },
    async page() {
      const context = await browser.newContext({ viewport: { width: 1000, height: 900 } });
      const page = await context.newPage();
      const heard = listen(page);
      await page.clock.install();
      // The compiler's helper that keeps functions' names, for those that run in the page.
      await page.addInitScript('globalThis.__name = (made) => made');
      await page.addInitScript(watch);
      await page.goto(`${served.origin}/shop`);
      await page.waitForFunction(() => customElements.get('pers-rewards'));
      await page.clock.pauseAt(Date.now() + 1000);
      await knowHost(page);
      return { page, heard };
    },
    async close() {
      await browser.close();
      await proxy.close();
      await served.close();
    },
  };
}

/** Runs in the page before everything else: counts what the page's database still has to answer, and hears what is uncaught. */
function watch(): void {
  const state = { pending: 0, faults: [] as string[] };
  Object.defineProperty(window, Symbol.for('test.watch'), { value: state });
  addEventListener('error', (event) => state.faults.push(`error: ${event.message}`), true);
  addEventListener('unhandledrejection', (event) => state.faults.push(`rejection: ${String(event.reason)}`), true);
  const begin = (target: EventTarget, ...ends: readonly string[]): void => {
    state.pending += 1;
    let over = false;
    for (const end of ends) target.addEventListener(end, () => ((state.pending -= over ? 0 : 1), (over = true)));
  };
  const { open } = IDBFactory.prototype;
  IDBFactory.prototype.open = function (...args) {
    const request = open.apply(this, args);
    begin(request, 'success', 'error');
    return request;
  };
  const { transaction } = IDBDatabase.prototype;
  IDBDatabase.prototype.transaction = function (...args) {
    const begun = transaction.apply(this, args);
    begin(begun, 'complete', 'abort');
    return begun;
  };
}

function listen(page: Page): Heard {
  const heard: Heard = { faults: [], lines: [], open: new Set() };
  page.on('pageerror', (error) => heard.faults.push(String(error)));
  page.on('console', (message) => {
    const text = message.text();
    if (!/^(Failed to load resource|Access to fetch at )/.test(text)) heard.lines.push(`${message.type()}: ${text}`);
  });
  page.on('request', (request) => heard.open.add(request));
  for (const end of ['requestfinished', 'requestfailed'] as const)
    page.on(end as 'requestfinished', (request) => heard.open.delete(request));
  return heard;
}
