import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import type { Chain } from '../../demo/chain/chain.js';
import type { OpenedTenant } from '../../demo/server/open-tenant.js';
import { createSite } from '../../demo/server/site.js';
import type { World } from '../../demo/server/world.js';
import { worlds } from '../../demo/server/worlds/index.js';

/* eslint-disable-next-line @typescript-eslint/no-explicit-any -- answers are read freely */
export type Json = any;

/** The real server over real HTTP, with its database in a file, and pages of somebody else on the same origin. */
export interface Served {
  readonly origin: string;
  /** Path → HTML. */
  readonly pages: Map<string, string>;
  open(world: string): Promise<OpenedTenant>;
  /** The same on the server's chain. */
  openOnChain(world: string, signing?: string | null): Promise<OpenedTenant>;
  call(
    method: string,
    path: string,
    headers?: Record<string, string>,
    body?: unknown,
  ): Promise<{ status: number; text: string; body: Json }>;
  /** Headers of a signed-in customer, by key, of `admin` or of `business`. */
  signIn(tenant: OpenedTenant, key: string): Promise<Record<string, string>>;
  close(): Promise<void>;
}

/** @param options.folder where the database is kept; else it goes with the server. */
export async function serve(
  more: Readonly<Record<string, World>> = {},
  { chain = null, folder: kept = null }: { chain?: Chain | null; folder?: string | null } = {},
): Promise<Served> {
  const folder = kept ?? mkdtempSync(join(tmpdir(), 'pers-proof-'));
  const pages = new Map<string, string>();
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, 'localhost', done));
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`;
  const database = join(folder, 'proof.sqlite');
  const site = createSite({ database, chain, publicUrl: origin, testRoutes: true, transactionStepMs: 20, worlds: { ...worlds, ...more } });
  const listener = getRequestListener(site.fetch, { overrideGlobalObjects: false });
  server.on('request', (request, response) => {
    const html = pages.get(new URL(request.url ?? '/', origin).pathname);
    if (html === undefined) return void listener(request, response);
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(html);
  });

  const call: Served['call'] = async (method, path, headers = {}, body) => {
    const json = body === undefined ? {} : { body: JSON.stringify(body) };
    const type: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' };
    const answer = await fetch(origin + path, { method, headers: { ...type, ...headers }, ...json });
    const text = await answer.text();
    return { status: answer.status, text, body: text.startsWith('{') || text.startsWith('[') ? (JSON.parse(text) as Json) : text };
  };
  return {
    origin,
    pages,
    call,
    open: async (world) => (await call('POST', '/test/tenants', {}, { world })).body as OpenedTenant,
    openOnChain: async (world, signing = null) =>
      (await call('POST', '/test/tenants', {}, { world, chain: true, signing })).body as OpenedTenant,
    async signIn({ tenantId, projectKey }, key) {
      const { identityToken } = (await call('GET', `/test/tenants/${tenantId}/identity/${key}`)).body as { identityToken: string };
      const authType = key === 'admin' ? 'tenant' : key === 'business' ? 'business' : 'user';
      const headers = { 'x-project-key': projectKey };
      const { body } = await call('POST', '/v2/auth/token', headers, { authToken: identityToken, authType });
      return { ...headers, authorization: `Bearer ${(body as { accessToken: string }).accessToken}` };
    },
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
      await site.close();
      if (kept === null) rmSync(folder, { recursive: true, force: true });
    },
  };
}
