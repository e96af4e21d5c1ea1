import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { OpenedTenant } from '../../../demo/server/open-tenant.js';
import { worlds } from '../../../demo/server/worlds/index.js';
import { bearer, outcome, signIn, testServer, withKey, type TestServer } from './fixture.js';

describe('beside the API', () => {
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

  describe('test routes', () => {
    const test = (method: string, path: string, body?: unknown) =>
      server.call(method, `/test/tenants/${tenant.tenantId}${path}`, body === undefined ? {} : { body });

    it('exist only when asked for', async () => {
      const plain = testServer({ testRoutes: false });
      assert.equal((await plain.call('POST', '/test/tenants', { body: { world: 'harbour' } })).status, 404);
      await plain.close();
    });

    it('open fresh tenants with their own keys and ids', async () => {
      const open = async () => (await (await server.call('POST', '/test/tenants', { body: { world: 'harbour' } })).json()) as OpenedTenant;
      const [one, two] = [await open(), await open()];
      assert.notEqual(one.projectKey, two.projectKey);
      assert.match(one.projectKey, /^[0-9a-f]{64}$/);
      assert.deepEqual(
        one.customers.map((of) => of.key),
        ['mina', 'new'],
      );
      assert.ok(one.admin?.identityToken && one.business?.identityToken && one.systemKey);
      assert.equal(await outcome(await server.call('POST', '/test/tenants', { body: { world: 'constructor' } })), '400 VALIDATION_ERROR');
      await assert.rejects(server.openTenant('nope'), RangeError);
    });

    it('disturb exactly the requests that a test names', async () => {
      await test('POST', '/faults', { method: 'GET', path: '/tokens', status: 503, times: 2 });
      await test('POST', '/faults', { path: '/businesses', status: 200, body: '<html>' });
      await test('POST', '/faults', { path: '/chains', delayMs: 60 });
      assert.deepEqual(
        [(await get('/v2/tokens')).status, (await get('/v2/tokens')).status, (await get('/v2/tokens')).status],
        [503, 503, 200],
      );
      assert.equal(await (await get('/v2/businesses')).text(), '<html>');
      const start = performance.now();
      assert.equal((await get('/v2/chains')).status, 200);
      assert.ok(performance.now() - start >= 55);
      await test('POST', '/faults', { path: '/tokens', status: 429, times: 9 });
      const limited = await get('/v2/tokens');
      assert.deepEqual([limited.headers.get('retry-after'), await outcome(limited)], ['1', '429 RATE_LIMITED']);
      await test('POST', '/faults', { path: '/users', status: 401, code: 'TOKEN_EXPIRED' });
      assert.equal(await outcome(await get('/v2/users/me')), '401 TOKEN_EXPIRED');
      await test('DELETE', '/faults');
      assert.equal((await get('/v2/tokens')).status, 200);
      assert.equal((await get('/v2/tokens', withKey(await server.openTenant('harbour')))).status, 200);
    });

    it('count requests by method and path', async () => {
      await get('/v2/tokens');
      await get('/v2/tokens?active=true');
      await get('/v2/chains');
      assert.deepEqual(await (await test('GET', '/requests')).json(), { 'GET /tokens': 2, 'GET /chains': 1 });
    });

    it('move the clock of one tenant', async () => {
      const other = await server.openTenant('harbour');
      await test('POST', '/clock', { offsetSeconds: 3600 });
      const time = async (of: OpenedTenant) =>
        ((await (await server.call('GET', '/v2/healthcheck', { headers: withKey(of) })).json()) as { time: string }).time;
      assert.equal(Date.parse(await time(tenant)) - Date.parse(await time(other)), 3_600_000);
      assert.equal(await outcome(await test('POST', '/clock', { offsetSeconds: 'soon' })), '400 VALIDATION_ERROR');
    });

    it('check the ledger and fail a movement', async () => {
      assert.deepEqual(await (await test('POST', '/ledger-check')).json(), { sum: '0' });
      assert.equal((await test('POST', '/transactions/x/fail')).status, 404);
    });

    it('let a payment fail: the redeem fails, its piece and the points are back', async () => {
      const live = testServer({ worlds });
      const opened = await live.openTenant('regular');
      const headers = bearer(await signIn(live, opened, opened.customers[0]!.key), opened);
      const read = async <T>(path: string) => (await (await live.call('GET', `/v2${path}`, { headers })).json()) as T;
      const state = async () => {
        const { accountAddress } = await read<{ accountAddress: string }>('/users/me');
        const held = await live.db.selectFrom('balances').select('held').where('address', '=', accountAddress).execute();
        return [held.map((of) => of.held), await read(`/balances/accounts/${accountAddress}`), await read('/redemptions')];
      };
      const before = await state();
      const offers = (await read<{ id: string; supply: { available: number } | null }[]>('/redemptions')).filter(
        (of) => of.supply !== null,
      );
      let answer: Response | undefined;
      for (const { id } of offers) {
        if (!answer?.ok)
          answer = await live.call('POST', '/v2/redemptions/redeems', { headers, body: { redemptionId: id, businessId: null } });
      }
      assert.ok(answer?.ok, 'one of the offers can be redeemed');
      const made = (await answer.json()) as { redeem: { id: string }; senderTransaction: { transaction: { id: string } } };
      assert.notDeepEqual(await state(), before);
      await live.call('POST', `/test/tenants/${opened.tenantId}/transactions/${made.senderTransaction.transaction.id}/fail`);
      live.pass(60);
      const redeem = await read<{ status: string; failureReason: string }>(`/redemptions/redeems/${made.redeem.id}`);
      assert.equal(redeem.status, 'FAILED');
      assert.ok(redeem.failureReason);
      assert.deepEqual(await state(), before);
      assert.equal((await read<{ status: string }>(`/transactions/${made.senderTransaction.transaction.id}`)).status, 'failed');
      await live.close();
    });

    it('give identity tokens to known people only', async () => {
      assert.equal((await test('GET', '/identity/mina')).status, 200);
      assert.equal((await test('GET', '/identity/toString')).status, 404);
    });
  });

  describe('the demo', () => {
    it('lists its worlds with a fresh token per customer, and keeps its tenants', async () => {
      interface Demo {
        worlds: { world: string; projectKey: string; title: string; customers: { key: string; name: string; identityToken: string }[] }[];
      }
      const demo = async () => (await (await server.call('GET', '/demo.json')).json()) as Demo;
      const [first, second] = await Promise.all([demo(), demo()]);
      assert.deepEqual(
        first.worlds.map((of) => [of.world, of.title]),
        [['harbour', 'Harbour Card']],
      );
      assert.equal(first.worlds[0]!.projectKey, second.worlds[0]!.projectKey);
      const { projectKey } = first.worlds[0]!;
      for (const { worlds } of [first, second]) {
        const body = { authToken: worlds[0]!.customers[0]!.identityToken };
        assert.equal((await server.call('POST', '/v2/auth/token', { headers: { 'x-project-key': projectKey }, body })).status, 200);
      }
      const fresh = (await (await server.call('POST', '/demo/identity/harbour/mina')).json()) as { identityToken: string };
      assert.equal(
        (
          await server.call('POST', '/v2/auth/token', {
            headers: { 'x-project-key': projectKey },
            body: { authToken: fresh.identityToken },
          })
        ).status,
        200,
      );
      assert.equal((await server.call('GET', '/demo/identity/harbour/nobody')).status, 404);
      assert.equal((await server.call('GET', '/demo/identity/nowhere/mina')).status, 404);
      const keys = (await (await server.call('GET', '/identity/.well-known/jwks.json')).json()) as { keys: { d?: string }[] };
      assert.deepEqual(
        keys.keys.map((key) => key.d),
        [undefined],
      );
    });

    it('keeps tenants, sessions and keys over a restart, the keys readable by their owner only', async () => {
      const folder = mkdtempSync(join(tmpdir(), 'pers-'));
      const database = join(folder, 'demo.sqlite');
      const first = testServer({ database });
      const opened = await first.openTenant('harbour');
      const pair = await signIn(first, opened);
      await first.close();
      assert.equal(statSync(`${database}.keys.json`).mode & 0o777, 0o600);
      const second = testServer({ database });
      assert.equal(await outcome(await second.call('GET', '/v2/users/me', { headers: bearer(pair, opened) })), '200');
      assert.equal(
        await outcome(
          await second.call('POST', '/v2/auth/refresh', { headers: withKey(opened), body: { refreshToken: pair.refreshToken } }),
        ),
        '200',
      );
      assert.equal((await signIn(second, opened)).accessToken.split('.').length, 3);
      await second.close();
      rmSync(folder, { recursive: true });
    });
  });
});
