import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import type { OpenedTenant } from '../../demo/server/open-tenant.js';
import { createSite } from '../../demo/server/site.js';
import { browserArgs, findBrowser } from '../browser.mjs';

/** A page of somebody else. */
export interface HostPage {
  readonly html: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Runs in the page before everything else. */
  readonly before?: string;
  /** Prepares the browser profile, for example with a wallet. */
  readonly prepare?: (context: BrowserContext) => Promise<unknown>;
}

/** What happened on a page that its owner did not ask for. */
export interface Visit {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Uncaught errors, unhandled rejections, violations of the page's policy, dialogs, and requests to anybody else. */
  readonly faults: string[];
  /** Method and path of every request to the stage. */
  readonly requests: string[];
  /** Console lines of ours. */
  readonly lines: string[];
}

/** Answers instead of the server; false leaves the request to the next. */
export type Interceptor = (request: IncomingMessage, response: ServerResponse) => boolean | Promise<boolean>;

/** The real server with host pages on the same origin, and a real browser. */
export interface Stage {
  readonly origin: string;
  readonly browser: Browser;
  /** Asked before the pages and the server. */
  readonly intercept: Interceptor[];
  open(world?: string): Promise<OpenedTenant>;
  /** Puts a page on the origin and answers its path. */
  put(page: HostPage): string;
  visit(page: HostPage): Promise<Visit>;
  close(): Promise<void>;
}

export async function startStage(): Promise<Stage> {
  const pages = new Map<string, HostPage>();
  const intercept: Interceptor[] = [];
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, 'localhost', done));
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`;
  const site = createSite({ database: ':memory:', publicUrl: origin, testRoutes: true, rateLimits: false, transactionStepMs: 20 });
  const listener = getRequestListener(site.fetch, { overrideGlobalObjects: false });
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    for (const one of intercept) if (await one(request, response)) return;
    const page = pages.get(request.url ?? '');
    if (!page) return void listener(request, response);
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...page.headers }).end(page.html);
  };
  server.on('request', (request, response) => void answer(request, response));
  const browser = await chromium.launch({ executablePath: await findBrowser(), args: browserArgs });

  const put: Stage['put'] = (page) => {
    const path = `/host-${pages.size}`;
    pages.set(path, page);
    return path;
  };
  return {
    ...{ origin, browser, intercept, put },
    async open(world = 'regular') {
      const headers = { 'content-type': 'application/json' };
      const opened = await fetch(`${origin}/test/tenants`, { method: 'POST', headers, body: JSON.stringify({ world }) });
      return (await opened.json()) as OpenedTenant;
    },
    async visit(hostPage) {
      const context = await browser.newContext({ viewport: { width: 1000, height: 800 } });
      await hostPage.prepare?.(context);
      const page = await context.newPage();
      const visit: Visit = { page, context, faults: [], requests: [], lines: [] };
      watch(visit, origin);
      // What the compiler leaves in the source of a function that is sent to a page.
      await page.addInitScript('globalThis.__name ??= (of) => of');
      await page.addInitScript(violations);
      if (hostPage.before) await page.addInitScript(hostPage.before);
      await page.goto(origin + put(hostPage));
      return visit;
    },
    async close() {
      await browser.close();
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
      await site.close();
    },
  };
}

function watch({ page, faults, requests, lines }: Visit, origin: string): void {
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('dialog', (dialog) => {
    faults.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    const url = request.url();
    if (url.startsWith(`${origin}/`)) requests.push(`${request.method()} ${url.slice(origin.length)}`);
    else if (!url.startsWith('data:')) faults.push(`request ${url}`);
  });
  page.on('console', (message) => {
    const text = message.text();
    if (text.startsWith('[violation]')) faults.push(text);
    else if (text.startsWith('[pers-rewards]')) lines.push(`${message.type()} ${text}`);
  });
}

/** Runs in the page: what its policy forbids becomes a line. */
function violations(): void {
  const say = console.error.bind(console);
  document.addEventListener('securitypolicyviolation', (event) =>
    say(`[violation] ${event.effectiveDirective} ${event.blockedURI} ${event.sample}`),
  );
}

/** Every element of the widget, as the README says to place them. */
export const ELEMENTS = ['account', 'wallet', 'campaign-list', 'redemption-shop', 'activity'] as const;

export interface ShopOptions {
  readonly tenant: OpenedTenant;
  /** Whom the shop has signed in; null: nobody. */
  readonly customer?: string | null;
  /** More attributes of the tag. */
  readonly attributes?: string;
  /** Into the head, before the tag. */
  readonly head?: string;
  /** In place of the elements placed by hand. */
  readonly body?: string;
  readonly nonce?: string;
}

/** A shop that pastes the tag, places the elements by hand and counts clicks on a button of its own. */
export function shop({ tenant, customer = 'mina', attributes = 'data-launcher="none"', head = '', body, nonce }: ShopOptions): string {
  const script = nonce ? `<script nonce="${nonce}"` : '<script';
  const elements = ELEMENTS.map((name) => `<pers-${name}></pers-${name}>`).join('');
  const identity = `async () => (await (await fetch('/test/tenants/${tenant.tenantId}/identity/${customer}')).json()).identityToken`;
  return `<!doctype html><html lang="en"><head><title>Shop</title>
    ${script}>window.persRewards ||= function () { (persRewards.q ||= []).push(arguments) };
      ${customer === null ? '' : `persRewards('identify', ${identity});`}</script>${head}
    ${script} src="/pers-rewards.js" data-project-key="${tenant.projectKey}" data-api-url="/v2" ${attributes}></script></head>
    <body><h1>A shop</h1><button id="count">0</button>
    ${body ?? `<pers-rewards>${elements}</pers-rewards>`}
    ${script}>count.onclick = () => { count.textContent = +count.textContent + 1 }</script></body></html>`;
}
