import assert from 'node:assert/strict';
import test from 'node:test';
import type { Campaign } from '../../src/client/campaigns.js';
import type { Redemption } from '../../src/client/redemptions.js';
import { redeemCode } from '../../src/state/code.js';
import type { Store } from '../../src/state/store.js';
import { server, signedIn, until } from './fixture.js';

const campaignOf = async (store: Store, name: string): Promise<Campaign> =>
  (await store.campaigns(1)).items.find((campaign) => campaign.name.startsWith(name))!;
const offerOf = async (store: Store, name: string): Promise<Redemption> =>
  (await store.redemptions(1)).items.find((redemption) => redemption.name.startsWith(name))!;
const MUSEUM = 'A day at the museum';

test('a claim is shown at once, followed to its end, and says what arrived', async (t) => {
  const { store, fired, journal, count, tenant } = await signedIn(t, { world: 'newcomer' });
  const { id } = await campaignOf(store, 'Welcome');
  assert.equal((await store.holdings()).points, '0');
  const { revision } = store.snapshot;
  const claim = store.claim(id);
  assert.equal(store.snapshot.intents.get(`claim:${id}`)?.state, 'sending');
  const following = await until(() => [store.snapshot.intents.get(`claim:${id}`)].find((intent) => intent?.state === 'following'));
  assert.ok(following.processId);
  const intent = await claim;
  assert.deepEqual([intent.state, intent.error, intent.charged], ['done', null, null]);
  assert.deepEqual(
    intent.received.map(({ name, amount }) => [name, amount]),
    [
      ['Harbour Points', '100'],
      ['Harbour Status', '20'],
    ],
  );
  assert.equal(store.snapshot.intents.get(`claim:${id}`), intent);
  assert.ok(store.snapshot.revision > revision);
  assert.equal((await store.holdings()).points, '100');
  const claimed = fired.find(({ type }) => type === 'pers-claimed')!;
  assert.deepEqual(claimed.detail, { campaignId: id, claimId: intent.processId, received: intent.received });
  assert.equal(count('POST /campaigns/claims'), 1);
  assert.deepEqual(await journal.open((await store.user()).id), []);
  assert.equal(count('GET /campaigns'), 1, 'a claim changes no campaign');
  assert.ok(tenant.tenantId);

  store.dismiss(intent);
  assert.equal(store.snapshot.intents.size, 0);
});

test('two taps are one intent and one effect; another target goes its own way', async (t) => {
  const { store, count } = await signedIn(t);
  const [walk, coffee] = [await campaignOf(store, 'Five walks'), await campaignOf(store, 'Morning coffee')];
  const [one, two, other] = await Promise.all([store.claim(coffee.id), store.claim(coffee.id), store.claim(walk.id)]);
  assert.equal(one, two);
  assert.equal(one.state, 'done');
  assert.deepEqual([other.target, other.state], [walk.id, 'done']);
  assert.equal(count('POST /campaigns/claims'), 2);
});

test('a redeem says what was charged and what arrived, and its event carries the code for staff', async (t) => {
  const { store, fired, count } = await signedIn(t);
  const offer = await offerOf(store, 'Free coffee');
  const intent = await store.redeem(offer.id);
  assert.equal(intent.state, 'done');
  assert.match(intent.charged!, /^\d+$/);
  assert.deepEqual(
    intent.received.map(({ amount }) => amount),
    ['1'],
  );
  assert.ok(intent.received[0]!.name && intent.received[0]!.tokenAddress);
  const redeemed = fired.find(({ type }) => type === 'pers-redeemed')!;
  assert.deepEqual(redeemed.detail, { redemptionId: offer.id, redeemId: intent.processId, code: redeemCode(intent.processId!) });
  await store.redemptions(1);
  assert.equal(count('GET /redemptions'), 2, 'stock is read again');
});

