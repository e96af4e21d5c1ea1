import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { Api } from '../../../demo/server/api.js';
import { lab } from './lab.js';
import { fits, named, NOON, openServer, refused, Shop, STEP, type Answer, type Json, type Session } from './rewards-server.js';

describe('claims', () => {
  let server: Api;
  let shop: Shop;
  let customer: Session;
  let admin: Session;
  let all: Json;
  before(async () => {
    server = await openServer({ lab });
  });
  after(() => server.close());
  beforeEach(async () => {
    shop = await Shop.open(server, 'lab');
    [customer, admin] = [await shop.as('c0'), await shop.as('admin')];
    all = (await admin.get('/campaigns')).body;
  });

  const id = (name: string): string => named(all, name).id;
  const claim = (name: string, more: object = {}, by = customer, headers = {}): Promise<Answer> =>
    by.post('/campaigns/claims', { campaignId: id(name), ...more }, headers);
  const code = (name: string): string => (all as Json[]).flatMap((one) => one.triggerSources).find((one) => one.name === name).id;
  const place = (name: string): string =>
    (all as Json[]).flatMap((one) => one.businessEngagements).find((one) => one.business.displayName === name).businessId;
  const points = async (of = customer) => (await shop.holdings(of))['PTS'];

  it('is accepted at once, followed through its movements, and arrives', async () => {
    const { status, body } = await claim('Once');
    assert.equal(status, 201);
    fits('CampaignClaim', body);
    assert.deepEqual([body.status, body.transactions, body.multiplier, body.business], ['PENDING', [], 1, null]);
    assert.equal(await points(), 1000);
    const read = async () => (await customer.get(`/campaigns/claims/${body.id}`)).body;
    await shop.pass(STEP);
    assert.deepEqual([(await read()).status, (await read()).transactions], ['PROCESSING', []], 'empty while processing');
    await shop.pass(STEP);
    assert.equal((await read()).status, 'PROCESSING');
    await shop.pass(STEP);
    const done = await read();
    fits('CampaignClaim', done);
    assert.equal(done.status, 'COMPLETED');
    const [movement] = done.transactions;
    assert.deepEqual(
      [movement.type, movement.amount, movement.status, movement.triggerProcessType, movement.triggerProcessId],
      ['MINT', 50, 'succeeded', 'CAMPAIGN_USER_CLAIM', body.id],
    );
    assert.equal(await points(), 1050);
    assert.equal(await shop.ledgerSum(), '0');
  });

  it('gives every unit, scaled by the multiplier and capped', async () => {
    await claim('Daily');
    assert.equal((await claim('Scaled', { multiplier: 2.5 })).body.multiplier, 2.5);
    await claim('Scaled', { multiplier: 8 });
    await shop.settle();
    assert.deepEqual(await shop.holdings(customer), { PTS: 1160, STA: 600, 'THG#1': 1 });
    const tooMuch = await claim('Scaled', { multiplier: 10.5 });
    refused(tooMuch, 400, 'VALIDATION_ERROR');
    assert.equal(tooMuch.body.target, 'multiplier');
  });

  it('a refused claim writes nothing', async () => {
    const before = await shop.rows();
    const guest = await shop.as('c5');
    const missing = '00000000-0000-8000-9000-000000000000';
    refused(await claim('Off'), 422, 'CAMPAIGN_INACTIVE');
    refused(await claim('Soon'), 422, 'CAMPAIGN_NOT_STARTED', { retryAt: new Date(NOON.getTime() + 86_400_000).toISOString() });
    refused(await claim('Over'), 422, 'CAMPAIGN_ENDED');
    refused(await claim('Code'), 422, 'TRIGGER_SOURCE_REQUIRED');
    refused(await claim('Nobody'), 403, 'CLAIM_TRIGGER_FORBIDDEN');
    refused(await claim('By the bar'), 403, 'CLAIM_TRIGGER_FORBIDDEN');
    refused(await claim('Near', { businessId: place('Hall') }), 422, 'CLAIM_BUSINESS_NOT_ENGAGED', { businessId: place('Hall') });
    refused(await claim('Foreign'), 422, 'CLAIM_COUNTRY_RESTRICTED', { countryCode: 'IE' });
    refused(await claim('E-mail', {}, guest), 422, 'CLAIM_USER_INFO_REQUIRED', { fields: ['email'] });
    refused(await claim('Near'), 422, 'CLAIM_LOCATION_REQUIRED', { maxGeoDistanceInMeters: 100 });
    refused(await claim('Near', { latitude: 53.36, longitude: -6.2417 }), 422, 'CLAIM_TOO_FAR', {
      distanceInMeters: 1579,
      maxGeoDistanceInMeters: 100,
    });
    refused(await claim('Once', { userIdentifier: 'shop-c1' }), 403, 'FORBIDDEN');
    refused(await customer.post('/campaigns/claims', { campaignId: missing }), 404, 'CAMPAIGN_NOT_FOUND');
    refused(await customer.post('/campaigns/claims', { triggerSourceId: missing }), 404, 'RESOURCE_NOT_FOUND');
    refused(await customer.post('/campaigns/claims', {}), 400, 'VALIDATION_ERROR');
    refused(await claim('Once', { multiplier: 0 }), 400, 'VALIDATION_ERROR');
    refused(await claim('Once', { latitude: 91, longitude: 0 }), 400, 'VALIDATION_ERROR');
    refused(await claim('Once', {}, shop.visitor()), 401, 'UNAUTHENTICATED');
    assert.deepEqual(await shop.rows(), before);
  });

  it("another tenant's campaign is no campaign", async () => {
    const elsewhere = await Shop.open(server, 'lab');
    refused(await (await elsewhere.as('c0')).post('/campaigns/claims', { campaignId: id('Once') }), 404, 'CAMPAIGN_NOT_FOUND');
  });

  it('200 equal claims at once have one effect', async () => {
    const answers = await Promise.all(Array.from({ length: 200 }, () => claim('Once')));
    assert.equal(answers.filter((answer) => answer.status === 201).length, 1);
    for (const answer of answers) if (answer.status !== 201) refused(answer, 422, 'CLAIM_LIMIT_PER_USER', { limit: 1 });
    await shop.settle();
    assert.equal(await points(), 1050);
    assert.equal(await shop.ledgerSum(), '0');
    assert.equal((await customer.get('/campaigns/claims/me')).body.length, 1);
  });

  it('200 claims with one Idempotency-Key are one claim, answered 200 times', async () => {
    const answers = await Promise.all(
      Array.from({ length: 200 }, () => claim('Unlimited', {}, customer, { 'idempotency-key': 'tap-0001' })),
    );
    assert.deepEqual([...new Set(answers.map((answer) => `${answer.status} ${answer.body.id}`))], [`201 ${answers[0]!.body.id}`]);
    refused(await claim('Once', {}, customer, { 'idempotency-key': 'tap-0001' }), 409, 'IDEMPOTENCY_KEY_REUSED');
    assert.notEqual((await claim('Unlimited', {}, customer, { 'idempotency-key': 'tap-0002' })).body.id, answers[0]!.body.id);
    const other = await claim('Unlimited', {}, await shop.as('c1'), { 'idempotency-key': 'tap-0001' });
    assert.equal(other.status, 201, 'a key belongs to a session');
    assert.notEqual(other.body.id, answers[0]!.body.id);
  });

  it('claims of different people at once all have their effect', async () => {
    const sessions = await Promise.all(Array.from({ length: 20 }, (_, at) => shop.as(`c${at}`)));
    const answers = await Promise.all(sessions.map((session) => claim('Once', {}, session)));
    assert.deepEqual(
      answers.map((answer) => answer.status),
      sessions.map(() => 201),
    );
    await shop.settle();
    for (const session of sessions) assert.equal(await points(session), 1050);
    assert.equal(await shop.ledgerSum(), '0');
  });

  it('below a threshold a claim is complete without a reward; at it the reward comes, and counting starts anew', async () => {
    const seen = [];
    for (let at = 0; at < 7; at += 1) {
      const { body } = await claim('Every third');
      seen.push(body.status);
      await shop.settle();
    }
    assert.deepEqual(seen, ['COMPLETED', 'COMPLETED', 'PENDING', 'COMPLETED', 'COMPLETED', 'PENDING', 'COMPLETED']);
    assert.equal(await points(), 1060);
    const claims = (await customer.get('/campaigns/claims/me')).body as { transactions: unknown[] }[];
    assert.deepEqual(
      claims.map((one) => one.transactions.length),
      [0, 1, 0, 0, 1, 0, 0],
      'newest first',
    );
  });

  it('a limit per day is free again at midnight UTC, a cooldown after its time', async () => {
    assert.equal((await claim('Daily')).status, 201);
    const cooled = new Date(NOON.getTime() + 600_000).toISOString();
    refused(await claim('Daily'), 422, 'CLAIM_COOLDOWN', { retryAt: cooled });
    await shop.pass(599);
    refused(await claim('Daily'), 422, 'CLAIM_COOLDOWN', { retryAt: cooled });
    await shop.pass(1);
    assert.equal((await claim('Daily')).status, 201);
    refused(await claim('Daily'), 422, 'CLAIM_LIMIT_PER_DAY', { limit: 2, retryAt: '2026-05-21T00:00:00.000Z' });
    await shop.pass(12 * 3600 - 601);
    refused(await claim('Daily', {}, await shop.as('c0')), 422, 'CLAIM_LIMIT_PER_DAY', { limit: 2, retryAt: '2026-05-21T00:00:00.000Z' });
    await shop.pass(1);
    assert.equal((await claim('Daily', {}, await shop.as('c0'))).status, 201);
  });

  it('limits at a place count there alone', async () => {
    const [bar, hall] = [place('Bar'), place('Hall')];
    assert.equal((await claim('Places', { businessId: bar })).body.business.id, bar);
    refused(await claim('Places', { businessId: bar }), 422, 'CLAIM_LIMIT_PER_USER', { limit: 1, businessId: bar });
    assert.equal((await claim('Places', { businessId: hall })).status, 201);
    refused(await claim('Places', { businessId: hall }), 422, 'CLAIM_LIMIT_PER_DAY', {
      limit: 1,
      retryAt: '2026-05-21T00:00:00.000Z',
      businessId: hall,
    });
    assert.equal((await claim('Places')).status, 201);
  });

  it('a code opens its campaign, says whose door it is, and wins over the campaign named', async () => {
    const bare = await customer.post('/campaigns/claims', { triggerSourceId: code('Door') });
    assert.deepEqual([bare.status, bare.body.campaignId, bare.body.business?.displayName], [201, id('Code'), 'Bar']);
    assert.equal((await claim('Code', { triggerSourceId: code('Door') })).body.campaignId, id('Code'));
    const won = await claim('Code', { triggerSourceId: code('Window') });
    assert.deepEqual([won.body.campaignId, won.body.business], [id('Code too'), null], 'the hall takes no part');
    refused(await claim('Code', { triggerSourceId: code('Old door') }), 422, 'TRIGGER_SOURCE_INACTIVE');
  });

  it('a business claims for a customer, at its own place', async () => {
    const bar = await shop.as('business');
    const made = await claim('By the bar', { userIdentifier: 'c1@example.com' }, bar);
    assert.deepEqual([made.status, made.body.user.externalId, made.body.business.displayName], [201, 'shop-c1', 'Bar']);
    await shop.settle();
    assert.equal(await points(await shop.as('c1')), 1008);
    assert.equal((await bar.get(`/campaigns/claims/${made.body.id}`)).body.transactions[0].triggerProcessType, 'CAMPAIGN_BUSINESS_CLAIM');
    const nameless = await claim('By the bar', {}, bar);
    refused(nameless, 400, 'VALIDATION_ERROR');
    assert.equal(nameless.body.target, 'userIdentifier');
    refused(await claim('By the bar', { userIdentifier: 'nobody' }, bar), 404, 'USER_NOT_FOUND');
    refused(await claim('By the bar', { userIdentifier: 'shop-c1', businessId: place('Hall') }, bar), 403, 'FORBIDDEN');
    refused(await claim('Once', { userIdentifier: 'shop-c1' }, bar), 403, 'CLAIM_TRIGGER_FORBIDDEN');
  });

  it('a system and an administrator claim for a customer, when the conditions hold', async () => {
    for (const [by, who] of [
      [shop.system(), 'shop-c2'],
      [admin, 'shop-c3'],
    ] as const) {
      refused(await claim('By the system', { userIdentifier: who, conditionsData: { spent: '99' } }, by), 422, 'CLAIM_CONDITION_UNMET', {
        fields: ['spent'],
      });
      refused(await claim('By the system', { userIdentifier: who }, by), 422, 'CLAIM_CONDITION_UNMET', { fields: ['spent'] });
      assert.equal((await claim('By the system', { userIdentifier: who, conditionsData: { spent: 5 } }, by)).status, 201);
    }
    await shop.settle();
    assert.equal((await admin.get('/campaigns/claims')).body[0].transactions[0].triggerProcessType, 'CAMPAIGN_SYSTEM_CLAIM');
  });

  it("lists are newest first, paged, filtered, and everyone's own", async () => {
    await claim('Unlimited');
    await shop.pass(1);
    await claim('Places', { businessId: place('Bar') });
    await shop.pass(1);
    await claim('Once', {}, await shop.as('c1'));
    const list = async (by: Session, query = '') =>
      ((await by.get(`/campaigns/claims${query}`)).body as Json[]).map((one) => one.campaign.name as string);
    assert.deepEqual(await list(customer), ['Places', 'Unlimited']);
    assert.deepEqual(await list(customer, '/me'), ['Places', 'Unlimited']);
    assert.deepEqual(await list(customer, `/me?campaignId=${id('Unlimited')}`), ['Unlimited']);
    assert.deepEqual(await list(await shop.as('business')), ['Places']);
    for (const by of [admin, shop.system()]) {
      assert.deepEqual(await list(by), ['Once', 'Places', 'Unlimited']);
      assert.deepEqual(await list(by, `?businessId=${place('Bar')}`), ['Places']);
    }
    const other = (await admin.get('/campaigns/claims')).body[0];
    assert.deepEqual(await list(admin, `?userId=${other.userId}`), ['Once']);
    assert.deepEqual(await list(customer, `?userId=${other.userId}`), ['Places', 'Unlimited'], 'customers never read others');
    const page = (await customer.get('/campaigns/claims/me?page=2&limit=1')).body;
    fits('CampaignClaimPage', page);
    assert.deepEqual([page.data[0].campaign.name, page.pagination.total], ['Unlimited', 2]);
    refused(await customer.get(`/campaigns/claims/${other.id}`), 404, 'RESOURCE_NOT_FOUND');
    refused(await admin.get('/campaigns/claims/me'), 401, 'UNAUTHENTICATED');
    refused(await shop.visitor().get('/campaigns/claims'), 401, 'UNAUTHENTICATED');
  });

  it('a claim whose movement fails says so, gives nothing, and does not count', async () => {
    const { body } = await claim('Once');
    const movement = (await customer.get('/transactions/me')).body.find((one: Json) => one.triggerProcessId === body.id);
    await shop.failTransaction(movement.id);
    const failed = (await customer.get(`/campaigns/claims/${body.id}`)).body;
    fits('CampaignClaim', failed);
    assert.deepEqual([failed.status, failed.failureReason, await points()], ['FAILED', 'The transaction failed.', 1000]);
    assert.equal((await claim('Once')).status, 201);
    assert.equal(await shop.ledgerSum(), '0');
  });
});
