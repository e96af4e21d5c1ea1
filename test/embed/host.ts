import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { chromium, type Browser, type ConsoleMessage, type Page } from 'playwright-core';
import { createSite, type Site } from '../../demo/server/site.js';
import type { OpenedTenant } from '../../demo/server/open-tenant.js';
import type { World } from '../../demo/server/world.js';
import { browserArgs, findBrowser } from '../browser.mjs';

/** A page of somebody else that pastes the script tag. */
export interface HostPage {
  readonly html: string;
  /** `Content-Security-Policy` of the page. */
  readonly csp?: string;
}

/** What a page did that its owner could see. */
export interface Seen {
  readonly requests: string[];
  /** Console lines of the script tag, without those that the browser writes by itself. */
  readonly lines: string[];
  /** Uncaught errors, unhandled rejections and CSP violations. */
  readonly faults: string[];
}

export interface Host {
  readonly origin: string;
  readonly tenant: OpenedTenant;
  readonly other: OpenedTenant;
  /** Opens a page in a browser profile of its own. */
  visit(page: HostPage): Promise<{ page: Page; seen: Seen }>;
  fault(path: string, fault: object): Promise<void>;
  close(): Promise<void>;
}

const pass: World = {
  title: 'Harbour Pass',
  tenant: { project_description: 'Collect on the way, spend at the quay.' },
  seed: async () => ({ customers: [] }),
};

/** The real server with host pages on the same origin, and a browser. */
export async function startHost(): Promise<Host> {
  const pages = new Map<string, HostPage>();
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, 'localhost', done));
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`;
  const site: Site = createSite({ database: ':memory:', publicUrl: origin, testRoutes: true, worlds: { pass } });
  const listener = getRequestListener(site.fetch, { overrideGlobalObjects: false });
  server.on('request', (request, response) => {
    const page = pages.get(request.url ?? '');
    if (!page) return void listener(request, response);
    response.setHeader('content-type', 'text/html; charset=utf-8');
    if (page.csp) response.setHeader('content-security-policy', page.csp);
    response.end(page.html);
  });
  const browser = await chromium.launch({ executablePath: await findBrowser(), args: browserArgs });
  const [tenant, other] = [await openTenant(origin), await openTenant(origin)];
  return {
    ...{ origin, tenant, other },
    async visit(hostPage) {
      const path = `/host-${pages.size}`;
      pages.set(path, hostPage);
      return open(browser, origin, path);
    },
    async fault(path, fault) {
      await post(`${origin}/test/tenants/${tenant.tenantId}/faults`, { path, ...fault });
    },
    async close() {
      await browser.close();
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
      await site.close();
    },
  };
}

async function post(url: string, body: unknown): Promise<Response> {
  const answer = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${url}: ${answer.status} ${await answer.text()}`);
  return answer;
}

async function openTenant(origin: string): Promise<OpenedTenant> {
  return (await (await post(`${origin}/test/tenants`, { world: 'pass' })).json()) as OpenedTenant;
}

async function open(browser: Browser, origin: string, path: string): Promise<{ page: Page; seen: Seen }> {
  const context = await browser.newContext({ viewport: { width: 1000, height: 700 } });
  const page = await context.newPage();
  const seen: Seen = { requests: [], lines: [], faults: [] };
  page.on('request', (request) => seen.requests.push(`${request.method()} ${request.url().replace(origin, '')}`));
  page.on('pageerror', (error) => seen.faults.push(String(error)));
  page.on('console', (message) => note(message, seen));
  await page.addInitScript(() => {
    const shifts: number[] = [];
    Object.defineProperty(window, Symbol.for('test.shifts'), { value: shifts });
    new PerformanceObserver((list) =>
      list.getEntries().forEach((entry) => shifts.push((entry as unknown as { value: number }).value)),
    ).observe({
      type: 'layout-shift',
      buffered: true,
    });
    document.addEventListener('securitypolicyviolation', (event) => console.error(`CSP ${event.effectiveDirective} ${event.blockedURI}`));
  });
  await page.goto(origin + path);
  return { page, seen };
}

function note(message: ConsoleMessage, seen: Seen): void {
  const text = message.text();
  if (text.startsWith('CSP ')) seen.faults.push(text);
  else if (text.startsWith('[pers-rewards]')) seen.lines.push(`${message.type()} ${text}`);
}

/** The layout shift that the page has had so far. */
export const layoutShift = (page: Page): Promise<number> =>
  page.evaluate(() => (window as unknown as Record<symbol, number[]>)[Symbol.for('test.shifts')]!.reduce((sum, value) => sum + value, 0));
