import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Api } from '../../../demo/server/api.js';
import { lab } from './lab.js';
import { fits, named, openServer, refused, Shop, type Json, type Session } from './rewards-server.js';

const names = (list: Json): string[] => (list as { name: string }[]).map((one) => one.name);

describe('redemptions', () => {
  let server: Api;
  let shop: Shop;
  let customer: Session;
  let admin: Session;
  before(async () => {
    server = await openServer({ lab });
    shop = await Shop.open(server, 'lab');
    [customer, admin] = [await shop.as('c0'), await shop.as('admin')];
  });
  after(() => server.close());

  it('everybody but administrators gets the active ones, in the order of the merchant', async () => {
    for (const session of [shop.visitor(), customer, await shop.as('business')]) {
      const { status, body } = await session.get('/redemptions');
      assert.equal(status, 200);
      fits('RedemptionList', body);
      assert.deepEqual(names(body), [
        'Cap',
        'Last piece',
        'Gone',
        'One each',
        'Dear',
        'Friends only',
        'Family only',
        'Abroad',
        'Present',
        'Kind words',
      ]);
    }
    assert.equal((await admin.get('/redemptions')).body.length, 11);
    assert.deepEqual(names((await admin.get('/redemptions?active=false')).body), ['Off']);
    assert.equal((await customer.get('/redemptions?active=false')).body.length, 10);
  });

  it('says price, stock, limits, level and what comes for it', async () => {
    const all = (await customer.get('/redemptions')).body;
    const cap = named(all, 'Cap');
    assert.deepEqual(
      [cap.creditTokenAmount, cap.supply, cap.maxPerUser, cap.minUserStatusType, cap.type.name, cap.order],
      [100, null, null, null, 'Things', 1],
    );
    assert.deepEqual(
      cap.tokenUnits.map((unit: Json) => [unit.token.symbol, unit.tokenMetadataIncrementalId, unit.amount]),
      [['THG', 2, 1]],
    );
    assert.deepEqual(named(all, 'Last piece').supply, { available: 1, total: 10 });
    assert.equal(named(all, 'One each').maxPerUser, 1);
    assert.deepEqual(
      [named(all, 'Friends only').minUserStatusType.name, named(all, 'Friends only').minUserStatusType.discountPercentage],
      ['Friend', 10],
    );
    assert.deepEqual(named(all, 'Abroad').countryCodeRestrictions, ['GB']);
  });

  it('pages and sorts', async () => {
    const all = names((await customer.get('/redemptions')).body);
    const seen: string[] = [];
    for (let page = 1; page <= 4; page += 1) {
      const { body } = await customer.get(`/redemptions?page=${page}&limit=3`);
      fits('RedemptionPage', body);
      assert.deepEqual(body.pagination, { page, limit: 3, total: 10, pages: 4, hasNext: page < 4, hasPrev: page > 1 });
      seen.push(...names(body.data));
    }
    assert.deepEqual(seen, all);
    assert.deepEqual(names((await customer.get('/redemptions?sortBy=order&sortOrder=DESC')).body), [...all].reverse());
    assert.deepEqual(names((await customer.get('/redemptions?sortBy=name')).body), [...all].sort());
    assert.deepEqual(names((await customer.get('/redemptions?limit=2')).body), all.slice(0, 2));
    refused(await customer.get('/redemptions?limit=0'), 400, 'VALIDATION_ERROR');
  });

  it('one offer and what is left of it', async () => {
    const all = (await admin.get('/redemptions')).body;
    const left = async (name: string, by = customer) => by.get(`/redemptions/${named(all, name).id}/available-supply`);
    fits('Redemption', (await customer.get(`/redemptions/${named(all, 'Cap').id}`)).body);
    assert.deepEqual([(await left('Cap')).body, (await left('Last piece')).body, (await left('Gone')).body], [null, 1, 0]);
    for (const path of ['', '/available-supply']) {
      refused(await customer.get(`/redemptions/${named(all, 'Off').id}${path}`), 404, 'REDEMPTION_NOT_FOUND');
      refused(await customer.get(`/redemptions/nothing${path}`), 404, 'REDEMPTION_NOT_FOUND');
      assert.equal((await admin.get(`/redemptions/${named(all, 'Off').id}${path}`)).status, 200);
    }
    const elsewhere = await Shop.open(server, 'lab');
    refused(await elsewhere.visitor().get(`/redemptions/${named(all, 'Cap').id}`), 404, 'REDEMPTION_NOT_FOUND');
  });

  it('types', async () => {
    const { body } = await shop.visitor().get('/redemptions/types');
    for (const type of body) fits('RedemptionType', type);
    assert.deepEqual(body, [{ id: 1, name: 'Things', description: null, imageUrl: null }]);
  });
});
