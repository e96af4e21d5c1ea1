import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';

/** A page of a merchant with the published file for phone wallets, and nothing else of the widget. */
export interface PhonePage {
  readonly origin: string;
  stop(): Promise<void>;
}

/** @param policy content security policy of the page */
export async function servePhonePage(policy?: string): Promise<PhonePage> {
  const file = readdirSync('cdn').find((name) => /^pers-phone-.+\.js$/.test(name));
  if (!file) throw new Error('There is no cdn/pers-phone-….js: run npm run build first.');
  const server = createServer((request, response) => {
    const isScript = request.url === '/phone.js';
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html');
    if (policy) response.setHeader('content-security-policy', policy);
    response.end(
      isScript ? readFileSync(`cdn/${file}`) : '<!doctype html><html lang="en"><title>Shop</title><main><h1>Shop</h1></main></html>',
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Hosts that a page tries to reach, by HTTP and by WebSocket, other than its own; whether they can be reached or not. */
export function hostsOf(page: Page): Set<string> {
  const hosts = new Set<string>();
  const add = (url: string): void => {
    const { protocol, hostname } = new URL(url);
    if (/^(https?|wss?):$/.test(protocol) && hostname !== '127.0.0.1') hosts.add(hostname);
  };
  page.on('request', (request) => add(request.url()));
  page.on('websocket', (socket) => add(socket.url()));
  return hosts;
}

/** Hosts that the README names for phone wallets: all, and those that are not only tried rarely. */
export function hostsInReadme(): { readonly all: readonly string[]; readonly usual: readonly string[] } {
  const section = /\n## Wallets\n([^]*?)\n## /.exec(readFileSync('README.md', 'utf8'))?.[1] ?? '';
  const rows = [...section.matchAll(/^\| `([a-z\d.-]+)` +\| (\w+)/gm)].map(([, host, first]) => ({
    host: host!,
    rare: first === 'rarely',
  }));
  const names = (list: typeof rows): string[] => list.map(({ host }) => host).sort();
  return { all: names(rows), usual: names(rows.filter(({ rare }) => !rare)) };
}
