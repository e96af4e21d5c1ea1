import type { TestContext } from 'node:test';
import test from 'node:test';
import { createApi } from '../../demo/server/api.js';
import { createClient, createSession, type Client, type Session } from '../../src/client/index.js';
import { parseConfig } from '../../src/config.js';
import { createStore } from '../../src/state/create-store.js';
import { createJournal, type Journal } from '../../src/state/journal.js';
import type { AfterEvent, BeforeEvent } from '../../src/state/process.js';
import type { Store } from '../../src/state/store.js';

/** One server in memory for the file that imports this; each test has a tenant of its own. */
export const server = createApi({ transactionStepMs: 20, testRoutes: true });
test.before(() => server.ready);
test.after(() => server.close());

export interface Shop {
  readonly store: Store;
  readonly session: Session;
  readonly client: Client;
  readonly journal: Journal;
  /** `${method} ${path}` of every request that left, in order. */
  readonly sent: string[];
  readonly fired: AfterEvent[];
  readonly reported: unknown[];
  /** A callback for a customer of the world, the first without a key. Each gives its token once, as the server takes it once. */
  identity(key?: string): () => string;
  count(request: string): number;
}

export interface Wire {
  readonly world?: string;
  readonly guest?: boolean;
  /** Between client and server: loses, delays or refuses what a test wants. */
  readonly fetch?: (request: Request, send: (request: Request) => Promise<Response>) => Promise<Response>;
  readonly before?: (event: BeforeEvent) => Promise<boolean>;
  /** Another page of the same tenant. */
  readonly tenant?: Awaited<ReturnType<typeof server.openTenant>>;
}

export async function openShop(t: TestContext, wire: Wire = {}): Promise<Shop & { readonly tenant: NonNullable<Wire['tenant']> }> {
  const tenant = wire.tenant ?? (await server.openTenant(wire.world ?? 'regular'));
  const sent: string[] = [];
  const fired: AfterEvent[] = [];
  const reported: unknown[] = [];
  const send = async (request: Request) => server.api(request);
  const fetch = (async (input: RequestInfo | URL, init?: RequestInit) => {
    const request = new Request(input, init);
    sent.push(`${request.method} ${new URL(request.url).pathname.replace('/v2', '')}`);
    return wire.fetch ? wire.fetch(request, send) : send(request);
  }) as typeof globalThis.fetch;
  const config = parseConfig({ projectKey: tenant.projectKey, apiUrl: 'http://localhost/v2', guest: wire.guest });
  const session = createSession({ client: createClient({ ...config, fetch }) });
  const journal = createJournal(`${config.apiUrl} ${config.projectKey}`);
  const client = createClient({ ...config, fetch, session });
  const store = createStore({
    ...{ config, session, journal, client },
    hooks: {
      before: wire.before ?? (async () => true),
      after: (event) => void fired.push(event),
      report: (error) => void reported.push(error),
    },
  });
  t.after(() => store.stop());
  return {
    ...{ tenant, store, session, client, journal, sent, fired, reported },
    identity(key = tenant.customers[0]!.key) {
      const { identityToken } = tenant.customers.find((customer) => customer.key === key)!;
      return () => identityToken;
    },
    count: (request) => sent.filter((line) => line === request).length,
  };
}

export async function signedIn(t: TestContext, wire: Wire = {}): Promise<Awaited<ReturnType<typeof openShop>>> {
  const shop = await openShop(t, wire);
  await shop.store.identify(shop.identity());
  await shop.store.start();
  return shop;
}

/** Waits for something that comes by itself. */
export async function until<T>(read: () => T | undefined | null | false): Promise<T> {
  for (let turn = 0; turn < 500; turn++) {
    const value = read();
    if (value) return value;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('It never came.');
}
