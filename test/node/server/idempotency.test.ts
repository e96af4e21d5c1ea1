import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { OpenedTenant } from '../../../demo/server/open-tenant.js';
import { worlds } from '../../../demo/server/worlds/index.js';
import { bearer, outcome, signIn, testServer, type TestServer } from './fixture.js';

interface Offer {
  id: string;
  creditTokenAmount: number;
}
interface Made {
  redeem: { id: string };
}

describe('idempotency', () => {
  let server: TestServer;
  let tenant: OpenedTenant;
  let user: Record<string, string>;
  let redemptionId: string;
  before(() => {
    server = testServer({ worlds });
  });
  after(() => server.close());
  beforeEach(async () => {
    tenant = await server.openTenant('regular');
    user = bearer(await signIn(server, tenant, tenant.customers[0]!.key), tenant);
    const offers = (await (await server.call('GET', '/v2/redemptions', { headers: user })).json()) as Offer[];
    redemptionId = offers.sort((a, b) => a.creditTokenAmount - b.creditTokenAmount)[0]!.id;
  });

  const redeem = (key: string | null, body: object = { redemptionId, businessId: null }, headers = user) =>
    server.call('POST', '/v2/redemptions/redeems', { headers: { ...headers, ...(key === null ? {} : { 'idempotency-key': key }) }, body });
  const count = async () => (await server.db.selectFrom('redeems').select('id').where('tenant_id', '=', tenant.tenantId).execute()).length;

  it('gives the first answer again, with one effect', async () => {
    const before = await count();
    const first = await redeem('intent-0001');
    const text = await first.text();
    assert.ok(first.ok, text);
    const again = await redeem('intent-0001');
    assert.deepEqual([again.status, await again.text()], [first.status, text]);
    assert.equal(await count(), before + 1);
  });

  it('lets a repeat wait for the call that is running', async () => {
    const before = await count();
    const answers = await Promise.all(Array.from({ length: 100 }, async () => (await (await redeem('intent-0002')).json()) as Made));
    assert.equal(new Set(answers.map((answer) => answer.redeem.id)).size, 1);
    assert.equal(await count(), before + 1);
  });

  it('refuses the key for another request', async () => {
    await redeem('intent-0003');
    assert.equal(await outcome(await redeem('intent-0003', { redemptionId, businessId: null, note: 1 })), '409 IDEMPOTENCY_KEY_REUSED');
  });

  it('refuses a key that is too short or long, and does nothing', async () => {
    const before = await count();
    for (const key of ['1234567', 'x'.repeat(129)]) assert.equal(await outcome(await redeem(key)), '400 VALIDATION_ERROR');
    assert.equal(await count(), before);
  });

  it('keeps no failure: the same key may succeed later', async () => {
    const missing = { redemptionId: 'missing', businessId: null };
    assert.equal(await outcome(await redeem('intent-0004', missing)), '404 REDEMPTION_NOT_FOUND');
    assert.equal((await redeem('intent-0004')).ok, true);
  });

  it('keeps keys of two people apart', async () => {
    const first = ((await (await redeem('intent-0005')).json()) as Made).redeem.id;
    const other = await server.openTenant('regular');
    const stranger = bearer(await signIn(server, other, other.customers[0]!.key), other);
    const offers = (await (await server.call('GET', '/v2/redemptions', { headers: stranger })).json()) as Offer[];
    const theirs = offers.sort((a, b) => a.creditTokenAmount - b.creditTokenAmount)[0]!.id;
    const second = ((await (await redeem('intent-0005', { redemptionId: theirs, businessId: null }, stranger)).json()) as Made).redeem.id;
    assert.notEqual(first, second);
  });

  it('forgets after a day', async () => {
    const first = ((await (await redeem('intent-0006')).json()) as Made).redeem.id;
    await server.call('POST', `/test/tenants/${tenant.tenantId}/clock`, { body: { offsetSeconds: 86_401 } });
    const later = bearer(await signIn(server, tenant, tenant.customers[0]!.key), tenant);
    const again = await redeem('intent-0006', undefined, later);
    if (again.ok) assert.notEqual(((await again.json()) as Made).redeem.id, first);
    else assert.match(await outcome(again), /^422/);
  });

  it('asks for a session before it looks at the key', async () => {
    assert.equal(await outcome(await redeem('intent-0007', undefined, { 'x-project-key': tenant.projectKey })), '401 UNAUTHENTICATED');
  });
});
