import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import { discoverWallets, type FoundWallet } from '../../src/wallet/wallet.js';
import { FakeWallet } from '../support/fake-wallet.js';

/** A page of its own for each test. */
function openPage(): EventTarget & { ethereum?: unknown } {
  const page = new EventTarget();
  Object.assign(globalThis, { window: page });
  return page;
}

function look(t: TestContext): { readonly lists: (readonly FoundWallet[])[]; readonly names: () => string[]; end: () => void } {
  const lists: (readonly FoundWallet[])[] = [];
  const end = discoverWallets((found) => lists.push(found));
  t.after(end);
  return { lists, names: () => (lists.at(-1) ?? []).map(({ name }) => name), end };
}

const patience = () => new Promise((resolve) => setTimeout(resolve, 260));
const announce = (page: EventTarget, detail: unknown) =>
  page.dispatchEvent(Object.assign(new Event('eip6963:announceProvider'), { detail }));
const aProvider = () => new FakeWallet().provider;
const info = (change: object = {}) => ({
  uuid: 'b6f1-1',
  name: 'Alpha',
  rdns: 'example.alpha',
  icon: 'data:image/png;base64,AA==',
  ...change,
});

test('C19, T11: every wallet that announces itself is found, early and late, and none is asked anything', async (t) => {
  const page = openPage();
  const early = new FakeWallet({ name: 'Early', rdns: 'example.early' });
  t.after(early.announce(page));
  const { lists, names } = look(t);
  assert.deepEqual(names(), ['Early']);
  const late = new FakeWallet({ name: 'Late', rdns: 'example.late' });
  await patience();
  t.after(late.announce(page));
  assert.deepEqual(names(), ['Early', 'Late']);
  assert.equal(lists.at(-1)![1]!.id, 'example.late');
  assert.deepEqual([early.calls, late.calls], [[], []]);
  assert.ok(Object.isFrozen(lists.at(-1)) && Object.isFrozen(lists.at(-1)![0]));
});

test('C19: a wallet is listed once however often it announces itself, and the first with its id stays', (t) => {
  const page = openPage();
  const { lists, names } = look(t);
  const provider = aProvider();
  announce(page, { info: info(), provider });
  announce(page, { info: info(), provider });
  announce(page, { info: info({ name: 'Same id, other provider' }), provider: aProvider() });
  announce(page, { info: info({ uuid: 'b6f1-2', name: 'Same rdns' }), provider: aProvider() });
  announce(page, { info: info({ uuid: 'b6f1-3', rdns: 'example.beta', name: 'Same provider' }), provider });
  assert.deepEqual(names(), ['Alpha']);
  assert.equal(lists.length, 1);
  announce(page, { info: info({ uuid: 'b6f1-4', rdns: 'EXAMPLE.ALPHA', name: 'Shouting' }), provider: aProvider() });
  assert.deepEqual(names(), ['Alpha']);
});

test('T11: window.ethereum counts only when nobody announces, and gets a name', async (t) => {
  const page = openPage();
  const old = new FakeWallet();
  page.ethereum = old.provider;
  const alone = look(t);
  assert.equal(alone.lists.length, 0);
  await patience();
  assert.deepEqual(
    alone.lists.at(-1)!.map(({ id, name, icon }) => [id, name, icon]),
    [['injected', 'Ethereum', null]],
  );
  t.after(new FakeWallet({ name: 'Modern' }).announce(page));
  assert.deepEqual(alone.names(), ['Modern']);
  const both = look(t);
  await patience();
  assert.deepEqual(both.names(), ['Modern']);
  assert.deepEqual(old.calls, []);
});

test('T11: a browser without wallets is told once, and what ended hears nothing', async (t) => {
  const page = openPage();
  const { lists, end } = look(t);
  await patience();
  assert.deepEqual(lists, [[]]);
  end();
  new FakeWallet().announce(page)();
  assert.equal(lists.length, 1);
  const ended = look(t);
  ended.end();
  await patience();
  assert.equal(ended.lists.length, 0);
  for (const ethereum of [null, 7, {}, { request: 'no' }, new Proxy({}, { get: () => assert.fail('trap') })]) {
    page.ethereum = ethereum;
    const { lists } = look(t);
    await patience();
    assert.deepEqual(lists, [[]]);
  }
});

test('C19: names are short plain text; controls, invisible letters and turns of the line are taken out', (t) => {
  const page = openPage();
  const { lists } = look(t);
  const named = (name: unknown, index: number) =>
    announce(page, { info: info({ uuid: `n-${index}`, rdns: `example.n${index}`, name }), provider: aProvider() });
  ['  Meta\u202eksaM\u0000\n\tWallet ', 'x'.repeat(500), '🦊'.repeat(100), '<b>Bold</b>'].forEach(named);
  ['', ' \u200b ', 7, null, { toString: () => 'Object' }].forEach((name, index) => named(name, 10 + index));
  const names = lists.at(-1)!.map(({ name }) => name);
  assert.deepEqual(names, ['MetaksaM Wallet', 'x'.repeat(64), '🦊'.repeat(64), '<b>Bold</b>']);
});

test('C19: an icon is a small data: URI of a picture, or nothing: no server is asked for it', (t) => {
  const page = openPage();
  const { lists } = look(t);
  const good = [
    'data:image/png;base64,AA==',
    'data:image/svg+xml,<svg/>',
    'data:image/webp;base64,AA',
    'data:image/jpeg;base64,AA',
    'data:image/gif;base64,AA',
  ];
  const bad = [
    'https://wallet.example/icon.png',
    'data:text/html,<script>alert(1)</script>',
    'data:image/svg',
    'data:image/x-icon;base64,AA',
    'javascript:alert(1)',
    ' data:image/png;base64,AA',
    `data:image/png;base64,${'A'.repeat(51_200)}`,
    null,
    {},
  ];
  [...good, ...bad].forEach((icon, index) =>
    announce(page, { info: info({ uuid: `i-${index}`, rdns: `example.i${index}`, icon }), provider: aProvider() }),
  );
  assert.deepEqual(
    lists.at(-1)!.map(({ icon }) => icon),
    [...good, ...bad.map(() => null)],
  );
});

test('C19: what is no announcement is passed over, whatever it throws', (t) => {
  const page = openPage();
  const { lists, names } = look(t);
  const trap = new Proxy({}, { get: () => assert.fail('trap') });
  const provider = aProvider();
  for (const detail of [
    undefined,
    null,
    7,
    trap,
    {},
    { info: trap, provider },
    { info: info(), provider: trap },
    { info: info(), provider: null },
    { info: info(), provider: { request: 'no' } },
    { info: info({ uuid: 7 }), provider },
    { info: info({ uuid: 'with space' }), provider },
    { info: info({ uuid: 'u'.repeat(65) }), provider },
  ]) {
    announce(page, detail);
  }
  assert.equal(lists.length, 0);
  announce(page, { info: info({ rdns: 'not a domain' }), provider });
  assert.equal(lists[0]![0]!.id, 'b6f1-1');
  for (let index = 0; index < 100; index++)
    announce(page, { info: info({ uuid: `m-${index}`, rdns: `example.m${index}` }), provider: aProvider() });
  assert.equal(names().length, 30);
});

test('C19: what replaces the functions of a provider after it was found is not asked', async (t) => {
  const page = openPage();
  const { lists } = look(t);
  const wallet = new FakeWallet();
  announce(page, { info: info(), provider: wallet.provider });
  Object.assign(wallet.provider, { request: () => assert.fail('replaced') });
  assert.equal(await lists[0]![0]!.provider.request({ method: 'eth_chainId' }), '0x7a69');
});
