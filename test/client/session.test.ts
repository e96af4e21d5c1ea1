import assert from 'node:assert/strict';
import test from 'node:test';
import { lifetimeOf } from '../../src/client/jwt.js';
import { isPersError } from '../../src/errors.js';
import { jwt, me, openSession } from './auth-server.js';

const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'none',
    (error: unknown) => (isPersError(error) ? error.code : String(error)),
  );
const reasons = (changes: readonly { reason: string }[]) => changes.map(({ reason }) => reason);

test('the life of a token is what it says of itself, else 15 minutes', () => {
  assert.equal(lifetimeOf(jwt(600, 1)), 600_000);
  for (const token of [
    '',
    'opaque',
    'a.b.c',
    'a.e30.c',
    `a.${btoa('{"exp":5}')}.c`,
    `a.${btoa('{"exp":1,"iat":2}')}.c`,
    `a.${btoa('null')}.c`,
  ]) {
    assert.equal(lifetimeOf(token), 900_000, token);
  }
});

test('signing in sends the identity token and makes the session active', async (t) => {
  const { server, session, client, changes } = await openSession(t);
  assert.deepEqual([session.state, await session.restore(), await session.accessToken()], ['none', 'none', null]);
  assert.equal(await codeOf(client.request(me)), 'SIGNED_OUT');
  await session.signIn('identity-1');
  assert.deepEqual(server.received[0]!.json, { authToken: 'identity-1', authType: 'user' });
  assert.deepEqual([session.state, session.guest, session.userId], ['active', false, null]);
  assert.deepEqual(await client.request(me), { id: 'u-1' });
  await session.remember('u-1');
  assert.equal(session.userId, 'u-1');
  assert.deepEqual(reasons(changes), ['signed-in']);
});

test('a refused identity leaves everything as it was', async (t) => {
  const refusal = { status: 401, json: { code: 'TOKEN_EXPIRED' } };
  const { session, changes } = await openSession(t, { answer: ({ path }) => (path === '/auth/token' ? refusal : undefined) });
  assert.equal(await codeOf(session.signIn('old')), 'TOKEN_EXPIRED');
  assert.deepEqual([session.state, changes], ['none', []]);
});

test('parallel needs cause one refresh, early or after a 401', async (t) => {
  const { session, client, server, changes, count } = await openSession(t, { lifetimes: [0.001, 900, 900] });
  await session.signIn('identity');
  await new Promise((resolve) => setTimeout(resolve, 5));
  await Promise.all(Array.from({ length: 20 }, () => client.request(me)));
  assert.equal(count('/auth/refresh'), 1);
  const token = await session.accessToken();
  const renewed = await Promise.all(Array.from({ length: 20 }, () => session.renew(token!)));
  assert.equal(count('/auth/refresh'), 2);
  assert.equal(new Set(renewed).size, 1);
  assert.notEqual(renewed[0], token);
  assert.deepEqual(reasons(changes), ['signed-in', 'refreshed', 'refreshed']);
  assert.ok(server.received.every(({ path, headers }) => path !== '/auth/refresh' || headers.authorization === undefined));
});

test('a 401 refreshes once and repeats the request once, also for a write', async (t) => {
  let refusals = 1;
  const { session, client, count } = await openSession(t, {
    answer: ({ path }) => (path === '/campaigns/claims' && refusals-- > 0 ? { status: 401, json: { code: 'TOKEN_EXPIRED' } } : undefined),
  });
  await session.signIn('identity');
  await client.request({ path: '/campaigns/claims', method: 'POST', json: {}, auth: 'required' });
  assert.deepEqual([count('/campaigns/claims'), count('/auth/refresh')], [2, 1]);
});

