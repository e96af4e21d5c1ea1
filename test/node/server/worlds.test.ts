import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import type { Api } from '../../../demo/server/api.js';
import { worlds } from '../../../demo/server/worlds/index.js';
import { fits, named, openServer, refused, Shop, type Json, type Session } from './rewards-server.js';

const PICTURES = new URL('../../../demo/pictures/', import.meta.url);
const PUBLIC = 'http://localhost:4010/pictures/';

/** Every string of an answer, with the property it stands in. */
function* strings(value: Json, property = ''): Generator<[string, string]> {
  if (typeof value === 'string') yield [property, value];
  else if (value !== null && typeof value === 'object')
    for (const [key, of] of Object.entries(value)) yield* strings(of, Array.isArray(value) ? property : key);
}

describe('worlds', () => {
  let server: Api;
  before(async () => {
    server = await openServer();
  });
  after(() => server.close());

  /** Answers of one world that its customer and its visitors read, checked against the contract. */
  async function answers(shop: Shop, customer: Session): Promise<Record<string, Json>> {
    const lists = {
      '/campaigns': 'CampaignList',
      '/redemptions': 'RedemptionList',
      '/campaigns/claims/me': 'CampaignClaimList',
      '/redemptions/redeems/me': 'RedemptionRedeemList',
      '/transactions/me': 'TransactionList',
      '/businesses': 'BusinessList',
      '/users/me': 'User',
    };
    const all: Record<string, Json> = {};
    for (const [path, schema] of Object.entries(lists)) {
      const { status, body } = await customer.get(path);
      assert.equal(status, 200, path);
      fits(schema, body);
      all[path] = body;
    }
    for (const [path, schema] of [
      ['/tokens', 'Token'],
      ['/users/status-types', 'UserStatusType'],
      ['/redemptions/types', 'RedemptionType'],
    ] as const) {
      all[path] = (await shop.visitor().get(path)).body;
      for (const one of all[path]) fits(schema, one);
    }
    for (const [path, schema] of [
      ['/tenants/client-config', 'ClientConfig'],
      ['/tenants/me', 'TenantPublic'],
    ] as const) {
      const { status, body } = await shop.visitor().get(path);
      assert.equal(status, 200, path);
      fits(schema, body);
      all[path] = body;
    }
    return all;
  }

  for (const name of Object.keys(worlds)) {
    it(`${name}: seeds in less than a second, fits the contract, adds up, and everyone can sign in`, async () => {
      const start = performance.now();
      const shop = await Shop.open(server, name);
      assert.ok(performance.now() - start < 1000, `${Math.round(performance.now() - start)} ms`);
      for (const { key } of shop.tenant.customers) await answers(shop, await shop.as(key));
      assert.equal((await (await shop.as('admin')).get('/campaigns?limit=1')).status, 200);
      if (shop.tenant.business) assert.equal((await (await shop.as('business')).get('/businesses/me')).status, 200);
      assert.equal(await shop.ledgerSum(), '0');
    });

    it(`${name}: two tenants share no id`, async () => {
      const ids = async () => {
        const shop = await Shop.open(server, name);
        return (await (await shop.as('admin')).get('/campaigns')).body.map((one: Json) => one.id) as string[];
      };
      const [one, two] = [await ids(), await ids()];
      assert.equal(one.length, two.length);
      assert.equal(new Set([...one, ...two]).size, one.length * 2);
    });
  }

  it('pictures of the honest worlds are files of the project; the hostile one has none', async () => {
    for (const name of Object.keys(worlds)) {
      const shop = await Shop.open(server, name);
      const all = await answers(shop, await shop.as(shop.tenant.customers[0]!.key));
      const urls = new Set([...strings(all)].filter(([property]) => property === 'imageUrl').map(([, url]) => url));
      assert.ok(urls.size > 0, name);
      for (const url of urls)
        assert.equal(
          url.startsWith(PUBLIC) && existsSync(new URL(url.slice(PUBLIC.length), PICTURES)),
          name !== 'hostile',
          `${name}: ${url}`,
        );
    }
  });

  it('regular: twelve offers and campaigns, each in another state', async () => {
    const shop = await Shop.open(server, 'regular');
    const [mina, jonas] = [await shop.as('mina'), await shop.as('jonas')];
    assert.deepEqual(await shop.holdings(mina), { HPT: 1240, HST: 620, 'HRW#1': 2, 'HRW#2': 1, 'HRW#4': 1, 'HBG#1': 1 });
    const [campaigns, offers] = [(await mina.get('/campaigns')).body, (await mina.get('/redemptions')).body];
    assert.equal(offers.length, 12);
    const claim = (name: string, more = {}, by = mina) => by.post('/campaigns/claims', { campaignId: named(campaigns, name).id, ...more });
    const redeem = (name: string) => mina.post('/redemptions/redeems', { redemptionId: named(offers, name).id, businessId: null });
    assert.equal((await claim('Morning coffee at the quay')).status, 201);
    assert.equal((await claim('A day at the museum')).body.code, 'CLAIM_LIMIT_PER_DAY');
    assert.equal((await claim('Ride instead of drive')).body.code, 'CLAIM_COOLDOWN');
    assert.equal((await claim('Jazz on the pier')).body.code, 'CAMPAIGN_NOT_STARTED');
    assert.equal((await claim('Walk out to the lighthouse')).body.code, 'CLAIM_LOCATION_REQUIRED');
    assert.equal((await claim('Walk out to the lighthouse', { latitude: 53.3423, longitude: -6.1515 })).status, 201);
    assert.equal((await claim('Saturday market')).body.code, 'TRIGGER_SOURCE_REQUIRED');
    assert.equal((await claim('Letters from the harbour')).status, 201);
    refused(await claim('Letters from the harbour', {}, jonas), 422, 'CLAIM_USER_INFO_REQUIRED', { fields: ['email'] });
    assert.equal((await claim("Barista's thank you")).body.code, 'CLAIM_TRIGGER_FORBIDDEN');
    assert.equal((await claim('Welcome aboard')).body.code, 'CLAIM_LIMIT_PER_USER');
    assert.deepEqual(
      [(await claim('Five walks, one boat')).body.status, (await claim('Five walks, one boat')).body.code],
      ['COMPLETED', 'CLAIM_LIMIT_PER_DAY'],
      'the fourth of five',
    );
    assert.equal((await redeem('Harbour tour for two')).body.code, 'INSUFFICIENT_BALANCE');
    assert.equal((await redeem('Evening concert on the pier')).body.code, 'REDEMPTION_SOLD_OUT');
    assert.equal((await redeem('After hours at the gallery')).body.code, 'STATUS_REQUIRED');
    assert.equal((await redeem('A day on two wheels')).body.code, 'REDEEM_LIMIT_PER_USER');
    assert.equal((await redeem('Tram day pass, Belfast')).body.code, 'REDEEM_COUNTRY_RESTRICTED');
    assert.equal((await redeem('Canvas tote bag')).body.senderTransaction.transaction.amount, 405);
    assert.equal((await redeem('Canvas tote bag')).body.code, 'REDEMPTION_SOLD_OUT');
    assert.equal((await redeem('Open-air cinema')).body.senderTransaction.transaction.amount, 360);
    await shop.settle();
    assert.equal(await shop.ledgerSum(), '0');
  });

  it('newcomer: nothing there, one thing to do, then enough for the first reward', async () => {
    const shop = await Shop.open(server, 'newcomer');
    const nia = await shop.as('nia');
    assert.deepEqual(await shop.holdings(nia), {});
    const [campaign] = (await nia.get('/campaigns')).body;
    assert.equal((await nia.post('/campaigns/claims', { campaignId: campaign.id })).status, 201);
    await shop.settle();
    const offer = named((await nia.get('/redemptions')).body, 'Free coffee');
    assert.equal((await nia.post('/redemptions/redeems', { redemptionId: offer.id, businessId: null })).status, 200);
    await shop.settle();
    assert.deepEqual(await shop.holdings(nia), { HST: 20, 'HRW#1': 1 });
  });

  it('sold-out and expired: every claim and every redeem is refused for that reason', async () => {
    const sold = await Shop.open(server, 'sold-out');
    const lena = await sold.as('lena');
    for (const { id } of (await lena.get('/redemptions')).body)
      refused(await lena.post('/redemptions/redeems', { redemptionId: id, businessId: null }), 422, 'REDEMPTION_SOLD_OUT');
    const over = await Shop.open(server, 'expired');
    const [paul, admin] = [await over.as('paul'), await over.as('admin')];
    for (const { id } of (await paul.get('/campaigns')).body)
      refused(await paul.post('/campaigns/claims', { campaignId: id }), 422, 'CAMPAIGN_ENDED');
    assert.deepEqual((await paul.get('/redemptions')).body, []);
    for (const { id } of (await admin.get('/redemptions')).body)
      refused(await paul.post('/redemptions/redeems', { redemptionId: id, businessId: null }), 422, 'REDEMPTION_INACTIVE');
  });

  it('many: a thousand of each with names of their own, read in one go within a second', async () => {
    const shop = await Shop.open(server, 'many');
    for (const path of ['/campaigns', '/redemptions']) {
      const start = performance.now();
      const { body } = await shop.visitor().get(path);
      assert.ok(performance.now() - start < 1000, `${path}: ${Math.round(performance.now() - start)} ms`);
      assert.deepEqual([body.length, new Set(body.map((one: Json) => one.name)).size], [1000, 1000]);
    }
  });

  it('hostile: everything comes through as it is, and nothing of it takes effect', async () => {
    const shop = await Shop.open(server, 'hostile');
    const eve = await shop.as('eve');
    const all = [...strings(await answers(shop, eve))].map(([, text]) => text);
    for (const nasty of ['<script>globalThis.pwned=1</script>', '__proto__', 'constructor', 'javascript:globalThis.pwned=1'])
      assert.ok(all.includes(nasty), nasty);
    assert.ok(all.some((text) => text.length === 5000));
    assert.ok(all.some((text) => text.includes('\u202E')));
    assert.deepEqual([({} as Json).polluted, (globalThis as Json).pwned], [undefined, undefined]);
    assert.equal((await shop.holdings(eve))["' onmouseover='globalThis.pwned=1"], ((1n << 256n) - 1n).toString());
    const campaign = named((await eve.get('/campaigns')).body, "Robert'); DROP TABLE campaigns;--");
    assert.equal((await eve.post('/campaigns/claims', { campaignId: campaign.id })).status, 201);
    assert.equal((await eve.get('/campaigns?limit=1')).body.length, 1);
  });
});

describe('pictures', () => {
  const files = readdirSync(PICTURES);
  it('are small drawings without text, script or anything from elsewhere', () => {
    assert.ok(files.length >= 25);
    for (const file of files) {
      const svg = readFileSync(new URL(file, PICTURES), 'utf8');
      assert.match(file, /^[a-z-]+\.svg$/);
      assert.ok(svg.length < 3000, `${file}: ${svg.length} bytes`);
      assert.match(
        svg,
        /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" width="(400" height="300" viewBox="0 0 400 300|256" height="256" viewBox="0 0 256 256)">/,
      );
      const tags = new Set([...svg.matchAll(/<([a-zA-Z]+)/g)].map((match) => match[1]));
      for (const tag of tags) assert.ok(['svg', 'g', 'path', 'rect', 'circle', 'ellipse'].includes(tag!), `${file}: ${tag}`);
      assert.doesNotMatch(svg, /\son[a-z]+=|href|url\(|<!|style=/i);
    }
  });
});
