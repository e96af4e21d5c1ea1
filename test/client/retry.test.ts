import assert from 'node:assert/strict';
import test from 'node:test';
import type { ApiRequest } from '../../src/client/client.js';
import { isPersError } from '../../src/errors.js';
import { openClient, type Answer } from './http-server.js';

const read: ApiRequest = { path: '/tokens' };
const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'none',
    (error: unknown) => (isPersError(error) ? error.code : String(error)),
  );

/** Gives the answers in turn, the last one for good. */
const inTurn = (...answers: Answer[]) => {
  let turn = 0;
  return () => answers[Math.min(turn++, answers.length - 1)]!;
};

test('a read is repeated on 408, 429, 5xx and network failures, at most twice', async (t) => {
  const answers: Answer[] = [
    { status: 408 },
    { status: 500 },
    { status: 502 },
    { status: 503 },
    { status: 504 },
    { status: 507 },
    { fault: 'reset' },
  ];
  await Promise.all(
    answers.map(async (answer) => {
      const recovering = await openClient(t, inTurn(answer, answer, { json: [1] }));
      assert.deepEqual(await recovering.request(read), [1]);
      assert.equal(recovering.received.length, 3);
      const broken = await openClient(t, () => answer);
      assert.notEqual(await codeOf(broken.request(read)), 'none');
      assert.equal(broken.received.length, 3);
    }),
  );
});

test('other refusals are final', async (t) => {
  for (const status of [400, 403, 404, 405, 409, 422]) {
    const client = await openClient(t, () => ({ status }));
    await codeOf(client.request(read));
    assert.equal(client.received.length, 1, String(status));
  }
});

test('a write is never repeated', async (t) => {
  for (const method of ['POST', 'PUT', 'DELETE'] as const) {
    for (const answer of [{ status: 429 }, { status: 503, headers: { 'retry-after': '1' } }, { fault: 'reset' as const }]) {
      const client = await openClient(t, () => answer);
      await codeOf(client.request({ path: '/users/me', method, json: {} }));
      assert.equal(client.received.length, 1, method);
    }
  }
});

test('a short Retry-After is waited for, a long one is told', async (t) => {
  const short = await openClient(t, inTurn({ status: 429, headers: { 'retry-after': '1' } }, { json: [1] }));
  const start = performance.now();
  assert.deepEqual(await short.request(read), [1]);
  assert.ok(performance.now() - start >= 990);
  const long = await openClient(t, () => ({ status: 429, headers: { 'retry-after': '7' } }));
  const error = await long.request(read).catch((reason: unknown) => reason);
  assert.ok(isPersError(error) && error.retryAfter === 7 && error.retryable);
  assert.equal(long.received.length, 1);
});

test('a 429 that does not say how long is repeated after one second, then two', async (t) => {
  const times: number[] = [];
  const client = await openClient(t, () => {
    times.push(performance.now());
    return { status: 429 };
  });
  const error = await client.request(read).catch((reason: unknown) => reason);
  assert.ok(isPersError(error) && error.retryAfter === 60);
  const [first, second, third] = times;
  assert.ok(second! - first! >= 990 && third! - second! >= 1990 && times.length === 3);
});

test('an abort ends a call before, while and between tries, and in the body', async (t) => {
  const aborted = await openClient(t, () => ({ json: [] }));
  assert.equal(await codeOf(aborted.request({ ...read, signal: AbortSignal.abort() })), 'ABORTED');
  assert.equal(aborted.received.length, 0);
  for (const answer of [{ fault: 'silent' }, { status: 429, headers: { 'retry-after': '5' } }, { body: '[', fault: 'stall' }] as Answer[]) {
    const client = await openClient(t, () => answer);
    assert.equal(await codeOf(client.request({ ...read, signal: AbortSignal.timeout(150) })), 'ABORTED');
    assert.equal(client.received.length, 1);
  }
  const controller = new AbortController();
  const withReason = await openClient(t, () => ({ fault: 'silent' }));
  setTimeout(() => controller.abort('left the page'), 50);
  assert.equal(await codeOf(withReason.request({ ...read, signal: controller.signal })), 'ABORTED');
});

test('no answer in time: 10 s for a read, 15 s for a write, neither repeated', async (t) => {
  const cases = [
    ['GET', { fault: 'silent' }, 10_000],
    ['GET', { body: '[', fault: 'stall' }, 10_000],
    ['POST', { fault: 'silent' }, 15_000],
  ] as const;
  await Promise.all(
    cases.map(async ([method, answer, expected]) => {
      const client = await openClient(t, () => answer);
      const start = performance.now();
      const error = await client.request({ path: '/users/me', method }).catch((reason: unknown) => reason);
      assert.ok(isPersError(error) && error.code === 'TIMEOUT' && error.retryable);
      const took = performance.now() - start;
      assert.ok(took >= expected - 50 && took < expected + 4000, `${method} ${took}`);
      assert.equal(client.received.length, 1);
    }),
  );
});
