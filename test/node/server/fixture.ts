import { createApi, type Api } from '../../../demo/server/api.js';
import type { ServerOptions } from '../../../demo/server/context.js';
import type { OpenedPerson, OpenedTenant } from '../../../demo/server/open-tenant.js';
import { harbour } from './harbour.js';

export { canaries, harbour } from './harbour.js';

export interface TestServer extends Api {
  readonly lines: string[];
  /** Answers a request; `body` becomes JSON. */
  call(method: string, path: string, init?: { headers?: Record<string, string>; body?: unknown; ip?: string }): Promise<Response>;
  /** Moves the server's clock. */
  pass(seconds: number): void;
}

/** A server in memory with its own clock, test routes, and its log in `lines`. */
export function testServer(options: Partial<ServerOptions> = {}): TestServer {
  let clock = Date.parse('2026-03-01T12:00:00.000Z');
  const lines: string[] = [];
  const api = createApi({
    worlds: { harbour },
    testRoutes: true,
    now: () => new Date(clock),
    log: (line) => lines.push(JSON.stringify(line)),
    ...options,
  });
  return {
    ...api,
    lines,
    pass: (seconds) => {
      clock += seconds * 1000;
    },
    call: (method, path, { headers = {}, body, ip } = {}) =>
      api.api(
        new Request(`http://localhost:4010${path}`, {
          method,
          headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
          ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
        }),
        ip ?? '203.0.113.7',
      ),
  };
}

export interface Pair {
  accessToken: string;
  refreshToken: string;
}

/** A fresh identity token of one of the tenant's people: a customer's key, `admin` or `business`. */
export async function identity(server: TestServer, tenant: OpenedTenant, key: string): Promise<string> {
  const answer = await server.call('GET', `/test/tenants/${tenant.tenantId}/identity/${key}`);
  return ((await answer.json()) as OpenedPerson).identityToken;
}

const TYPES: Record<string, string> = { admin: 'tenant', business: 'business' };

/** Signs one of the tenant's people in. */
export async function signIn(server: TestServer, tenant: OpenedTenant, key = 'mina', context?: object): Promise<Pair> {
  const body = { authToken: await identity(server, tenant, key), authType: TYPES[key] ?? 'user', ...(context ? { context } : {}) };
  const answer = await server.call('POST', '/v2/auth/token', { headers: { 'x-project-key': tenant.projectKey }, body });
  if (answer.status !== 200) throw new Error(`${answer.status} ${await answer.text()}`);
  return (await answer.json()) as Pair;
}

export const bearer = (pair: Pair, tenant?: OpenedTenant): Record<string, string> => ({
  authorization: `Bearer ${pair.accessToken}`,
  ...(tenant ? { 'x-project-key': tenant.projectKey } : {}),
});
export const withKey = (tenant: OpenedTenant): Record<string, string> => ({ 'x-project-key': tenant.projectKey });
/** Status and error code in one string, for example `401 UNAUTHENTICATED`. */
export const outcome = async (answer: Response): Promise<string> =>
  answer.ok ? String(answer.status) : `${answer.status} ${((await answer.json()) as { code: string }).code}`;
