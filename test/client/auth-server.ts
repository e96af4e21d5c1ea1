import type { TestContext } from 'node:test';
import { createClient, type Client } from '../../src/client/client.js';
import { createSession, type Session, type SessionChange } from '../../src/client/session.js';
import { openServer, projectKey, type Answer, type Received, type TestServer } from './http-server.js';

export interface AuthOptions {
  /** Seconds of life that each access token has, the last one for good. Without it tokens are not JWTs. */
  readonly lifetimes?: readonly number[];
  /** Answers before the usual rules do. */
  readonly answer?: (request: Received) => Answer | undefined | Promise<Answer | undefined>;
}

export interface SignedIn {
  readonly server: TestServer;
  readonly session: Session;
  /** A client that uses the session. */
  readonly client: Client;
  readonly changes: SessionChange[];
  count(path: string): number;
}

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A token that lives for `seconds`, by a clock that is a day off: only the difference counts. */
export function jwt(seconds: number, id: number): string {
  const iat = Math.floor(Date.now() / 1000) - 86_400;
  return `${encode({ alg: 'none' })}.${encode({ sub: `u-${id}`, iat, exp: iat + seconds })}.signature`;
}

/**
 * A session on a real HTTP server with the contract's rules for tokens: each refresh token works once, and only the newest
 * access token is accepted (`/users/me`); `/tokens` is public.
 */
export async function openSession(t: TestContext, { lifetimes = [], answer = () => undefined }: AuthOptions = {}): Promise<SignedIn> {
  let issued = 0;
  let current = { accessToken: '', refreshToken: '' };
  const issue = () => {
    const seconds = lifetimes[Math.min(issued, lifetimes.length - 1)];
    issued++;
    current = { accessToken: seconds === undefined ? `access-${issued}` : jwt(seconds, issued), refreshToken: `refresh-${issued}` };
    return { json: current };
  };
  const refuse = (code: string) => ({ status: 401, json: { code } });
  const server = await openServer(t, async (request) => {
    const special = await answer(request);
    if (special) return special;
    if (request.path === '/tenants/login-token') return { json: 'login-1' };
    if (request.path === '/auth/token') return issue();
    if (request.path === '/auth/refresh') {
      const { refreshToken } = request.json as { refreshToken: string };
      return refreshToken === current.refreshToken ? issue() : refuse('REFRESH_TOKEN_REUSED');
    }
    if (request.path === '/users/me' && request.headers.authorization !== `Bearer ${current.accessToken}`) return refuse('TOKEN_EXPIRED');
    return { json: { id: 'u-1' } };
  });
  const session = createSession({ client: createClient({ projectKey, apiUrl: server.url }) });
  t.after(() => session.close());
  const changes: SessionChange[] = [];
  session.onChange((change) => changes.push(change));
  const client = createClient({ projectKey, apiUrl: server.url, session });
  return { server, session, client, changes, count: (path) => server.received.filter((call) => call.path === path).length };
}

export const me = { path: '/users/me', auth: 'required' } as const;
