import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { ledgerSum } from '../../../demo/server/ledger.js';
import type { OpenedTenant } from '../../../demo/server/open-tenant.js';
import type { Database } from '../../../demo/server/schema.js';
import type { World } from '../../../demo/server/world.js';
import { bearer, harbour, outcome, signIn, testServer, withKey, type Pair, type TestServer } from './fixture.js';

/** Every id is the same in all tenants, so that a query that forgets its tenant shows at once; texts tell the tenants apart. */
const twin: World = {
  ...harbour,
  async seed(trx, tenantId, _ids, now, site) {
    const seeded = await harbour.seed(trx, tenantId, (name) => `same-${name.replaceAll(' ', '-')}`, now, site);
    const mark = `CANARY ${tenantId}`;
    await trx
      .updateTable('users')
      .set({ first_name: mark, custom_data: JSON.stringify({ mark }) })
      .where('tenant_id', '=', tenantId)
      .execute();
    for (const table of ['businesses', 'status_types', 'tokens', 'token_items'] as const) {
      await trx
        .updateTable(table)
        .set({ [table === 'businesses' ? 'description' : 'name']: mark })
        .where('tenant_id', '=', tenantId)
        .execute();
    }
    await trx.updateTable('tenants').set({ project_description: mark }).where('id', '=', tenantId).execute();
    return seeded;
  },
};

const TABLES: (keyof Database)[] = [
  'tenant_secrets',
  'users',
  'wallets',
  'businesses',
  'admins',
  'tokens',
  'transactions',
  'ledger_entries',
  'balances',
  'claims',
  'redeems',
];

