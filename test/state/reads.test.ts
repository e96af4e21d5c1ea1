import assert from 'node:assert/strict';
import test from 'node:test';
import { isPersError } from '../../src/errors.js';
import { Reads } from '../../src/state/reads.js';
import { openShop, signedIn } from './fixture.js';

const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'none',
    (error: unknown) => (isPersError(error) ? error.code : String(error)),
  );
const stalled = ({ signal }: Request) =>
  new Promise<never>((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
const later = () => new Promise((resolve) => setImmediate(resolve));

test('equal reads are one request, while it is under way and afterwards', async (t) => {
  const { store, sent } = await openShop(t);
  const [one, two] = await Promise.all([store.campaigns(1), store.campaigns(1)]);
  assert.equal(one, two);
  assert.equal(await store.campaigns(1), one);
  assert.deepEqual(sent, ['GET /campaigns']);
});

test('one item of a list that is here already needs no request', async (t) => {
  const { store, sent } = await openShop(t);
  const campaign = (await store.campaigns(1)).items[0]!;
  const offer = (await store.redemptions(1)).items[0]!;
  assert.equal(await store.campaign(campaign.id), campaign);
  assert.equal(await store.redemption(offer.id), offer);
  assert.deepEqual(sent, ['GET /campaigns', 'GET /redemptions']);
});

test('a failure is not kept: who asks again, asks the server', async (t) => {
  let fail = true;
  const { store } = await openShop(t, {
    fetch: (request, send) => (fail ? Promise.resolve(new Response('{}', { status: 404 })) : send(request)),
  });
  assert.equal(await codeOf(store.campaigns(1)), 'HTTP_ERROR');
  fail = false;
  assert.ok((await store.campaigns(1)).items.length > 0);
});

test('who gives up ends only their own waiting; the request ends with the last', async () => {
  const reads = new Reads();
  let signal!: AbortSignal;
  let answer!: (value: string) => void;
  const load = (given: AbortSignal) => {
    signal = given;
    return new Promise<string>((resolve) => (answer = resolve));
  };
  const [first, second] = [new AbortController(), new AbortController()];
  const one = codeOf(reads.read('key', load, first.signal));
  const two = reads.read('key', load, second.signal);
  first.abort();
  assert.equal(await one, 'ABORTED');
  await later();
  assert.equal(signal.aborted, false);
  answer('here');
  assert.equal(await two, 'here');

  const alone = new AbortController();
  const three = codeOf(reads.read('other', load, alone.signal));
  alone.abort();
  assert.equal(await three, 'ABORTED');
  await later();
  assert.equal(signal.aborted, true);
});

test('an element that gives up and asks anew in the same task keeps its request', async () => {
  const reads = new Reads();
  let loads = 0;
  let answer!: (value: number) => void;
  const load = () => new Promise<number>((resolve) => ((answer = resolve), (loads += 1)));
  const before = new AbortController();
  const given = codeOf(reads.read('key', load, before.signal));
  before.abort();
  const again = reads.read('key', load, new AbortController().signal);
  answer(1);
  assert.deepEqual([await given, await again, loads], ['ABORTED', 1, 1]);
});

test('an answer of an earlier customer arrives nowhere, even where the request cannot be stopped', async () => {
  const reads = new Reads();
  let answer!: (value: string) => void;
  const outcome = codeOf(reads.read('key', () => new Promise<string>((resolve) => (answer = resolve))));
  reads.end();
  answer('too late');
  assert.equal(await outcome, 'ABORTED');
  assert.equal(await reads.read('key', async () => 'new'), 'new');
});

test('public reads neither wait for the session nor are repeated by a sign-in; the own ones are shared', async (t) => {
  const shop = await openShop(t);
  const { store } = shop;
  await store.identify(shop.identity());
  const started = store.start();
  await Promise.all([store.campaigns(1), store.clientConfig(), store.tokens(), started]);
  await Promise.all([store.campaigns(1), store.clientConfig(), store.holdings(), store.holdings(), store.user()]);
  for (const path of ['/campaigns', '/tenants/client-config', '/tokens', '/users/status-types', '/users/me']) {
    assert.equal(shop.count(`GET ${path}`), 1, path);
  }
  assert.equal(shop.count('POST /auth/token'), 1);
});

test('refresh asks for everything again, and tells everyone once', async (t) => {
  const { store, count } = await signedIn(t);
  await Promise.all([store.campaigns(1), store.user()]);
  const { revision } = store.snapshot;
  let told = 0;
  store.subscribe(() => (told += 1));
  store.refresh();
  assert.deepEqual([store.snapshot.revision, told], [revision + 1, 1]);
  await Promise.all([store.campaigns(1), store.user()]);
  assert.deepEqual([count('GET /campaigns'), count('GET /users/me')], [2, 2]);
});

test('stop ends every read', async (t) => {
  const { store } = await openShop(t, { fetch: stalled });
  const outcome = codeOf(store.campaigns(1));
  store.stop();
  assert.equal(await outcome, 'ABORTED');
});
