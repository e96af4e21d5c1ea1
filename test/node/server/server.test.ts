import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { OpenedTenant } from '../../../demo/server/open-tenant.js';
import { bearer, harbour, outcome, signIn, testServer, withKey, type Pair, type TestServer } from './fixture.js';

const ORIGIN = 'https://shop.example';

describe('server', () => {
  let server: TestServer;
  let tenant: OpenedTenant;
  before(() => {
    server = testServer();
  });
  after(() => server.close());
  beforeEach(async () => {
    tenant = await server.openTenant('harbour');
  });
  const get = (path: string, headers: Record<string, string> = {}) =>
    server.call('GET', path, { headers: { ...withKey(tenant), ...headers } });

  describe('cross-origin requests', () => {
    it("answers a preflight for the contract's headers, without a key", async () => {
      const answer = await server.call('OPTIONS', '/v2/campaigns/claims', {
        headers: {
          origin: ORIGIN,
          'access-control-request-method': 'POST',
          'access-control-request-headers': 'authorization,content-type,x-project-key',
        },
      });
      const header = (name: string) => answer.headers.get(`access-control-${name}`)?.toLowerCase();
      assert.equal(answer.status, 204);
      assert.equal(header('allow-origin'), ORIGIN);
      assert.deepEqual(
        header('allow-headers')!
          .split(',')
          .map((one) => one.trim()),
        ['content-type', 'authorization', 'x-project-key', 'idempotency-key'],
      );
      for (const method of ['get', 'post', 'put', 'delete']) assert.ok(header('allow-methods')!.includes(method));
      assert.equal(header('max-age'), '7200');
      assert.equal(header('allow-credentials'), undefined);
    });

    it('exposes what a client needs and varies by origin, on failures too', async () => {
      for (const answer of [
        await get('/v2/tokens', { origin: ORIGIN }),
        await get('/v2/users/me', { origin: ORIGIN }),
        await server.call('GET', '/v2/tokens', { headers: { origin: ORIGIN } }),
      ]) {
        assert.equal(answer.headers.get('access-control-allow-origin'), ORIGIN);
        assert.deepEqual(
          answer.headers
            .get('access-control-expose-headers')!
            .split(',')
            .map((one) => one.trim()),
          ['Retry-After', 'Date', 'X-Request-Id'],
        );
        assert.match(answer.headers.get('vary')!, /origin/i);
        assert.match(answer.headers.get('vary')!, /x-project-key/i);
        assert.equal(answer.headers.get('cache-control'), 'no-store');
        assert.ok(answer.headers.get('date'));
      }
    });

    it('serves the origins that a tenant lists, and tells others readably that it does not', async () => {
      await server.db
        .updateTable('tenants')
        .set({ allowed_origins: JSON.stringify([ORIGIN]) })
        .where('id', '=', tenant.tenantId)
        .execute();
      assert.equal(await outcome(await get('/v2/tokens', { origin: ORIGIN })), '200');
      assert.equal(await outcome(await get('/v2/tokens')), '200');
      for (const origin of ['https://evil.example', `${ORIGIN}.evil.example`, 'null', 'http://shop.example']) {
        const answer = await get('/v2/tokens', { origin });
        assert.equal(answer.headers.get('access-control-allow-origin'), origin);
        assert.equal(await outcome(answer), '403 FORBIDDEN', origin);
      }
    });
  });

  describe('requests and errors', () => {
    it('answers unknown routes and methods as problems', async () => {
      for (const [method, path] of [
        ['GET', '/v2/nope'],
        ['GET', '/nope'],
        ['DELETE', '/v2/tokens'],
        ['PATCH', '/v2/users/me'],
        ['GET', '/v2/tokens/../../etc'],
        ['GET', '/v2/Tokens'],
      ] as const) {
        const answer = await server.call(method, path, { headers: withKey(tenant) });
        assert.equal(answer.headers.get('content-type'), 'application/problem+json');
        const body = (await answer.json()) as Record<string, unknown>;
        assert.deepEqual(
          [body['status'], body['code'], body['correlationId']],
          [404, 'RESOURCE_NOT_FOUND', answer.headers.get('x-request-id')],
          path,
        );
      }
    });

    it('refuses bodies over 100 KB and takes those below', async () => {
      const user = bearer(await signIn(server, tenant));
      const put = (size: number) => server.call('PUT', '/v2/users/me', { headers: user, body: { customData: { x: 'x'.repeat(size) } } });
      assert.equal(await outcome(await put(100 * 1024)), '400 VALIDATION_ERROR');
      assert.equal(await outcome(await put(90 * 1024)), '200');
    });

    it('keeps what a hostile client sends as text', async () => {
      const user = bearer(await signIn(server, tenant));
      for (const text of ["'; drop table users; --", '<img src=x onerror=alert(1)>', '\u202E💥', '{"$ne":null}', '../../..']) {
        const answer = await server.call('PUT', '/v2/users/me', { headers: user, body: { firstName: text } });
        assert.equal(((await answer.json()) as { firstName: string }).firstName, text);
      }
      const polluted = await server.call('PUT', '/v2/users/me', {
        headers: user,
        body: '{"__proto__":{"isActive":false},"constructor":{},"customData":{"__proto__":{"polluted":1}}}',
      });
      assert.equal(polluted.status, 200);
      assert.equal(({} as { polluted?: number }).polluted, undefined);
    });

    it('refuses NUL, which databases cut or refuse, and JSON nested beyond reason', async () => {
      const user = bearer(await signIn(server, tenant));
      const put = (body: unknown) => server.call('PUT', '/v2/users/me', { headers: user, body });
      assert.equal(((await (await put({ firstName: 'a\u0000b' })).json()) as { target: string }).target, 'firstName');
      assert.equal(await outcome(await put({ customData: { deep: ['\u0000'] } })), '400 VALIDATION_ERROR');
      assert.equal(await outcome(await get('/v2/businesses?search=%00')), '400 VALIDATION_ERROR');
      assert.match(await outcome(await put(`{"customData":{"a":${'['.repeat(40_000)}${']'.repeat(40_000)}}}`)), /^400|^200/);
    });

    it('says nothing about an unexpected failure but its request id', async () => {
      const broken = testServer({ worlds: { broken: { ...harbour, seed: () => Promise.reject(new Error('secret detail at /srv/app')) } } });
      const answer = await broken.call('POST', '/test/tenants', { body: { world: 'broken' } });
      const text = await answer.text();
      assert.equal(answer.status, 500);
      assert.equal(text.includes('secret') || text.includes('/srv'), false);
      assert.match(text, /INTERNAL_ERROR/);
      assert.equal(broken.lines.join('').includes('secret'), false);
      await broken.close();
    });

    it('logs one line per request without personal data', async () => {
      const user = await signIn(server, tenant);
      server.lines.length = 0;
      await get('/v2/users/me?email=mina@harbour.example', bearer(user));
      await get(`/v2/balances/accounts/0x${'ab'.repeat(20)}`, bearer(user));
      await server.call('PUT', '/v2/users/me', { headers: bearer(user), body: { email: 'private@harbour.example' } });
      const lines = server.lines.map((line) => JSON.parse(line) as Record<string, unknown>);
      assert.equal(lines.length, 3);
      assert.deepEqual(
        lines.map((line) => [line['method'], line['path'], line['status'], line['caller'], line['error']]),
        [
          ['GET', '/v2/users/me', 200, 'user', null],
          ['GET', '/v2/balances/accounts/:id', 403, 'user', 'FORBIDDEN'],
          ['PUT', '/v2/users/me', 200, 'user', null],
        ],
      );
      const all = server.lines.join('\n');
      for (const secret of ['@', user.accessToken, user.refreshToken, 'abab', '203.0.113'])
        assert.equal(all.includes(secret), false, secret);
      assert.equal(new Set(lines.map((line) => line['requestId'])).size, 3);
    });
  });

  describe('rate limits', () => {
    const strict = () => testServer({ rateLimits: true });

    it('lets sixty public requests a minute through, then says how long to wait', async () => {
      const limited = strict();
      const [one, two] = [await limited.openTenant('harbour'), await limited.openTenant('harbour')];
      const call = (of: OpenedTenant, ip = '203.0.113.7', headers = {}) =>
        limited.call('GET', '/v2/tokens', { headers: { ...withKey(of), ...headers }, ip });
      for (let n = 0; n < 60; n++) assert.equal((await call(one)).status, 200);
      limited.pass(15);
      const refused = await call(one, '203.0.113.7', { 'x-forwarded-for': '198.51.100.1' });
      assert.equal(refused.headers.get('retry-after'), '45');
      assert.equal(await outcome(refused), '429 RATE_LIMITED');
      assert.equal((await call(two)).status, 200);
      assert.equal((await call(one, '203.0.113.8')).status, 200);
      limited.pass(45);
      assert.equal((await call(one)).status, 200);
      await limited.close();
    });

    it('lets one person sign in five times a minute, and renew a session ten times', async () => {
      const limited = strict();
      const one = await limited.openTenant('harbour');
      let pair = await signIn(limited, one);
      for (let n = 1; n < 5; n++) await signIn(limited, one);
      await assert.rejects(signIn(limited, one), /429/);
      await signIn(limited, one, 'new');
      const renew = () => limited.call('POST', '/v2/auth/refresh', { headers: withKey(one), body: { refreshToken: pair.refreshToken } });
      for (let n = 0; n < 10; n++) pair = (await (await renew()).json()) as Pair;
      assert.equal(await outcome(await renew()), '429 RATE_LIMITED');
      await limited.close();
    });

    it('lets twenty sign-ins a minute through per address', async () => {
      const limited = strict();
      const one = await limited.openTenant('harbour');
      const tries = [];
      for (let n = 0; n < 21; n++)
        tries.push(await outcome(await limited.call('POST', '/v2/auth/token', { headers: withKey(one), body: { authToken: 'x' } })));
      assert.deepEqual([tries[19], tries[20]], ['401 UNAUTHENTICATED', '429 RATE_LIMITED']);
      await limited.close();
    });
  });
});
