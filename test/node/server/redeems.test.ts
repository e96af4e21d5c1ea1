import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { Api } from '../../../demo/server/api.js';
import { CROWD, lab } from './lab.js';
import { fits, named, openServer, refused, Shop, STEP, type Answer, type Json, type Session } from './rewards-server.js';

describe('redeems', () => {
  let server: Api;
  let shop: Shop;
  /** Holds the level that takes 10 % off. */
  let friend: Session;
  let customer: Session;
  let offers: Json;
  before(async () => {
    server = await openServer({ lab });
  });
  after(() => server.close());
  beforeEach(async () => {
    shop = await Shop.open(server, 'lab');
    [friend, customer] = [await shop.as('c0'), await shop.as('c1')];
    offers = (await (await shop.as('admin')).get('/redemptions')).body;
  });

  const redeem = (name: string, by = customer, headers = {}, more = {}): Promise<Answer> =>
    by.post('/redemptions/redeems', { redemptionId: named(offers, name).id, businessId: null, ...more }, headers);
  const left = async (name: string): Promise<number | null> =>
    (await customer.get(`/redemptions/${named(offers, name).id}/available-supply`)).body as number | null;
  const points = async (of = customer) => (await shop.holdings(of))['PTS'];

  it('is paid from the custodial wallet; what it gives comes once it is paid', async () => {
    const { status, body } = await redeem('Cap');
    assert.equal(status, 200);
    fits('RedeemResult', body);
    const { redeem: made, senderTransaction: sent } = body;
    assert.deepEqual([made.status, made.userCountryCode, made.anonymizedIpAddress], ['PENDING', 'IE', '203.0.113.0']);
    assert.deepEqual(
      [sent.signingData, sent.actionable, sent.walletSigningStatus, sent.transactionStatus],
      [null, null, 'WALLET_AND_SIGNING_READY', 'created'],
    );
    assert.deepEqual(
      [sent.transaction.type, sent.transaction.amount, sent.transaction.triggerProcessType, sent.transaction.triggerProcessId],
      ['TRANSFER', 100, 'REDEMPTION_SPEND', made.id],
    );
    const read = async () => (await customer.get(`/redemptions/redeems/${made.id}`)).body;
    const seen = [];
    for (let step = 0; step <= 6; step += 1) {
      seen.push([(await read()).status, await points(), (await shop.holdings(customer))['THG#2'] ?? 0]);
      await shop.pass(STEP);
    }
    assert.deepEqual(seen, [
      ['PENDING', 1000, 0],
      ['PROCESSING', 1000, 0],
      ['PROCESSING', 1000, 0],
      ['PROCESSING', 900, 0],
      ['PROCESSING', 900, 0],
      ['COMPLETED', 900, 1],
      ['COMPLETED', 900, 1],
    ]);
    fits('RedemptionRedeem', await read());
    const received = (await customer.get('/transactions/me')).body.filter(
      (one: Json) => one.triggerProcessId === made.id && one.type === 'MINT',
    );
    assert.deepEqual(
      received.map((one: Json) => [one.triggerProcessType, one.contractTokenId, one.amount, one.status]),
      [['REDEMPTION_RECEIVE', '2', 1, 'succeeded']],
    );
    assert.equal(await shop.ledgerSum(), '0');
  });

  it('reaches its end in one step however late one looks', async () => {
    const { body } = await redeem('Cap');
    await shop.settle();
    assert.equal((await customer.get(`/redemptions/redeems/${body.redeem.id}`)).body.status, 'COMPLETED');
    assert.deepEqual(await shop.holdings(customer), { PTS: 900, 'THG#2': 1 });
  });

  it('charges less the discount of the highest level held, exactly', async () => {
    assert.equal((await redeem('Friends only', friend)).body.senderTransaction.transaction.amount, 85.5);
    assert.equal((await redeem('Cap', friend)).body.senderTransaction.transaction.amount, 90);
    await shop.settle();
    assert.equal(await points(friend), 824.5);
    assert.equal(await shop.ledgerSum(), '0');
  });

  it('nothing to pay: no payment; nothing to give either: complete at once', async () => {
    const present = await redeem('Present');
    fits('RedeemResult', present.body);
    assert.deepEqual([present.body.senderTransaction, present.body.redeem.status], [null, 'PENDING']);
    assert.deepEqual([(await redeem('Kind words')).body.redeem.status], ['COMPLETED']);
    await shop.settle();
    assert.deepEqual(await shop.holdings(customer), { PTS: 1000, 'THG#2': 1 });
  });

  it('a refused redeem writes nothing', async () => {
    const [before, stock] = [await shop.rows(), await left('Last piece')];
    refused(await redeem('Off'), 422, 'REDEMPTION_INACTIVE');
    refused(await redeem('Gone'), 422, 'REDEMPTION_SOLD_OUT');
    refused(await redeem('Friends only'), 422, 'STATUS_REQUIRED', { minUserStatusType: { id: 1, name: 'Friend', minTokenBalance: 500 } });
    refused(await redeem('Family only', friend), 422, 'STATUS_REQUIRED', {
      minUserStatusType: { id: 2, name: 'Family', minTokenBalance: 5000 },
    });
    refused(await redeem('Abroad'), 422, 'REDEEM_COUNTRY_RESTRICTED', { countryCode: 'IE' });
    refused(await redeem('Dear'), 422, 'INSUFFICIENT_BALANCE', { required: 100000, available: 1000 });
    refused(await redeem('Dear', friend), 422, 'INSUFFICIENT_BALANCE', { required: 90000, available: 1000 });
    refused(await customer.post('/redemptions/redeems', { redemptionId: 'nothing', businessId: null }), 404, 'REDEMPTION_NOT_FOUND');
    refused(await customer.post('/redemptions/redeems', { redemptionId: named(offers, 'Cap').id }), 400, 'VALIDATION_ERROR');
    refused(await redeem('Cap', customer, {}, { businessId: 'nowhere' }), 400, 'VALIDATION_ERROR');
    refused(await redeem('Cap', shop.visitor()), 401, 'UNAUTHENTICATED');
    refused(await redeem('Cap', await shop.as('business')), 403, 'FORBIDDEN');
    refused(await redeem('Cap', await shop.as('admin')), 403, 'FORBIDDEN');
    assert.deepEqual([await shop.rows(), await left('Last piece')], [before, stock]);
  });

  it("another tenant's offer is no offer", async () => {
    refused(await redeem('Cap', await (await Shop.open(server, 'lab')).as('c1')), 404, 'REDEMPTION_NOT_FOUND');
  });

  it('200 redeems of the last piece by many people at once: one gets it', async () => {
    const sessions = await Promise.all(Array.from({ length: CROWD }, (_, at) => shop.as(`c${at}`)));
    const answers = await Promise.all(Array.from({ length: 200 }, (_, at) => redeem('Last piece', sessions[at % CROWD]!)));
    const winners = answers.filter((answer) => answer.status === 200);
    assert.equal(winners.length, 1);
    for (const answer of answers) if (answer.status !== 200) refused(answer, 422, 'REDEMPTION_SOLD_OUT');
    await shop.settle();
    const holdings = await Promise.all(sessions.map((session) => shop.holdings(session)));
    assert.equal(holdings.filter((of) => of['THG#2'] === 1).length, 1);
    assert.equal(
      holdings.reduce((sum, of) => sum + Number(of['PTS']), 0),
      CROWD * 1000 - Number(winners[0]!.body.senderTransaction.transaction.amount),
    );
    assert.deepEqual([await left('Last piece'), await shop.ledgerSum()], [0, '0']);
  });

  it('100 redeems of one person at once spend no more than is there', async () => {
    const answers = await Promise.all(Array.from({ length: 100 }, () => redeem('Cap')));
    assert.equal(answers.filter((answer) => answer.status === 200).length, 10);
    for (const answer of answers) if (answer.status !== 200) refused(answer, 422, 'INSUFFICIENT_BALANCE', { required: 100, available: 0 });
    await shop.settle();
    assert.deepEqual([await shop.holdings(customer), await shop.ledgerSum()], [{ 'THG#2': 10 }, '0']);
  });

  it('one each is one each, also at once', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => redeem('One each')));
    assert.equal(answers.filter((answer) => answer.status === 200).length, 1);
    for (const answer of answers) if (answer.status !== 200) refused(answer, 422, 'REDEEM_LIMIT_PER_USER', { limit: 1 });
    assert.equal(await left('One each'), 49);
  });

  it('one Idempotency-Key is one redeem', async () => {
    const answers = await Promise.all(Array.from({ length: 50 }, () => redeem('Cap', customer, { 'idempotency-key': 'spend-0001' })));
    assert.equal(new Set(answers.map((answer) => answer.body.redeem.id as string)).size, 1);
    refused(await redeem('One each', customer, { 'idempotency-key': 'spend-0001' }), 409, 'IDEMPOTENCY_KEY_REUSED');
    await shop.settle();
    assert.equal(await points(), 900);
  });

  it('a failed payment gives piece and points back and hands nothing over', async () => {
    const { body } = await redeem('Last piece');
    assert.equal(await left('Last piece'), 0);
    refused(await redeem('Last piece', friend), 422, 'REDEMPTION_SOLD_OUT');
    await shop.failTransaction(body.senderTransaction.transaction.id as string);
    const failed = (await customer.get(`/redemptions/redeems/${body.redeem.id}`)).body;
    fits('RedemptionRedeem', failed);
    assert.deepEqual([failed.status, failed.failureReason, await left('Last piece')], ['FAILED', 'The transaction failed.', 1]);
    await shop.settle();
    assert.deepEqual(await shop.holdings(customer), { PTS: 1000 });
    const movements = (await customer.get('/transactions/me')).body.filter((one: Json) => one.triggerProcessId === body.redeem.id);
    assert.deepEqual(
      movements.map((one: Json) => one.status),
      ['failed', 'failed'],
    );
    assert.equal((await redeem('Last piece', friend)).status, 200);
    assert.equal(await shop.ledgerSum(), '0');
  });

  it('what is promised cannot be spent twice while it is under way', async () => {
    for (let at = 0; at < 10; at += 1) assert.equal((await redeem('Cap')).status, 200);
    assert.equal(await points(), 1000, 'nothing has moved yet');
    refused(await redeem('Cap'), 422, 'INSUFFICIENT_BALANCE', { required: 100, available: 0 });
  });

  it("lists are newest first, paged, filtered, and everyone's own", async () => {
    const bar = (await customer.get('/businesses')).body.find((one: Json) => one.displayName === 'Bar').id as string;
    await redeem('Cap', customer, {}, { businessId: bar });
    await shop.pass(1);
    await redeem('One each');
    await shop.pass(1);
    await redeem('One each', friend);
    const [admin, business] = [await shop.as('admin'), await shop.as('business')];
    const nameOf = new Map((offers as Json[]).map((one) => [one.id, one.name as string]));
    const list = async (by: Session, query = '') =>
      ((await by.get(`/redemptions/redeems${query}`)).body as Json[]).map((one) => nameOf.get(one.redemptionId));
    assert.deepEqual(await list(customer), ['One each', 'Cap']);
    assert.deepEqual(await list(customer, '/me'), ['One each', 'Cap']);
    assert.deepEqual(await list(customer, `/me?redemptionId=${named(offers, 'Cap').id}`), ['Cap']);
    assert.deepEqual(await list(business), ['Cap']);
    assert.deepEqual(await list(admin), ['One each', 'One each', 'Cap']);
    assert.deepEqual(await list(admin, `?businessId=${bar}`), ['Cap']);
    const other = (await admin.get('/redemptions/redeems')).body[0];
    assert.deepEqual(await list(admin, `?userId=${other.userId}`), ['One each']);
    assert.deepEqual(await list(customer, `?userId=${other.userId}`), ['One each', 'Cap'], 'customers never read others');
    const page = (await customer.get('/redemptions/redeems/me?page=2&limit=1')).body;
    fits('RedemptionRedeemPage', page);
    assert.deepEqual([nameOf.get(page.data[0].redemptionId), page.pagination.total], ['Cap', 2]);
    refused(await customer.get(`/redemptions/redeems/${other.id}`), 404, 'RESOURCE_NOT_FOUND');
    refused(await admin.get('/redemptions/redeems/me'), 401, 'UNAUTHENTICATED');
    refused(await shop.visitor().get('/redemptions/redeems'), 401, 'UNAUTHENTICATED');
  });
});