test('a refusal of the API is said with its code, at once, and nothing is sent again', async (t) => {
  const { store, fired, count, journal } = await signedIn(t);
  const { id } = await campaignOf(store, 'Welcome');
  const intent = await store.claim(id);
  assert.deepEqual([intent.state, intent.error?.code], ['refused', 'CLAIM_LIMIT_PER_USER']);
  assert.equal(count('POST /campaigns/claims'), 1);
  assert.deepEqual(await journal.open((await store.user()).id), []);
  assert.equal(fired.at(-1)?.type, 'pers-error');
  const again = await store.claim(id);
  assert.notEqual(again.id, intent.id, 'a retry is a new decision');
});

test('what the page forbids is not sent', async (t) => {
  const events: unknown[] = [];
  const { store, count, fired } = await signedIn(t, { before: async ({ type, detail }) => (events.push([type, detail]), false) });
  const offer = await offerOf(store, 'Free coffee');
  const [claim, redeem] = [await store.claim((await campaignOf(store, MUSEUM)).id), await store.redeem(offer.id)];
  assert.deepEqual([claim.error?.code, redeem.error?.code], ['CANCELLED_BY_PAGE', 'CANCELLED_BY_PAGE']);
  assert.equal(count('POST /campaigns/claims') + count('POST /redemptions/redeems'), 0);
  assert.deepEqual(events, [
    ['pers-before-claim', { campaignId: claim.target }],
    ['pers-before-redeem', { redemptionId: offer.id, cost: offer.creditTokenAmount }],
  ]);
  assert.ok(fired.every(({ type }) => type !== 'pers-error'));
});

test('a claim that the server accepts and then fails is refused with why', async (t) => {
  const tenant = await server.openTenant('regular');
  const { store, session } = await signedIn(t, {
    async fetch(request, send) {
      const response = await send(request);
      if (request.method !== 'POST' || !request.url.endsWith('/claims')) return response;
      const { id } = (await response.clone().json()) as { id: string };
      const mine = await send(new Request('http://localhost/v2/transactions/me', { headers: request.headers }));
      const movements = (await mine.json()) as { id: string; triggerProcessId: string }[];
      const movement = movements.find(({ triggerProcessId }) => triggerProcessId === id)!;
      const address = `http://localhost/test/tenants/${tenant.tenantId}/transactions/${movement.id}/fail`;
      assert.equal((await send(new Request(address, { method: 'POST' }))).status, 204);
      return response;
    },
    tenant,
  });
  const intent = await store.claim((await campaignOf(store, 'Morning coffee')).id);
  assert.deepEqual([intent.state, intent.error?.code, session.state], ['refused', 'PROCESS_FAILED', 'active']);
});

test('an answer that is lost after the effect is found by reading, and nothing is sent twice', async (t) => {
  const { store, count } = await signedIn(t, {
    async fetch(request, send) {
      const response = await send(request);
      if (request.method === 'POST' && request.url.endsWith('/redeems')) throw new TypeError('Failed to fetch');
      return response;
    },
  });
  const before = await store.redeems(1);
  const redeem = store.redeem((await offerOf(store, 'Free coffee')).id);
  await until(() => [...store.snapshot.intents.values()].find(({ state }) => state === 'unknown'));
  const intent = await redeem;
  assert.equal(intent.state, 'done');
  assert.ok(!before.items.some(({ id }) => id === intent.processId));
  assert.equal(count('POST /redemptions/redeems'), 1);
});

for (const [name, answer] of Object.entries({
  'a gateway’s page': () => new Response('<h1>Bad gateway</h1>', { status: 502 }),
  'an answer that is not JSON': () => new Response('<h1>Sign in to the Wi-Fi</h1>', { status: 200 }),
  'a refusal in no shape of the API': () => new Response('', { status: 403 }),
})) {
  test(`after ${name} it is not said to have failed`, async (t) => {
    const { store, count } = await signedIn(t, {
      fetch: (request, send) => (request.method === 'POST' && request.url.endsWith('/claims') ? Promise.resolve(answer()) : send(request)),
    });
    void store.claim((await campaignOf(store, MUSEUM)).id);
    await until(() => [...store.snapshot.intents.values()].find(({ state }) => state === 'unknown'));
    assert.equal(count('POST /campaigns/claims'), 1);
  });
}
