import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Api } from '../../../demo/server/api.js';
import { lab } from './lab.js';
import { fits, named, openServer, refused, Shop, type Json, type Session } from './rewards-server.js';

const names = (list: Json): string[] => (list as { name: string }[]).map((one) => one.name);

describe('campaigns', () => {
  let server: Api;
  let shop: Shop;
  let customer: Session;
  let admin: Session;
  let bar: Session;
  before(async () => {
    server = await openServer({ lab });
    shop = await Shop.open(server, 'lab');
    [customer, admin, bar] = [await shop.as('c0'), await shop.as('admin'), await shop.as('business')];
  });
  after(() => server.close());

  it("visitors and customers get the active ones, in the contract's shape", async () => {
    for (const session of [shop.visitor(), customer, shop.system()]) {
      const { status, body } = await session.get('/campaigns');
      assert.equal(status, 200);
      fits('CampaignList', body);
      assert.equal(body.length, 16);
      assert.ok(!names(body).includes('Off'));
    }
  });

  it('administrators get all, and choose', async () => {
    assert.equal((await admin.get('/campaigns')).body.length, 17);
    assert.deepEqual(names((await admin.get('/campaigns?active=false')).body), ['Off']);
    assert.equal((await admin.get('/campaigns?active=true')).body.length, 16);
    assert.equal((await customer.get('/campaigns?active=false')).body.length, 16, "the filter is the administrators' alone");
  });

  it('a business gets its own, whatever it asks for', async () => {
    for (const query of ['', '?active=false', '?businessId=elsewhere']) {
      assert.deepEqual(names((await bar.get(`/campaigns${query}`)).body).sort(), ['By the bar', 'Code', 'Near', 'Places']);
    }
  });

  it('filters by the business engaged', async () => {
    const { body } = await customer.get('/businesses');
    const hall = (body as { id: string; displayName: string }[]).find((one) => one.displayName === 'Hall')!;
    assert.deepEqual(names((await customer.get(`/campaigns?businessId=${hall.id}`)).body), ['Places']);
    assert.deepEqual(names((await admin.get(`/campaigns?businessId=${hall.id}`)).body).sort(), ['Off', 'Places']);
    assert.deepEqual((await customer.get('/campaigns?businessId=nowhere')).body, []);
  });

  it('filters by a whole tag: no wildcard, no part, no quote gets through', async () => {
    const tagged = async (tag: string) => names((await customer.get(`/campaigns?tag=${encodeURIComponent(tag)}`)).body).sort();
    assert.deepEqual(await tagged('a'), ['Daily', 'Once']);
    assert.deepEqual(await tagged('b%c'), ['Once']);
    assert.deepEqual(await tagged('b_c'), []);
    assert.deepEqual(await tagged('%'), []);
    assert.deepEqual(await tagged('ab"c'), ['Daily']);
    assert.deepEqual(await tagged('c'), []);
    assert.deepEqual(await tagged('b'), []);
    assert.deepEqual(await tagged('\\'), []);
  });

  it('pages with page and limit, and neither repeats nor loses one', async () => {
    const seen: string[] = [];
    for (let page = 1; page <= 4; page += 1) {
      const { body } = await customer.get(`/campaigns?page=${page}&limit=5`);
      fits('CampaignPage', body);
      assert.deepEqual(body.pagination, { page, limit: 5, total: 16, pages: 4, hasNext: page < 4, hasPrev: page > 1 });
      seen.push(...names(body.data));
    }
    assert.deepEqual(seen, names((await customer.get('/campaigns')).body));
    assert.deepEqual((await customer.get('/campaigns?page=9&limit=5')).body.data, []);
  });

  it('takes the older family: offset, limit, sort, order', async () => {
    const all = names((await customer.get('/campaigns?sort=name&order=ASC')).body);
    assert.deepEqual(all, [...all].sort());
    assert.deepEqual(names((await customer.get('/campaigns?sort=name&order=DESC')).body), [...all].reverse());
    assert.deepEqual(names((await customer.get('/campaigns?sort=name&offset=14')).body), all.slice(14));
    assert.deepEqual(names((await customer.get('/campaigns?sort=name&offset=3&limit=2')).body), all.slice(3, 5));
    assert.deepEqual(
      names((await customer.get('/campaigns?sortBy=name&sortOrder=DESC&sort=createdAt')).body),
      [...all].reverse(),
      'the newer name wins',
    );
  });

  it('refuses what is no number or no order, naming it', async () => {
    for (const [query, target] of [
      ['offset=-1', 'offset'],
      ['offset=x', 'offset'],
      ['limit=101', 'limit'],
      ['page=0&limit=5', 'page'],
      ['sort=password', 'sort'],
      ['order=sideways', 'order'],
      ['sortOrder=up', 'sortOrder'],
    ]) {
      const answer = await customer.get(`/campaigns?${query}`);
      refused(answer, 400, 'VALIDATION_ERROR');
      assert.equal(answer.body.target, target);
    }
    assert.equal(
      (await customer.get('/campaigns?sortBy=password&include=everything')).status,
      200,
      'unknown names of the newer family are ignored',
    );
  });

  it('codes are shown to administrators and to whom they belong, and to nobody else', async () => {
    const of = async (session: Session) => named((await session.get('/campaigns')).body, 'Code');
    for (const session of [shop.visitor(), customer, shop.system()]) {
      const campaign = await of(session);
      assert.equal(campaign.triggerSourceRequired, true);
      assert.ok(!('triggerSources' in campaign));
    }
    assert.deepEqual(names((await of(admin)).triggerSources).sort(), ['Door', 'Old door']);
    assert.deepEqual(names((await of(bar)).triggerSources), ['Door']);
    assert.equal(named((await customer.get('/campaigns')).body, 'Once').triggerSourceRequired, false);
  });

  it('one campaign, as far as it may be seen', async () => {
    const all = (await admin.get('/campaigns')).body;
    const once = await customer.get(`/campaigns/${named(all, 'Once').id}`);
    fits('Campaign', once.body);
    assert.deepEqual(
      once.body.tokenUnits.map((unit: Json) => [unit.token.symbol, unit.amount, unit.maxAmount]),
      [['PTS', 50, null]],
    );
    const off = named(all, 'Off').id;
    refused(await customer.get(`/campaigns/${off}`), 404, 'CAMPAIGN_NOT_FOUND');
    assert.equal((await admin.get(`/campaigns/${off}`)).status, 200);
    refused(await bar.get(`/campaigns/${off}`), 404, 'CAMPAIGN_NOT_FOUND');
    refused(await customer.get('/campaigns/nothing'), 404, 'CAMPAIGN_NOT_FOUND');
    const elsewhere = await Shop.open(server, 'lab');
    refused(await elsewhere.visitor().get(`/campaigns/${named(all, 'Once').id}`), 404, 'CAMPAIGN_NOT_FOUND');
  });

  it('says where it takes place and who may claim', async () => {
    const all = (await customer.get('/campaigns')).body;
    const places = named(all, 'Places');
    assert.deepEqual(places.businessEngagements.map((one: Json) => [one.business.displayName, one.maxPerBusiness, one.maxPerDay]).sort(), [
      ['Bar', 1, null],
      ['Hall', null, 1],
    ]);
    assert.equal(named(all, 'Nobody').trigger, null);
    assert.deepEqual(named(all, 'E-mail').trigger.requiredUserInfo, ['email']);
    assert.equal(named(all, 'Once').trigger.requiredUserInfo, null);
    assert.equal(named(all, 'By the system').trigger.conditions[0].key, 'spent');
  });

  it("tags are the administrators'", async () => {
    assert.deepEqual((await admin.get('/campaigns/tags')).body, ['Ab"c', 'a', 'b%c']);
    const page = (await admin.get('/campaigns/tags?page=2&limit=2')).body;
    fits('TagPage', page);
    assert.deepEqual(page, { data: ['b%c'], pagination: { page: 2, limit: 2, total: 3, pages: 2, hasNext: false, hasPrev: true } });
    refused(await customer.get('/campaigns/tags'), 403, 'FORBIDDEN');
    refused(await shop.visitor().get('/campaigns/tags'), 401, 'UNAUTHENTICATED');
  });
});
