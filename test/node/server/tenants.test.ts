import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { OpenedTenant } from '../../../demo/server/open-tenant.js';
import { conforms } from './contract.js';
import { bearer, canaries, outcome, signIn, testServer, withKey, type Pair, type TestServer } from './fixture.js';

const BASIC = ['acronym', 'createdAt', 'id', 'projectApiKey', 'projectName'];
const PUBLIC = [...BASIC, 'projectDescription', 'projectEmail', 'projectImageUrl', 'projectWebsite'].sort();
const ADMIN = [
  ...PUBLIC,
  'testnetProjectApiKey',
  'allowJWTForUnauthenticatedUsers',
  'defaultWalletManagementType',
  'firebaseTenantId',
  'stripeApiKey',
  'stripeWebhookSecret',
  'loginToken',
].sort();
const CONFIG = ['clientIpLocation', 'firebaseTenantId', 'id', 'projectName', 'stripePublishableKey'];

describe('tenants', () => {
  let server: TestServer;
  let tenant: OpenedTenant;
  let admin: Pair;
  before(() => {
    server = testServer();
  });
  after(() => server.close());
  beforeEach(async () => {
    tenant = await server.openTenant('harbour');
    admin = await signIn(server, tenant, 'admin');
  });

  const request = async (method: string, path: string, headers: Record<string, string>, body?: unknown) => {
    const answer = await server.call(method, `/v2${path}`, { headers, body });
    return { answer, status: answer.status, body: (await conforms(method, path, answer)).body as Record<string, unknown> };
  };
  const keysOf = async (path: string, headers: Record<string, string>) => Object.keys((await request('GET', path, headers)).body).sort();

  it('answers exactly the fields of each access level', async () => {
    const path = `/tenants/${tenant.tenantId}`;
    const user = await signIn(server, tenant);
    const member = await signIn(server, tenant, 'business', { businessId: await kiosk() });
    assert.deepEqual(await keysOf(path, {}), BASIC);
    assert.deepEqual(await keysOf(path, withKey(tenant)), PUBLIC);
    assert.deepEqual(await keysOf(path, { ...withKey(tenant), 'x-api-key': tenant.systemKey }), PUBLIC);
    assert.deepEqual(await keysOf(path, bearer(user)), PUBLIC);
    assert.deepEqual(await keysOf(path, bearer(member, tenant)), PUBLIC);
    assert.deepEqual(await keysOf(path, bearer(admin)), ADMIN);
    assert.deepEqual(await keysOf('/tenants/me', withKey(tenant)), PUBLIC);
    assert.deepEqual(await keysOf('/tenants/me', bearer(admin)), PUBLIC);
    assert.deepEqual(await keysOf('/tenants/client-config', withKey(tenant)), CONFIG);
    assert.deepEqual(await keysOf('/tenants/client-config', bearer(admin)), CONFIG);
  });

  async function kiosk(): Promise<string> {
    const { id } = await server.db
      .selectFrom('businesses')
      .select('id')
      .where('tenant_id', '=', tenant.tenantId)
      .where('display_name', '=', 'kiosk')
      .executeTakeFirstOrThrow();
    return id;
  }

  it('leaves out what the tenant has not set', async () => {
    const unset = {
      project_description: null,
      project_website: null,
      project_email: null,
      project_image_url: null,
      stripe_publishable_key: null,
      firebase_tenant_id: null,
      client_ip_location: null,
    };
    await server.db.updateTable('tenants').set(unset).where('id', '=', tenant.tenantId).execute();
    assert.deepEqual(await keysOf('/tenants/me', withKey(tenant)), BASIC);
    const { body } = await request('GET', '/tenants/client-config', withKey(tenant));
    assert.deepEqual(body, { projectName: 'Harbour Card', id: tenant.tenantId, clientIpLocation: null });
  });

  it('knows the tenant by its key on the main and on the test network', async () => {
    for (const key of [tenant.projectKey, `pk_test_${tenant.projectKey}`]) {
      const { body } = await request('GET', '/tenants/me', { 'x-project-key': key });
      assert.equal(body['id'], tenant.tenantId);
    }
    for (const key of ['', 'nope', tenant.projectKey.toUpperCase(), `${tenant.projectKey}0`, "' or 1=1 --"]) {
      assert.equal(
        await outcome(await server.call('GET', '/v2/tenants/me', { headers: { 'x-project-key': key } })),
        '401 INVALID_PROJECT_KEY',
        key,
      );
    }
    assert.equal(await outcome(await server.call('GET', '/v2/tenants/me')), '401 INVALID_PROJECT_KEY');
    assert.equal(await outcome(await server.call('GET', '/v2/tenants/client-config')), '401 INVALID_PROJECT_KEY');
  });

  it('does not know other tenants', async () => {
    const other = await server.openTenant('harbour');
    for (const headers of [withKey(tenant), bearer(admin)]) {
      assert.equal((await request('GET', `/tenants/${other.tenantId}`, headers)).body['code'], 'RESOURCE_NOT_FOUND');
    }
    assert.equal((await request('GET', '/tenants/4e044100-4258-4b1b-8fb3-5dc9000f0bfd', {})).body['code'], 'RESOURCE_NOT_FOUND');
  });

  it('gives a login token as a bare string, a new one each time', async () => {
    const tokens = await Promise.all(
      [1, 2].map(async () => (await request('GET', '/tenants/login-token', withKey(tenant))).body as unknown as string),
    );
    assert.equal(typeof tokens[0], 'string');
    assert.notEqual(tokens[0], tokens[1]);
  });

  it('changes only what an administrator names', async () => {
    const before = (await request('GET', `/tenants/${tenant.tenantId}`, bearer(admin))).body;
    const change = { projectName: 'Harbour & Co', allowJWTForUnauthenticatedUsers: true, stripeApiKey: 'sk_new' };
    const { body, status } = await request('PUT', '/tenants', bearer(admin), {
      ...change,
      id: 'x',
      projectApiKey: 'stolen',
      acronym: 'XX',
      createdAt: null,
    });
    assert.equal(status, 200);
    assert.deepEqual(body, { ...before, ...change });
    assert.equal((await request('GET', '/tenants/me', withKey(tenant))).body['projectName'], 'Harbour & Co');
    assert.deepEqual((await request('PUT', '/tenants', bearer(admin), {})).body, body);
  });

  it('refuses changes to everyone else, and values of the wrong type', async () => {
    const user = await signIn(server, tenant);
    const name = { projectName: 'Mine' };
    assert.equal((await request('PUT', '/tenants', bearer(user), name)).body['code'], 'FORBIDDEN');
    assert.equal((await request('PUT', '/tenants', withKey(tenant), name)).body['code'], 'UNAUTHENTICATED');
    assert.equal((await request('PUT', '/tenants', { ...withKey(tenant), 'x-api-key': tenant.systemKey }, name)).body['code'], 'FORBIDDEN');
    const wrong = (await request('PUT', '/tenants', bearer(admin), { allowJWTForUnauthenticatedUsers: 'yes' })).body;
    assert.deepEqual([wrong['code'], wrong['target']], ['VALIDATION_ERROR', 'allowJWTForUnauthenticatedUsers']);
  });

  it('creates a tenant for system callers, showing its secrets once', async () => {
    const headers = { ...withKey(tenant), 'x-api-key': tenant.systemKey };
    const { status, body } = await request('POST', '/tenants', headers, { projectName: 'Old Museum' });
    assert.equal(status, 201);
    assert.deepEqual([body['projectName'], body['acronym'], body['allowJWTForUnauthenticatedUsers']], ['Old Museum', 'OM', false]);
    const jwt = { authorization: `Bearer ${String(body['jwt'])}` };
    const again = (await request('GET', `/tenants/${String(body['id'])}`, jwt)).body;
    assert.equal('jwt' in again || 'apiPrivateKey' in again, false);
    const system = await request('GET', '/system', {
      'x-project-key': String(body['projectApiKey']),
      'x-api-key': String(body['apiPrivateKey']),
    });
    assert.deepEqual(system.body, { valid: true, tenantId: body['id'] });
    for (const other of [withKey(tenant), bearer(admin), { ...withKey(tenant), 'x-api-key': 'sk_guess' }]) {
      assert.equal((await request('POST', '/tenants', other, { projectName: 'X' })).status, 401);
    }
    assert.equal((await request('POST', '/tenants', headers, { projectName: ' ' })).body['target'], 'projectName');
  });

  it('refuses a revoked system key', async () => {
    await server.db
      .updateTable('api_keys')
      .set({ revoked_at: '2026-01-01T00:00:00.000Z' })
      .where('tenant_id', '=', tenant.tenantId)
      .execute();
    assert.equal((await request('GET', '/system', { ...withKey(tenant), 'x-api-key': tenant.systemKey })).body['code'], 'UNAUTHENTICATED');
  });

  it('never shows a secret to anyone but the administrator, in no form, nor in the log', async () => {
    const seen: string[] = [];
    const user = await signIn(server, tenant);
    const member = await signIn(server, tenant, 'business', { businessId: await kiosk() });
    const callers = [
      {},
      withKey(tenant),
      bearer(user),
      bearer(user, tenant),
      bearer(member),
      { ...withKey(tenant), 'x-api-key': tenant.systemKey },
      { 'x-project-key': 'wrong' },
    ];
    const address = (
      await server.db.selectFrom('wallets').select('address').where('tenant_id', '=', tenant.tenantId).executeTakeFirstOrThrow()
    ).address;
    const gets = [
      '',
      '/',
      '/healthcheck',
      '/system',
      '/admin',
      '/.well-known/jwks.json',
      '/tenants/me',
      '/tenants/client-config',
      '/tenants/login-token',
      `/tenants/${tenant.tenantId}`,
      '/users/me',
      '/users/status-types',
      '/tokens',
      '/tokens?active=false',
      '/businesses',
      '/businesses/me',
      '/chains',
      '/chains/80002',
      '/transactions',
      '/transactions/me',
      `/balances/accounts/${address}`,
      '/campaigns',
      '/campaigns/claims',
      '/redemptions',
      '/redemptions/types',
      '/redemptions/redeems',
      '/nope',
      '/tenants/x',
      '/tokens?page=0&limit=x',
      '/transactions?status=x',
    ];
    for (const headers of callers) {
      for (const path of gets) seen.push(await (await server.call('GET', `/v2${path}`, { headers })).text());
      for (const path of ['/tenants', '/auth/token', '/auth/refresh', '/auth/verify', '/campaigns/claims', '/redemptions/redeems']) {
        for (const body of ['{', {}, { authToken: 'x', projectName: 5 }])
          seen.push(await (await server.call('POST', `/v2${path}`, { headers, body })).text());
      }
      for (const path of ['/tenants', '/users/me'])
        seen.push(await (await server.call('PUT', `/v2${path}`, { headers, body: { firstName: 'x', loginToken: 'y' } })).text());
    }
    const everything = [...seen, ...server.lines].join('\n');
    const keys = await server.db.selectFrom('api_keys').select('key_hash').where('tenant_id', '=', tenant.tenantId).execute();
    const secrets = [...Object.values(canaries(tenant.tenantId)), tenant.systemKey, ...keys.map((key) => key.key_hash)];
    assert.ok(seen.length > 300);
    for (const secret of secrets) {
      const forms = [
        secret,
        Buffer.from(secret).toString('base64').replace(/=+$/, ''),
        Buffer.from(secret).toString('hex'),
        [...secret].reverse().join(''),
      ];
      for (const form of forms) assert.equal(everything.includes(form), false, `${form} was seen`);
    }
    assert.ok(
      (await (await server.call('GET', `/v2/tenants/${tenant.tenantId}`, { headers: bearer(admin) })).text()).includes(
        canaries(tenant.tenantId).stripe_api_key,
      ),
    );
  });
});