describe('isolation of two tenants with equal ids', () => {
  let server: TestServer;
  let a: OpenedTenant;
  let b: OpenedTenant;
  let pairs: Record<string, Pair>;
  before(async () => {
    server = testServer({ worlds: { twin } });
    [a, b] = [await server.openTenant('twin'), await server.openTenant('twin')];
    const businessId = 'same-kiosk';
    pairs = {
      user: await signIn(server, a),
      business: await signIn(server, a, 'business', { businessId }),
      admin: await signIn(server, a, 'admin'),
    };
  });
  after(() => server.close());

  const rowsOf = async (tenant: OpenedTenant) =>
    JSON.stringify(
      await Promise.all(
        TABLES.map((table) =>
          server.db
            .selectFrom(table as 'users')
            .selectAll()
            .where('tenant_id', '=', tenant.tenantId)
            .execute(),
        ),
      ),
    );
  const callers = (): Record<string, string>[] => [
    withKey(a),
    ...Object.values(pairs).flatMap((pair) => [bearer(pair), bearer(pair, a)]),
    { ...withKey(a), 'x-api-key': a.systemKey },
  ];
  const addressOf = async (tenant: OpenedTenant) =>
    (
      await server.db
        .selectFrom('wallets')
        .select('address')
        .where('tenant_id', '=', tenant.tenantId)
        .where('owner_id', '=', 'same-mina')
        .executeTakeFirstOrThrow()
    ).address;

  it('shows nothing of the other tenant on any read', async () => {
    const theirs = await server.db.selectFrom('transactions').selectAll().where('tenant_id', '=', b.tenantId).execute();
    const paths = [
      '/tenants/me',
      '/tenants/client-config',
      `/tenants/${a.tenantId}`,
      `/tenants/${b.tenantId}`,
      '/users/me',
      '/users/status-types',
      '/tokens',
      '/tokens?active=false',
      '/businesses',
      '/businesses?search=CANARY',
      '/businesses/me',
      '/businesses/same-kiosk',
      '/businesses?page=1&limit=100',
      '/chains',
      '/transactions',
      '/transactions/me',
      '/transactions?search=same',
      `/transactions?participantId=${b.tenantId}`,
      `/transactions/${theirs[0]!.id}`,
      `/balances/accounts/${await addressOf(a)}`,
      `/balances/accounts/${await addressOf(b)}?includeInactive=true`,
      '/campaigns',
      '/campaigns/claims',
      '/redemptions',
      '/redemptions/redeems',
    ];
    const marks = [b.tenantId, b.projectKey, await addressOf(b), ...theirs.flatMap((row) => [row.id, row.transaction_hash!])];
    let answered = 0;
    for (const headers of callers()) {
      for (const path of paths) {
        const answer = await server.call('GET', `/v2${path}`, { headers });
        const text = await answer.text();
        if (answer.ok) answered += 1;
        // What the caller wrote into the address may be repeated to them; nothing else of the other tenant may.
        for (const mark of marks)
          assert.equal(
            text.replaceAll(path, '').includes(mark) && answer.ok && !text.includes('"tokenBalances":[]'),
            false,
            `${path} shows ${mark}`,
          );
      }
    }
    assert.ok(answered > 90, String(answered));
  });

  it('reads the rows of its own tenant through equal ids', async () => {
    const text = async (path: string, headers: Record<string, string>) => (await server.call('GET', `/v2${path}`, { headers })).text();
    const other = bearer(await signIn(server, b), b);
    for (const path of ['/users/me', '/businesses/same-kiosk', '/users/status-types', '/tokens']) {
      assert.ok((await text(path, bearer(pairs['user']!))).includes(`CANARY ${a.tenantId}`), path);
      assert.ok((await text(path, other)).includes(`CANARY ${b.tenantId}`), path);
    }
  });

  it('changes nothing at the other tenant on any write', async () => {
    const before = await rowsOf(b);
    const writes: [string, string, object][] = [
      ['PUT', '/users/me', { firstName: 'Mallory', customData: { tenant_id: 'other' }, tenantId: b.tenantId }],
      ['PUT', '/tenants', { projectName: 'Mallory', stripeApiKey: 'sk_m', id: b.tenantId }],
      ['POST', '/campaigns/claims', { campaignId: 'same-campaign', userId: 'same-mina' }],
      ['POST', '/redemptions/redeems', { redemptionId: 'same-offer', businessId: 'same-kiosk' }],
      ['POST', '/auth/token', { authToken: b.customers[0]!.identityToken }],
      ['POST', '/auth/token', { authToken: 'x', context: { tenantId: b.tenantId } }],
    ];
    for (const headers of callers()) for (const [method, path, body] of writes) await server.call(method, `/v2${path}`, { headers, body });
    assert.equal(await rowsOf(b), before);
  });

  it('refuses a session of one tenant with the key of the other, for every kind of session', async () => {
    for (const pair of Object.values(pairs)) {
      for (const [method, path] of [
        ['GET', '/users/me'],
        ['GET', '/tokens'],
        ['GET', '/tenants/me'],
        ['PUT', '/tenants'],
        ['GET', `/tenants/${b.tenantId}`],
      ] as const) {
        const answer = await server.call(method, `/v2${path}`, { headers: bearer(pair, b), ...(method === 'PUT' ? { body: {} } : {}) });
        assert.equal(await outcome(answer), '403 FORBIDDEN', path);
      }
    }
    assert.equal(
      await outcome(await server.call('GET', '/v2/system', { headers: { ...withKey(b), 'x-api-key': a.systemKey } })),
      '401 UNAUTHENTICATED',
    );
  });

  it('keeps a thousand interleaved requests apart', async () => {
    const users = [bearer(pairs['user']!), bearer(await signIn(server, b))];
    const tenants = [a, b];
    await Promise.all(
      Array.from({ length: 1000 }, async (_, n) => {
        const answer = await server.call('GET', '/v2/users/me', { headers: users[n % 2]! });
        const text = await answer.text();
        assert.ok(answer.ok && !text.includes(tenants[(n + 1) % 2]!.tenantId), text.slice(0, 200));
      }),
    );
  });

  it('has tables that cannot point into another tenant', async () => {
    const stray = {
      tenant_id: a.tenantId,
      id: 'stray',
      token_id: 'only-b',
      incremental_id: 1,
      name: null,
      description: null,
      image_url: null,
      external_url: null,
      expiry_date: null,
    };
    const token = await server.db.selectFrom('tokens').selectAll().where('tenant_id', '=', b.tenantId).executeTakeFirstOrThrow();
    await server.db
      .insertInto('tokens')
      .values({ ...token, id: 'only-b', contract_address: '0x0000000000000000000000000000000000000001' })
      .execute();
    await assert.rejects(server.db.insertInto('token_items').values(stray).execute(), /FOREIGN KEY/);
    await server.db
      .insertInto('token_items')
      .values({ ...stray, tenant_id: b.tenantId })
      .execute();
  });

  it('adds up in both ledgers', async () => {
    assert.deepEqual([await ledgerSum(server.db, a.tenantId), await ledgerSum(server.db, b.tenantId)], ['0', '0']);
  });
});
