import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import type { Fault } from './fault.js';
import type { Lane } from './lane.js';
import { startProxy, type FaultProxy } from './proxy.js';

let server: Server;
let proxy: FaultProxy;
/** Requests that the server has acted on. */
let acted: string[] = [];

before(async () => {
  server = createServer((request, response) => {
    acted.push(`${request.method} ${request.url}`);
    response.setHeader('access-control-allow-origin', '*');
    response.setHeader('access-control-expose-headers', 'Retry-After');
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ accessToken: 'secret-access', path: request.url }));
  });
  await new Promise<void>((done) => server.listen(0, 'localhost', done));
  proxy = await startProxy(`http://localhost:${(server.address() as AddressInfo).port}`);
});
after(async () => {
  await proxy.close();
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
});

/** A lane with this fault for every `GET /things`, and nothing acted on yet. */
function laneWith(fault: Fault): Lane {
  acted = [];
  const lane = proxy.lane();
  lane.add({ method: 'GET', path: '/things', fault, times: Infinity });
  return lane;
}
const get = (lane: Lane, path = '/things'): Promise<Response> =>
  fetch(lane.base + path, { headers: { origin: 'http://shop.example', authorization: 'Bearer secret-sent' } });
const soon = (): Promise<void> => new Promise((done) => setTimeout(done, 20));

test('without a rule everything goes through, and is written down', async () => {
  const lane = laneWith({ status: 500 });
  assert.deepEqual(await (await get(lane, '/other?page=2')).json(), { accessToken: 'secret-access', path: '/v2/other?page=2' });
  assert.deepEqual(lane.seen, [{ method: 'GET', path: '/other', at: 0, disturbed: false, answered: 200 }]);
  assert.deepEqual([...lane.secrets], ['secret-sent', 'secret-access']);
  assert.deepEqual([lane.working, lane.held], [0, 0]);
});

test('an address that is no lane is not found', async () => {
  assert.equal((await fetch(`${proxy.origin}/nobody/v2/things`)).status, 404);
});

for (const [name, fault, effects] of [
  ['before', { forward: false, cut: 'reset' }, 0],
  ['after', { cut: 'reset' }, 1],
] as const) {
  test(`a connection that breaks ${name} the server has acted`, async () => {
    const lane = laneWith(fault);
    await assert.rejects(get(lane));
    assert.equal(acted.length, effects);
  });
}

test('half a body, and a body that falls silent', async () => {
  const half = await get(laneWith({ cut: 'half' }));
  await assert.rejects(half.text());
  const lane = laneWith({ cut: 'silence' });
  const silent = await get(lane);
  const reading = silent.text().then(
    () => 'read',
    () => 'broken',
  );
  assert.equal(await Promise.race([reading, soon().then(() => 'silent')]), 'silent');
  assert.deepEqual([lane.working, lane.held], [0, 1]);
});

for (const [name, fault, effects] of [
  ['in the place of the server', { forward: false, status: 502, body: '<h1>Bad gateway</h1>' }, 0],
  ['after the server has acted', { status: 502, body: '<h1>Bad gateway</h1>' }, 1],
] as const) {
  test(`an answer ${name}`, async () => {
    const answer = await get(laneWith(fault));
    assert.deepEqual([answer.status, await answer.text(), acted.length], [502, '<h1>Bad gateway</h1>', effects]);
    assert.ok(answer.headers.has('access-control-allow-origin'));
  });
}

test('headers are set and taken away; without CORS none of it is left', async () => {
  const limited = await get(laneWith({ forward: false, status: 429, headers: { 'retry-after': '7', 'content-type': null } }));
  assert.deepEqual([limited.status, limited.headers.get('retry-after'), limited.headers.get('content-type')], [429, '7', null]);
  const shut = await get(laneWith({ cors: false }));
  assert.deepEqual(
    [...shut.headers.keys()].filter((name) => name.startsWith('access-control')),
    [],
  );
});

test('a mark before the body, an empty 204, a body of another length', async () => {
  const marked = await get(laneWith({ prefix: '\ufeff' }));
  assert.deepEqual([...new Uint8Array(await marked.arrayBuffer())].slice(0, 4), [0xef, 0xbb, 0xbf, 0x7b]);
  const empty = await get(laneWith({ status: 204, body: '' }));
  assert.deepEqual([empty.status, await empty.text()], [204, '']);
  const packed = gzipSync(Buffer.alloc(1000, 'a'));
  assert.equal((await (await get(laneWith({ body: packed, headers: { 'content-encoding': 'gzip' } }))).text()).length, 1000);
});

test('a wait is over when the clock says so, and the server acts then, also for a page that has gone', async () => {
  const lane = laneWith({ wait: 14_000 });
  const gone = new AbortController();
  const asked = fetch(`${lane.base}/things`, { signal: gone.signal }).catch(() => 'gone');
  while (lane.held === 0) await soon();
  lane.advance(13_999);
  await soon();
  assert.deepEqual([acted.length, lane.held, lane.working], [0, 1, 0]);
  gone.abort();
  assert.equal(await asked, 'gone');
  while (lane.held > 0) await soon();
  lane.advance(1);
  while (lane.seen[0]!.answered === null) await soon();
  assert.equal(acted.length, 1);
});

test('an answer that is held comes later than one that was asked for after it', async () => {
  const lane = laneWith({ reorder: true });
  const order: string[] = [];
  const first = get(lane).then(() => order.push('first'));
  while (lane.held === 0) await soon();
  await get(lane, '/other').then(() => order.push('second'));
  await first;
  assert.deepEqual(order, ['second', 'first']);
  const held = laneWith({ hold: 5000 });
  const answer = get(held);
  while (held.held === 0) await soon();
  assert.equal(acted.length, 1);
  held.advance(5000);
  assert.equal((await answer).status, 200);
});

test('a rule fits by method and path, lets some pass, is used up, and heals', async () => {
  const lane = proxy.lane();
  const fault = { forward: false, status: 418 } as const;
  lane.add({ method: 'POST', path: '/things', fault }, { method: 'GET', path: /^\/things\/\w+$/, fault, skip: 1, times: 2 });
  const statuses: number[] = [];
  for (const path of ['/things', '/things/1', '/things/2', '/things/3', '/things/4']) statuses.push((await get(lane, path)).status);
  assert.deepEqual(statuses, [200, 200, 418, 418, 200]);
  assert.equal(lane.count('GET', /^\/things\//), 4);
  lane.add({ method: 'GET', path: '/things', fault, times: Infinity });
  assert.equal((await get(lane)).status, 418);
  lane.heal();
  assert.equal((await get(lane)).status, 200);
});
