import assert from 'node:assert/strict';
import test from 'node:test';
import { isPersError } from '../../src/errors.js';
import { me, openSession } from './auth-server.js';

const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'none',
    (error: unknown) => (isPersError(error) ? error.code : String(error)),
  );
const slow = (slowPath: string) => ({
  answer: async ({ path }: { path: string }) => void (path === slowPath && (await new Promise((resolve) => setTimeout(resolve, 60)))),
});

test('signing out forgets everything', async (t) => {
  const { session, client, changes } = await openSession(t);
  await session.signIn('identity');
  await session.remember('u-1');
  await session.signOut();
  assert.deepEqual([session.state, session.userId, await session.accessToken(), await session.restore()], ['none', null, null, 'none']);
  assert.equal(await codeOf(client.request(me)), 'SIGNED_OUT');
  assert.deepEqual(
    changes.map(({ reason }) => reason),
    ['signed-in', 'signed-out'],
  );
});

test('a refresh that ends after the sign-out brings nothing back', async (t) => {
  const { session, changes, count } = await openSession(t, slow('/auth/refresh'));
  await session.signIn('identity');
  const late = session.renew((await session.accessToken())!);
  await new Promise((resolve) => setTimeout(resolve, 20));
  await session.signOut();
  assert.equal(await late, null);
  assert.equal(count('/auth/refresh'), 1);
  assert.deepEqual([session.state, await session.restore()], ['none', 'none']);
  assert.deepEqual(
    changes.map(({ reason }) => reason),
    ['signed-in', 'signed-out'],
  );
});

test('a sign-in that ends after a sign-out, or after a newer one, is dropped', async (t) => {
  const { session, changes } = await openSession(t, slow('/auth/token'));
  const first = codeOf(session.signIn('identity-1'));
  await session.signOut();
  assert.equal(await first, 'ABORTED');
  assert.equal(session.state, 'none');
  const second = codeOf(session.signIn('identity-2'));
  const third = codeOf(session.signIn('identity-3'));
  assert.deepEqual([await second, await third, session.state], ['ABORTED', 'none', 'active']);
  assert.deepEqual(
    changes.map(({ reason }) => reason),
    ['signed-in'],
  );
});

test('a refresh keeps what is known of the customer, also what is learned meanwhile', async (t) => {
  const { session } = await openSession(t, slow('/auth/refresh'));
  await session.signIn('identity');
  const renewed = session.renew((await session.accessToken())!);
  await session.remember('u-1');
  assert.ok(await renewed);
  assert.equal(session.userId, 'u-1');
});

test('a guest signs in with a login token and a device id, and comes back as the same guest', async (t) => {
  const { session, server, changes } = await openSession(t, {
    answer: ({ path }) => (path === '/auth/refresh' ? { status: 401 } : undefined),
  });
  await session.signInAsGuest();
  assert.deepEqual([session.state, session.guest], ['active', true]);
  const [, first] = server.received;
  const { deviceId } = (first!.json as { rawLoginData: { deviceId: string } }).rawLoginData;
  assert.deepEqual(first!.json, { authToken: 'login-1', authType: 'user', rawLoginData: { deviceId } });
  assert.match(deviceId, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.ok(await session.renew((await session.accessToken())!));
  assert.equal((server.received.at(-1)!.json as { rawLoginData: { deviceId: string } }).rawLoginData.deviceId, deviceId);
  assert.deepEqual(
    changes.map(({ reason }) => reason),
    ['signed-in', 'signed-in'],
  );
  await session.signOut();
  await session.signInAsGuest();
  assert.notEqual((server.received.at(-1)!.json as { rawLoginData: { deviceId: string } }).rawLoginData.deviceId, deviceId);
});

test('a guest whose session ended keeps the device id, and nothing else', async (t) => {
  let down = false;
  const { session, server } = await openSession(t, {
    answer: ({ path }) => (down && path.startsWith('/auth/') ? { status: 503 } : undefined),
  });
  await session.signInAsGuest();
  const before = (server.received.at(-1)!.json as { rawLoginData: unknown }).rawLoginData;
  down = true;
  assert.equal(await session.renew((await session.accessToken())!), null);
  assert.deepEqual([session.state, session.guest, await session.restore()], ['none', false, 'none']);
  down = false;
  await session.signInAsGuest();
  assert.deepEqual((server.received.at(-1)!.json as { rawLoginData: unknown }).rawLoginData, before);
});

test('a project without guests says so and keeps the code', async (t) => {
  for (const [status, code] of [
    [400, 'VALIDATION_ERROR'],
    [401, 'UNAUTHENTICATED'],
    [403, 'FORBIDDEN'],
  ] as const) {
    const { session } = await openSession(t, { answer: ({ path }) => (path === '/auth/token' ? { status, json: { code } } : undefined) });
    const error = await session.signInAsGuest().catch((reason: unknown) => reason);
    assert.ok(isPersError(error) && error.code === code && error.status === status && /guests/.test(error.message));
  }
});

test('listeners end when asked to', async (t) => {
  const { session } = await openSession(t);
  let calls = 0;
  const end = session.onChange(() => calls++);
  await session.signIn('identity');
  end();
  await session.signOut();
  assert.equal(calls, 1);
});