test('a second 401 ends the session, and a wrong project key does not', async (t) => {
  const refused = (code: string) =>
    openSession(t, { answer: ({ path }) => (path === '/users/me' ? { status: 401, json: { code } } : undefined) });
  const spent = await refused('UNAUTHENTICATED');
  await spent.session.signIn('identity');
  assert.equal(await codeOf(spent.client.request(me)), 'UNAUTHENTICATED');
  assert.deepEqual([spent.count('/users/me'), spent.count('/auth/refresh'), spent.session.state], [2, 1, 'none']);
  assert.deepEqual(reasons(spent.changes), ['signed-in', 'refreshed', 'expired']);
  const wrongKey = await refused('INVALID_PROJECT_KEY');
  await wrongKey.session.signIn('identity');
  assert.equal(await codeOf(wrongKey.client.request(me)), 'INVALID_PROJECT_KEY');
  assert.deepEqual([wrongKey.count('/users/me'), wrongKey.count('/auth/refresh'), wrongKey.session.state], [1, 0, 'active']);
});

test('a token that is still good survives the failure of an early refresh, which is not tried again at once', async (t) => {
  const { session, client, count, changes } = await openSession(t, {
    lifetimes: [0.6],
    answer: ({ path }) => (path === '/auth/refresh' ? { status: 503 } : undefined),
  });
  await session.signIn('identity');
  await new Promise((resolve) => setTimeout(resolve, 320));
  for (let i = 0; i < 5; i++) await client.request(me);
  assert.deepEqual([count('/auth/refresh'), session.state], [1, 'active']);
  await new Promise((resolve) => setTimeout(resolve, 320));
  assert.equal(await codeOf(client.request(me)), 'SIGNED_OUT');
  assert.deepEqual([count('/auth/refresh'), session.state], [1, 'none']);
  assert.deepEqual(reasons(changes), ['signed-in', 'expired']);
  assert.equal(changes[1]!.error?.status, 503);
});

test('a spent refresh token asks the identity once more', async (t) => {
  const { session, client, server, count, changes } = await openSession(t, {
    answer: ({ path }) => (path === '/auth/refresh' ? { status: 401, json: { code: 'TOKEN_EXPIRED' } } : undefined),
  });
  let asked = 0;
  session.setIdentity(() => `identity-${++asked}`);
  await session.signIn('identity-0');
  const token = await session.accessToken();
  const [first, second] = await Promise.all([session.renew(token!), session.renew(token!)]);
  assert.ok(first && first === second && first !== token);
  assert.deepEqual([asked, count('/auth/token')], [1, 2]);
  assert.deepEqual(server.received.at(-1)!.json, { authToken: 'identity-1', authType: 'user' });
  assert.deepEqual(await client.request(me), { id: 'u-1' });
  assert.deepEqual(reasons(changes), ['signed-in', 'signed-in']);
});

test('an identity that gives nothing, or throws, ends the session', async (t) => {
  const cases: [() => string | null, string][] = [
    [() => null, 'TOKEN_EXPIRED'],
    [
      () => {
        throw new Error('the shop is closed');
      },
      'IDENTITY_FAILED',
    ],
  ];
  for (const [identity, code] of cases) {
    const { session, changes } = await openSession(t, {
      answer: ({ path }) => (path === '/auth/refresh' ? { status: 401, json: { code: 'TOKEN_EXPIRED' } } : undefined),
    });
    session.setIdentity(identity);
    await session.signIn('identity');
    assert.equal(await session.renew((await session.accessToken())!), null);
    assert.deepEqual([session.state, changes.at(-1)!.reason, changes.at(-1)!.error?.code], ['none', 'expired', code]);
  }
});

test('ten refreshes in half a minute stop', async (t) => {
  const { session, count } = await openSession(t);
  await session.signIn('identity');
  for (let i = 0; i < 12 && session.state === 'active'; i++) await session.renew((await session.accessToken())!);
  assert.deepEqual([count('/auth/refresh'), session.state], [10, 'none']);
});

test('an abort ends the wait of one caller and not the refresh of the others', async (t) => {
  const { session, count } = await openSession(t, {
    answer: async ({ path }) => void (path === '/auth/refresh' && (await new Promise((resolve) => setTimeout(resolve, 100)))),
  });
  await session.signIn('identity');
  const token = (await session.accessToken())!;
  const patient = session.renew(token);
  assert.equal(await codeOf(session.renew(token, { signal: AbortSignal.timeout(20) })), 'ABORTED');
  assert.ok(await patient);
  assert.equal(count('/auth/refresh'), 1);
});
