import assert from 'node:assert/strict';
import test from 'node:test';
import { createClient, type ApiRequest } from '../../src/client/client.js';
import { isPersError, type PersError } from '../../src/errors.js';
import { openClient, openServer, projectKey, type Answer } from './http-server.js';

const read: ApiRequest = { path: '/tokens' };
const write: ApiRequest = { path: '/campaigns/claims', method: 'POST', json: { campaignId: 'c' } };

async function failureOf(promise: Promise<unknown>): Promise<PersError> {
  const error = await promise.then(
    () => assert.fail('it should have failed'),
    (reason: unknown) => reason,
  );
  assert.ok(isPersError(error), String(error));
  return error;
}

test('every call carries the project key, the session and JSON, and no header that a preflight could refuse', async (t) => {
  const client = await openClient(t, () => ({ json: [] }));
  await client.request({ ...read, query: { page: 1, tag: undefined, active: true } });
  await client.request({ ...write, idempotencyKey: 'a-key-of-ours' });
  const [get, post] = client.received;
  assert.equal(get!.query.toString(), 'page=1&active=true');
  assert.deepEqual(post!.json, { campaignId: 'c' });
  assert.equal(post!.headers['content-type'], 'application/json');
  for (const { headers } of client.received) {
    assert.equal(headers['x-project-key'], projectKey);
    assert.equal(headers.authorization, 'Bearer token');
    assert.equal(headers['idempotency-key'], undefined);
    assert.equal(headers.cookie, undefined);
  }
});

test('an idempotency key is sent where the API is known to allow it', async (t) => {
  const client = await openClient(t, () => ({ json: {} }), { idempotency: true });
  await client.request({ ...write, idempotencyKey: 'a-key-of-ours' });
  await client.request(write);
  assert.deepEqual(
    client.received.map(({ headers }) => headers['idempotency-key']),
    ['a-key-of-ours', undefined],
  );
});

test('the session is left out where a call says so, and asked for where it needs one', async (t) => {
  const server = await openServer(t, () => ({ json: [] }));
  const client = createClient({ projectKey, apiUrl: server.url });
  await client.request(read);
  const error = await failureOf(client.request({ ...read, auth: 'required' }));
  assert.equal(error.code, 'SIGNED_OUT');
  assert.equal(server.received.length, 1);
  const signedIn = await openClient(t, () => ({ json: [] }));
  await signedIn.request({ ...read, auth: 'none' });
  assert.equal(signedIn.received[0]!.headers.authorization, undefined);
});

test('a client cannot be changed', async (t) => {
  const server = await openServer(t, () => ({ json: [] }));
  const client = createClient({ projectKey, apiUrl: server.url });
  assert.ok(Object.isFrozen(client));
});

test('any 2xx is success, and an empty body is no answer', async (t) => {
  for (const status of [200, 201, 202, 204]) {
    const client = await openClient(t, () => ({ status, body: '' }));
    assert.equal(await client.request(write), undefined);
  }
  const client = await openClient(t, () => ({ body: '\ufeff{"a":1}' }));
  assert.deepEqual(await client.request(read), { a: 1 });
});

test('a refusal is the API’s own error, whatever its media type', async (t) => {
  const body = { code: 'CLAIM_TOO_FAR', message: 'Too far.', correlationId: 'c-1', details: { distanceInMeters: 640 } };
  for (const type of ['application/problem+json', 'application/json', 'text/plain']) {
    const client = await openClient(t, () => ({ status: 422, json: body, headers: { 'content-type': type } }));
    const error = await failureOf(client.request(write));
    assert.deepEqual([error.code, error.status, error.correlationId, error.details.distanceInMeters], ['CLAIM_TOO_FAR', 422, 'c-1', 640]);
    assert.ok(error.cause);
  }
});

test('what is not the contract’s answer is told as such', async (t) => {
  const cases: [Answer, string, number | undefined][] = [
    [{ status: 403, body: '' }, 'HTTP_ERROR', 403],
    [{ status: 404, body: '<h1>Not found</h1>', headers: { 'content-type': 'text/html' } }, 'HTTP_ERROR', 404],
    [{ body: '<h1>Sign in to this network</h1>', headers: { 'content-type': 'text/html' } }, 'BAD_RESPONSE', 200],
    [{ body: '{"a":' }, 'BAD_RESPONSE', 200],
    [{ body: `"${'x'.repeat(5 * 1024 * 1024)}"` }, 'BAD_RESPONSE', 200],
    [{ body: '{"a":1', fault: 'half' }, 'NETWORK', undefined],
    [{ fault: 'reset' }, 'NETWORK', undefined],
  ];
  for (const [answer, code, status] of cases) {
    const client = await openClient(t, () => answer);
    const error = await failureOf(client.request(write));
    assert.deepEqual([error.code, error.status], [code, status]);
    assert.equal(client.received.length, 1, 'a write is sent once');
  }
});

test('nobody there is a network failure', async () => {
  const client = createClient({ projectKey, apiUrl: 'http://127.0.0.1:9/v2' });
  assert.equal((await failureOf(client.request(write))).code, 'NETWORK');
});
