import assert from 'node:assert/strict';
import test from 'node:test';
import { Wallet } from 'ethers';
import { createApi } from '../../demo/server/api.js';
import { createClient, createSession, createSigningAccountNonce } from '../../src/client/index.js';
import { checkLinkMessage } from '../../src/wallet/siwe-check.js';
import { codeOfCall } from './codes.js';
import { NOW } from './honest.js';

const facts = { host: 'shop.example', address: '0x81227f0467b2A0a214BCBeF9be72a21801b050ab', chainId: 80002 };
const iso = (seconds: number) => new Date(NOW + seconds * 1000).toISOString();
const honest = [
  'https://shop.example wants you to sign in with your Ethereum account:',
  '0x81227f0467b2A0a214BCBeF9be72a21801b050ab',
  '',
  'Link this wallet to your rewards account.',
  '',
  'URI: https://shop.example',
  'Version: 1',
  'Chain ID: 80002',
  'Nonce: q7Rk2Xw9Lt4Zb8Mn',
  `Issued At: ${iso(0)}`,
  `Expiration Time: ${iso(600)}`,
].join('\n');

const check = (message: string, now = NOW, change: object = {}) =>
  codeOfCall(() => checkLinkMessage(message, { ...facts, ...change }, now));
/** The honest message with one part replaced. */
const but = (from: string, to: string) => {
  assert.ok(honest.includes(from), from);
  return check(honest.replace(from, to));
};

test("C17: the contract's own message passes, with and without scheme and statement", async () => {
  assert.equal(await check(honest), 'none');
  assert.equal(await check(honest.replace('https://shop.example wants', 'shop.example wants')), 'none');
  assert.equal(await check(honest.replace('Link this wallet to your rewards account.\n', '')), 'none');
  assert.equal(await check(honest.replace('URI: https://shop.example', 'URI: https://shop.example/account?x=1')), 'none');
  assert.equal(await check(honest, NOW, { address: facts.address.toLowerCase(), host: 'SHOP.example' }), 'none');
  assert.equal(
    await check(honest.replaceAll('shop.example', 'localhost:4010').replaceAll('https', 'http'), NOW, { host: 'localhost:4010' }),
    'none',
  );
});

test('C17: a message for another site is never signed: its owner could sign in there', async () => {
  for (const to of [
    'https://evil.example wants',
    'shop.example.evil.example wants',
    'https://shop.example:444 wants',
    'xn--shp-hna.example wants',
  ]) {
    assert.equal(await but('https://shop.example wants', to), 'GUARD_TARGET');
  }
  for (const uri of [
    'https://evil.example',
    'https://shop.example@evil.example',
    'https://shop.example:444',
    'https://u:p@shop.example',
    'http://shop.example',
    'ftp://shop.example',
  ]) {
    assert.equal(await but('URI: https://shop.example', `URI: ${uri}`), 'GUARD_TARGET', uri);
  }
  for (const uri of ['/account', 'nonsense']) assert.equal(await but('URI: https://shop.example', `URI: ${uri}`), 'GUARD_SHAPE');
  assert.equal(await check(honest, NOW, { host: '' }), 'GUARD_TARGET');
});

test('C17: account and chain are those of the wallet and the programme', async () => {
  assert.equal(await but('0x81227f', '0x91227f'), 'GUARD_TARGET');
  assert.equal(await but('Chain ID: 80002', 'Chain ID: 1'), 'GUARD_CHAIN');
  assert.equal(await but('Chain ID: 80002', 'Chain ID: 080002'), 'GUARD_CHAIN');
});

test('C17: it ends soon, and has not ended', async () => {
  assert.equal(await check(honest, NOW + 600_000), 'GUARD_EXPIRED');
  assert.equal(await check(honest, NOW + 599_999), 'none');
  assert.equal(await but(iso(600), iso(901)), 'GUARD_EXPIRED');
  assert.equal(await but(iso(600), iso(900)), 'none');
  assert.equal(await but(iso(0), iso(600)), 'GUARD_EXPIRED');
  assert.equal(await but(iso(600), '2026-99-99T10:40:00.000Z'), 'GUARD_SHAPE');
  assert.equal(await but(iso(0), 'yesterday, before noon'), 'GUARD_SHAPE');
  assert.equal(await check(honest, NaN), 'GUARD_EXPIRED');
});

test('C17: nothing stands in it that is not understood', async () => {
  const last = `Expiration Time: ${iso(600)}`;
  const cases: [string, string][] = [
    [last, `${last}\nResources:\n- https://evil.example`],
    [last, `${last}\nRequest ID: 1`],
    [last, `${last}\nNot Before: ${iso(0)}`],
    [last, `${last}\n`],
    [last, `${last} `],
    [`\n${last}`, ''],
    ['Version: 1', 'Version: 2'],
    ['Nonce: q7Rk2Xw9Lt4Zb8Mn', 'Nonce: q7Rk2Xw'],
    ['Nonce: q7Rk2Xw9Lt4Zb8Mn', 'Nonce: q7Rk2Xw9-Lt4Zb8Mn'],
    ['Link this wallet', 'Link this\nURI: https://evil.example\nwallet'],
    ['Link this wallet', 'Link \u202ethis wallet'],
    ['Link this wallet', 'x'.repeat(400)],
    ['Ethereum account:', 'Solana account:'],
    ['https://shop.example wants', 'shop.example/path wants'],
    ['https://shop.example wants', ' https://shop.example wants'],
    ['\n', '\r\n'],
  ];
  for (const [from, to] of cases) assert.equal(await but(from, to), 'GUARD_SHAPE', to);
  for (const message of ['', 'hello', honest.toLowerCase(), honest + honest, 'x'.repeat(5000), honest.replaceAll('\n', ' ')]) {
    assert.equal(await check(message), 'GUARD_SHAPE');
  }
});

test('C17: the message of the real server is such a one, for its own page only', async (t) => {
  const server = createApi({ transactionStepMs: 20 });
  await server.ready;
  t.after(() => server.close());
  const tenant = await server.openTenant('regular');
  const options = {
    projectKey: tenant.projectKey,
    apiUrl: 'http://localhost:4010/v2',
    fetch: (async (input, init) => server.api(new Request(input, init))) as typeof fetch,
  };
  const session = createSession({ client: createClient(options) });
  t.after(() => session.close());
  await session.signIn(tenant.customers[0]!.identityToken);
  const client = createClient({ ...options, session });
  const { address } = Wallet.createRandom();
  const { message, nonce, expiresAt } = await createSigningAccountNonce(client, { address, chainId: 31337 });
  const host = /^https?:\/\/(\S+) wants/.exec(message)![1]!;
  assert.equal(await codeOfCall(() => checkLinkMessage(message, { host, address, chainId: 31337 }, Date.now())), 'none');
  assert.equal(
    await codeOfCall(() => checkLinkMessage(message, { host: 'other.example', address, chainId: 31337 }, Date.now())),
    'GUARD_TARGET',
  );
  assert.ok(message.includes(`Nonce: ${nonce}`) && expiresAt && message.endsWith(expiresAt));
});
