import assert from 'node:assert/strict';
import test from 'node:test';
import { createToken } from '../../src/client/auth.js';
import { createClaim } from '../../src/client/claims.js';
import { createClient } from '../../src/client/client.js';
import { recordKey, type JournalRecord } from '../../src/state/journal.js';
import { wait } from '../../src/state/wait.js';
import { openShop, server, signedIn, until, type Shop } from './fixture.js';

/** What a page that was closed had written down for a claim of `target`, `seconds` ago. */
async function leftOver({ store, journal }: Shop, user: string, target: string, facts: Partial<JournalRecord> = {}, seconds = 0) {
  const { apiUrl, projectKey } = store.snapshot.config;
  const project = `${apiUrl} ${projectKey}`;
  const record: JournalRecord = {
    ...{ key: recordKey(project, user, 'claim', target), id: 'left-over', project, user, kind: 'claim', target },
    ...{ startedAt: new Date(Date.now() - seconds * 1000).toISOString(), processId: null, known: [], newest: null, ...facts },
  };
  assert.equal(await journal.add(record), true);
  return record;
}

/** A claim that this customer made on another page. */
async function claimed(shop: Awaited<ReturnType<typeof openShop>>, identityToken: string, name: string) {
  const page = await openClient(shop, identityToken);
  const { id } = (await shop.store.campaigns(1)).items.find((campaign) => campaign.name.startsWith(name))!;
  return createClaim(page, { campaignId: id });
}

async function openClient({ tenant }: { readonly tenant: { readonly projectKey: string } }, identityToken: string) {
  const fetch = (async (input, init) => server.api(new Request(input, init))) as typeof globalThis.fetch;
  const options = { projectKey: tenant.projectKey, apiUrl: 'http://localhost/v2', fetch };
  const { accessToken } = await createToken(createClient(options), identityToken);
  const session = { accessToken: async () => accessToken, renew: async () => null, reject: async () => undefined };
  return createClient({ ...options, session });
}

test('what the server had accepted is followed to its end after a reload', async (t) => {
  const shop = await openShop(t, { world: 'newcomer' });
  const person = shop.tenant.customers[0]!;
  const claim = await claimed(shop, person.identityToken, 'Welcome');
  await leftOver(shop, claim.userId, claim.campaignId, { processId: claim.id });
  await shop.store.identify(() => secondToken(shop.tenant.tenantId, person.key));
  await shop.store.start();
  const intent = await until(() => [...shop.store.snapshot.intents.values()].find(({ state }) => state === 'done'));
  assert.deepEqual([intent.id, intent.processId, intent.received.length], ['left-over', claim.id, 2]);
  assert.equal(shop.count('POST /campaigns/claims'), 0);
  assert.deepEqual(await shop.journal.open(claim.userId), []);
  await until(() => shop.fired.some(({ type }) => type === 'pers-claimed'));
});

test('what got no answer is found by reading', async (t) => {
  const shop = await openShop(t, { world: 'newcomer' });
  const person = shop.tenant.customers[0]!;
  const claim = await claimed(shop, person.identityToken, 'Welcome');
  await leftOver(shop, claim.userId, claim.campaignId, {}, 90);
  await shop.store.identify(() => secondToken(shop.tenant.tenantId, person.key));
  await shop.store.start();
  const intent = await until(() => [...shop.store.snapshot.intents.values()].find(({ state }) => state === 'done'));
  assert.equal(intent.processId, claim.id);
});

test('what is not there after the longest time was not charged, and may be tried again', async (t) => {
  const shop = await signedIn(t);
  const { id: user } = await shop.store.user();
  const page = await shop.store.claims(1);
  const campaign = (await shop.store.campaigns(1)).items.find(({ name }) => name.startsWith('Morning coffee'))!;
  const known = { known: page.items.map(({ id }) => id), newest: page.items[0]!.createdAt };
  await leftOver(shop, user, campaign.id, known, 90);
  // A click while the record is open takes that one up instead of sending another.
  const intent = await shop.store.claim(campaign.id);
  assert.deepEqual([intent.state, intent.error?.code], ['refused', 'OUTCOME_UNKNOWN']);
  assert.equal(shop.count('POST /campaigns/claims'), 0);
  assert.equal((await shop.store.claim(campaign.id)).state, 'done');
  assert.equal(shop.count('POST /campaigns/claims'), 1);
});

test('readings that fail decide nothing', async (t) => {
  let broken = true;
  const shop = await signedIn(t, {
    fetch: (request, send) =>
      broken && /claims\/me/.test(request.url) ? Promise.resolve(Response.json({ code: 'FORBIDDEN' }, { status: 403 })) : send(request),
  });
  const { id: user } = await shop.store.user();
  const { id } = (await shop.store.campaigns(1)).items.find(({ name }) => name.startsWith('Morning coffee'))!;
  await leftOver(shop, user, id, {}, 69);
  broken = true;
  await shop.store.signIn();
  await new Promise((resolve) => setTimeout(resolve, 1500));
  assert.deepEqual(
    (await shop.journal.open(user)).map(({ target }) => target),
    [id],
  );
  broken = false;
});

test('waiting ends with its signal', async () => {
  const controller = new AbortController();
  const waiting = wait(60_000, controller.signal);
  controller.abort();
  await assert.rejects(waiting, { code: 'ABORTED' });
  await assert.rejects(wait(0, controller.signal), { code: 'ABORTED' });
});

async function secondToken(tenantId: string, key: string): Promise<string> {
  const response = await server.api(new Request(`http://localhost/test/tenants/${tenantId}/identity/${key}`));
  return ((await response.json()) as { identityToken: string }).identityToken;
}
