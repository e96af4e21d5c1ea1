import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Api } from '../../../demo/server/api.js';
import { lab } from './lab.js';
import { named, openServer, Shop, type Session } from './rewards-server.js';

/** Who may do what: status for a visitor, a customer, a business, an administrator, a system, and a customer of another tenant. */
const MATRIX: [operation: string, expected: readonly number[]][] = [
  ['GET /campaigns', [200, 200, 200, 200, 200, 200]],
  ['GET /campaigns/{campaign}', [200, 200, 404, 200, 200, 404]],
  ['GET /campaigns/{hidden}', [404, 404, 404, 200, 404, 404]],
  ['GET /campaigns/tags', [401, 403, 403, 200, 403, 403]],
  ['GET /campaigns/claims', [401, 200, 200, 200, 200, 200]],
  ['GET /campaigns/claims/me', [401, 200, 401, 401, 401, 200]],
  ['GET /campaigns/claims/{claim}', [401, 200, 404, 200, 200, 404]],
  ['POST /campaigns/claims', [401, 201, 400, 400, 400, 404]],
  ['GET /redemptions', [200, 200, 200, 200, 200, 200]],
  ['GET /redemptions/types', [200, 200, 200, 200, 200, 200]],
  ['GET /redemptions/{offer}', [200, 200, 200, 200, 200, 404]],
  ['GET /redemptions/{offer}/available-supply', [200, 200, 200, 200, 200, 404]],
  ['GET /redemptions/redeems', [401, 200, 200, 200, 401, 200]],
  ['GET /redemptions/redeems/me', [401, 200, 401, 401, 401, 200]],
  ['GET /redemptions/redeems/{redeem}', [401, 200, 404, 200, 401, 404]],
  ['POST /redemptions/redeems', [401, 200, 403, 403, 403, 404]],
];
const WHO = ['visitor', 'customer', 'business', 'administrator', 'system', 'customer of another tenant'];

describe('access to rewards', () => {
  let server: Api;
  let callers: Session[];
  const ids: Record<string, string> = {};
  const bodies: Record<string, object> = {};

  before(async () => {
    server = await openServer({ lab });
    const shop = await Shop.open(server, 'lab');
    const elsewhere = await Shop.open(server, 'lab');
    const [customer, admin] = [await shop.as('c0'), await shop.as('admin')];
    callers = [shop.visitor(), customer, await shop.as('business'), admin, shop.system(), await elsewhere.as('c0')];
    const [campaigns, offers] = [(await admin.get('/campaigns')).body, (await admin.get('/redemptions')).body];
    ids['campaign'] = named(campaigns, 'Unlimited').id;
    ids['hidden'] = named(campaigns, 'Off').id;
    ids['offer'] = named(offers, 'Cap').id;
    bodies['/campaigns/claims'] = { campaignId: ids['campaign'] };
    bodies['/redemptions/redeems'] = { redemptionId: ids['offer'], businessId: null };
    ids['claim'] = (await customer.post('/campaigns/claims', bodies['/campaigns/claims'])).body.id;
    ids['redeem'] = (await customer.post('/redemptions/redeems', bodies['/redemptions/redeems'])).body.redeem.id;
  });
  after(() => server.close());

  for (const [operation, expected] of MATRIX) {
    for (const [at, who] of WHO.entries()) {
      it(`${operation} by a ${who}: ${expected[at]}`, async () => {
        const [method, template] = operation.split(' ') as ['GET' | 'POST', string];
        const path = template.replace(/\{(\w+)\}/g, (_, name: string) => ids[name]!);
        const caller = callers[at]!;
        const answer = method === 'GET' ? await caller.get(path) : await caller.post(path, bodies[path]);
        assert.equal(answer.status, expected[at], JSON.stringify(answer.body).slice(0, 300));
      });
    }
  }

  it('a list of another tenant shows none of this one', async () => {
    for (const path of ['/campaigns', '/redemptions', '/campaigns/claims', '/redemptions/redeems']) {
      const text = JSON.stringify((await callers[5]!.get(path)).body);
      for (const id of Object.values(ids)) assert.ok(!text.includes(id), `${path} shows ${id}`);
    }
  });
});
