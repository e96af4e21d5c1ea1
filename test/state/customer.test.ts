import assert from 'node:assert/strict';
import test from 'node:test';
import { isPersError } from '../../src/errors.js';
import { openShop, signedIn, until } from './fixture.js';

const types = (fired: readonly { readonly type: string }[]) => fired.map(({ type }) => type);
const codes = (reported: readonly unknown[]) => reported.map((error) => (isPersError(error) ? error.code : error));

test('with nobody identified it is signed out, and nothing was sent', async (t) => {
  const { store, sent } = await openShop(t);
  assert.equal(store.snapshot.session, 'starting');
  await store.start();
  assert.deepEqual([store.snapshot.session, store.snapshot.sessionError, sent], ['signed-out', null, []]);
});

test('the page’s callback signs in, and the page hears who it is', async (t) => {
  const { store, fired } = await openShop(t);
  const states: string[] = [];
  store.subscribe(() => states.push(store.snapshot.session));
  await store.identify(async () => null);
  await store.start();
  assert.equal(store.snapshot.session, 'signed-out');

  const { store: other, fired: heard } = await signedIn(t);
  assert.deepEqual([other.snapshot.session, other.snapshot.guest], ['signed-in', false]);
  await until(() => heard.length > 0);
  assert.deepEqual([types(heard), heard[0]!.detail], [['pers-signed-in'], { userId: (await other.user()).id, guest: false }]);
  assert.deepEqual([[...new Set(states)], fired], [['signing-in', 'signed-out'], []]);
});

test('a callback that throws, and one the API refuses, are told apart', async (t) => {
  const { store, reported } = await openShop(t);
  await store.identify(() => {
    throw new Error('The shop’s session has ended.');
  });
  await store.start();
  assert.deepEqual([store.snapshot.session, store.snapshot.sessionError?.code], ['signed-out', 'IDENTITY_FAILED']);
  await store.identify(() => 'not a token');
  assert.deepEqual([store.snapshot.session, store.snapshot.sessionError?.status], ['signed-out', 401]);
  assert.deepEqual(codes(reported), ['IDENTITY_FAILED', 'UNAUTHENTICATED']);
});

test('another callback is another customer: nothing of the first arrives, from the first moment on', async (t) => {
  const shop = await signedIn(t);
  const { store } = shop;
  const mina = await store.user();
  const late = store.holdings();
  const seen: string[] = [];
  const unsubscribe = store.subscribe(() => seen.push(`${store.snapshot.session} ${store.snapshot.epoch}`));
  const { epoch } = store.snapshot;
  const change = store.identify(shop.identity('jonas'));
  assert.notEqual(store.snapshot.session, 'signed-in');
  assert.ok(store.snapshot.epoch > epoch);
  await assert.rejects(late, (error) => isPersError(error) && error.code === 'ABORTED');
  await change;
  unsubscribe();
  assert.equal(store.snapshot.session, 'signed-in');
  assert.notEqual((await store.user()).id, mina.id);
  assert.ok(seen.every((state) => !state.startsWith('signed-in') || state === `signed-in ${store.snapshot.epoch}`));
});

test('the same callback again is nothing new', async (t) => {
  const shop = await openShop(t);
  const callback = shop.identity();
  await shop.store.start();
  await Promise.all([shop.store.identify(callback), shop.store.identify(callback)]);
  await shop.store.identify(callback);
  assert.deepEqual([shop.store.snapshot.session, shop.count('POST /auth/token')], ['signed-in', 1]);
});

test('an answer for an earlier callback comes too late', async (t) => {
  const shop = await openShop(t);
  await shop.store.start();
  let answer!: (token: string) => void;
  const first = shop.store.identify(() => new Promise<string>((resolve) => (answer = resolve)));
  const second = shop.store.identify(shop.identity('jonas'));
  answer(shop.identity('mina')());
  await Promise.all([first, second]);
  assert.equal((await shop.store.user()).firstName, 'Jonas');
  assert.equal(shop.count('POST /auth/token'), 1);
});

test('without callback and guests, signing in is the page’s to do; an action asks for it', async (t) => {
  const { store, fired, count } = await openShop(t);
  await store.start();
  await store.signIn();
  const { id } = (await store.campaigns(1)).items[0]!;
  const intent = await store.claim(id);
  assert.deepEqual([intent.state, intent.error?.code], ['refused', 'SIGNED_OUT']);
  assert.deepEqual(types(fired), ['pers-sign-in-requested', 'pers-sign-in-requested']);
  assert.equal(count('POST /campaigns/claims'), 0);
});

test('guests start at once where they are configured, and claim; whoever is identified later takes their place', async (t) => {
  const shop = await openShop(t, { world: 'newcomer', guest: true });
  const { store } = shop;
  await store.start();
  assert.deepEqual([store.snapshot.session, store.snapshot.guest], ['signed-in', true]);
  const { id } = (await store.campaigns(1)).items[0]!;
  assert.equal((await store.claim(id)).state, 'done');
  await store.identify(shop.identity());
  assert.deepEqual([store.snapshot.session, store.snapshot.guest, store.snapshot.intents.size], ['signed-in', false, 0]);
});

test('signing out forgets the customer, the intents and the reads', async (t) => {
  const { store, fired, session, journal } = await signedIn(t);
  const { id: user } = await store.user();
  const record = {
    key: 'k',
    id: 'i',
    project: '',
    user,
    kind: 'claim',
    target: 't',
    startedAt: '',
    processId: null,
    known: [],
    newest: null,
  } as const;
  await journal.add({ ...record, project: `${store.snapshot.config.apiUrl} ${store.snapshot.config.projectKey}` });
  const { epoch } = store.snapshot;
  await store.signOut();
  assert.deepEqual([store.snapshot.session, session.state, store.snapshot.intents.size], ['signed-out', 'none', 0]);
  assert.ok(store.snapshot.epoch > epoch);
  assert.deepEqual(await journal.open(user), []);
  assert.equal(fired.at(-1)?.type, 'pers-signed-out');
  await assert.rejects(store.user(), (error) => isPersError(error) && error.code === 'SIGNED_OUT');
});

test('a session that the API ends is told as expired', async (t) => {
  let over = false;
  const { store, fired } = await signedIn(t, {
    fetch: (request, send) => (over ? Promise.resolve(Response.json({ code: 'UNAUTHENTICATED' }, { status: 401 })) : send(request)),
  });
  await until(() => fired.length > 0);
  over = true;
  await assert.rejects(store.claims(1));
  await until(() => store.snapshot.session === 'signed-out');
  assert.deepEqual([fired.at(-1)?.type, fired.at(-1)?.detail], ['pers-signed-out', { reason: 'expired' }]);
});
