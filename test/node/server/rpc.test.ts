import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { decodeJwt } from 'jose';
import { parseEther, toBeHex, Wallet } from 'ethers';
import { openChain, type Chain } from '../../../demo/chain/chain.js';
import type { OpenedTenant } from '../../../demo/server/open-tenant.js';
import { bearer, outcome, signIn, testServer, withKey, type TestServer } from './fixture.js';

let chain: Chain;
let server: TestServer;
let tenant: OpenedTenant;
let jwt: string;

before(async () => {
  chain = await openChain(null);
  server = testServer({ chain });
  const made = await server.call('POST', '/test/tenants', { body: { world: 'harbour', chain: true } });
  tenant = (await made.json()) as OpenedTenant;
  // The programme's past comes onto the chain by itself: the blocks are counted when that is over.
  await server.call('POST', `/test/tenants/${tenant.tenantId}/chain-check`);
  jwt = await reader(server, tenant);
});
after(async () => {
  await server.close();
  await chain.stop();
});

async function reader(of: TestServer, at: OpenedTenant): Promise<string> {
  return ((await (await of.call('GET', '/v2/chains/31337', { headers: withKey(at) })).json()) as { jwt: string }).jwt;
}

interface Answer {
  jsonrpc: string;
  id: unknown;
  result?: unknown;
  error?: { code: number; message: string; data?: unknown };
}

const post = (body: unknown, token: string | null = jwt, id = '31337'): Promise<Response> =>
  server.call('POST', `/rpc/${id}`, { body, headers: token === null ? {} : { authorization: `Bearer ${token}` } });
const rpc = async (method: string, params?: unknown[]): Promise<Answer> =>
  (await (await post({ jsonrpc: '2.0', id: 7, method, ...(params && { params }) })).json()) as Answer;

test('reads the chain for a page', async () => {
  assert.deepEqual(await rpc('eth_chainId'), { jsonrpc: '2.0', id: 7, result: '0x7a69' });
  assert.equal((await rpc('net_version')).result, '31337');
  assert.equal(Number((await rpc('eth_blockNumber')).result), await chain.provider.getBlockNumber());
  assert.notEqual((await rpc('eth_getCode', [chain.factory.address, 'latest'])).result, '0x');
  assert.equal(await rpc('eth_getTransactionReceipt', [`0x${'0'.repeat(64)}`]).then(({ result }) => result), null);
});

test('passes on a transaction that its sender has signed', async () => {
  const key = Wallet.createRandom();
  await chain.provider.send('anvil_setBalance', [key.address, toBeHex(parseEther('1'))]);
  const raw = await key.signTransaction({
    to: Wallet.createRandom().address,
    value: 1n,
    nonce: 0,
    chainId: 31_337,
    gasLimit: 21_000,
    maxFeePerGas: 10n ** 10n,
    maxPriorityFeePerGas: 1n,
    type: 2,
  });
  const { result } = await rpc('eth_sendRawTransaction', [raw]);
  assert.match(String(result), /^0x[0-9a-f]{64}$/);
  const refused = await rpc('eth_sendRawTransaction', [raw]);
  assert.ok(refused.error && refused.error.code < 0, 'the words of the node come through: the nonce is used');
});

test('T11: refuses every method that rules the node, acts as an account, or looks into it', async () => {
  const before = await chain.provider.getBlockNumber();
  const key = Wallet.createRandom().address;
  const ruling: [string, unknown[]?][] = [
    ['anvil_setBalance', [key, '0xffff']],
    ['anvil_impersonateAccount', [key]],
    ['anvil_autoImpersonateAccount', [true]],
    ['anvil_setCode', [key, '0x00']],
    ['anvil_setStorageAt', [key, '0x0', `0x${'1'.repeat(64)}`]],
    ['anvil_setNonce', [key, '0x5']],
    ['anvil_mine', ['0x10']],
    ['anvil_reset'],
    ['anvil_dumpState'],
    ['anvil_loadState', ['0x']],
    ['anvil_nodeInfo'],
    ['hardhat_setBalance', [key, '0xffff']],
    ['hardhat_impersonateAccount', [key]],
    ['evm_mine'],
    ['evm_snapshot'],
    ['evm_revert', ['0x1']],
    ['evm_setNextBlockTimestamp', [9_999_999_999]],
    ['evm_increaseTime', [3600]],
    ['debug_traceTransaction', [`0x${'1'.repeat(64)}`]],
    ['trace_block', ['latest']],
    ['txpool_content'],
    ['eth_sendTransaction', [{ from: key, to: key }]],
    ['eth_sign', [key, '0x00']],
    ['eth_signTypedData_v4', [key, {}]],
    ['eth_accounts'],
    ['personal_sign', ['0x00', key]],
    ['wallet_switchEthereumChain', [{ chainId: '0x1' }]],
    ['web3_clientVersion'],
    ['eth_subscribe', ['newHeads']],
    ['ETH_CHAINID'],
    ['eth_chainId '],
    ['__proto__'],
  ];
  for (const [method, params] of ruling) {
    const { error, result } = await rpc(method, params);
    assert.deepEqual([error?.code, result], [-32601, undefined], method);
  }
  assert.equal(await chain.provider.getBlockNumber(), before);
  assert.equal(await chain.provider.getBalance(key), 0n);
});

test('T10: wants the reader token of this chain, and no other token', async () => {
  const ask = (token: string | null, method = 'eth_blockNumber') => post({ jsonrpc: '2.0', id: 1, method }, token).then(outcome);
  assert.equal(await ask(jwt), '200');
  assert.equal(await ask(null), '401 UNAUTHENTICATED');
  assert.equal(await ask('nonsense'), '401 UNAUTHENTICATED');
  const session = await signIn(server, tenant);
  assert.equal(await ask(session.accessToken), '401 UNAUTHENTICATED');
  assert.equal(await ask(session.refreshToken), '401 UNAUTHENTICATED');
  const as = await server.call('GET', '/v2/users/me', { headers: bearer({ accessToken: jwt, refreshToken: '' }) });
  assert.equal(await outcome(as), '401 UNAUTHENTICATED', 'and it opens nothing else');

  const other = testServer();
  const parts = jwt.split('.');
  assert.equal(await ask(`${parts[0]}.${parts[1]}.${'A'.repeat(86)}`), '401 UNAUTHENTICATED');
  await other.close();
  assert.equal(await ask(null, 'eth_chainId'), '200', 'wallets ask for the number before they add a network');
  const batch = [
    { jsonrpc: '2.0', id: 1, method: 'eth_chainId' },
    { jsonrpc: '2.0', id: 2, method: 'eth_blockNumber' },
  ];
  assert.equal(await outcome(await post(batch, null)), '401 UNAUTHENTICATED', 'nothing rides along');
});

test('the token is good for 30 days and says nothing about a customer', async () => {
  const own = testServer({ chain });
  const made = (await (await own.call('POST', '/test/tenants', { body: { world: 'harbour', chain: true } })).json()) as OpenedTenant;
  const token = await reader(own, made);
  const { exp, iat, aud, sub, ...more } = decodeJwt(token);
  assert.equal(exp! - iat!, 30 * 86_400);
  assert.equal(aud, 'http://localhost:4010/rpc/31337');
  assert.equal(sub, 'reader');
  assert.deepEqual(Object.keys(more).sort(), ['iss', 'tenantId']);
  const ask = () =>
    own
      .call('POST', '/rpc/31337', {
        body: { jsonrpc: '2.0', id: 1, method: 'eth_gasPrice' },
        headers: { authorization: `Bearer ${token}` },
      })
      .then(outcome);
  own.pass(30 * 86_400 - 5);
  assert.equal(await ask(), '200');
  own.pass(10);
  assert.equal(await ask(), '401 TOKEN_EXPIRED');
  await own.close();
});

test('batches of up to 20, each call with its own answer in its place', async () => {
  const call = (id: number, method = 'eth_chainId') => ({ jsonrpc: '2.0', id, method });
  const send = async (body: unknown) => (await (await post(body)).json()) as Answer[] & Answer;
  const answers = await send([call(1), call(2, 'anvil_mine'), { nonsense: true }, call(4, 'eth_blockNumber')]);
  assert.deepEqual(
    answers.map(({ id, error }) => [id, error?.code]),
    [
      [1, undefined],
      [2, -32601],
      [null, -32600],
      [4, undefined],
    ],
  );
  const twenty = Array.from({ length: 20 }, (_, id) => call(id));
  assert.equal((await send(twenty)).length, 20);
  assert.equal((await send([...twenty, call(20)])).error?.code, -32600);
  assert.equal((await send([])).error?.code, -32600);
  assert.equal((await send('{')).error?.code, -32700);
  for (const odd of [
    null,
    5,
    '"x"',
    { id: 1 },
    { jsonrpc: '1.0', id: 1, method: 'eth_chainId' },
    { ...call(1), params: {} },
    [[call(1)]],
  ]) {
    const answer = await send(odd);
    assert.ok([-32600, -32700].includes((Array.isArray(answer) ? answer[0]! : answer).error!.code), JSON.stringify(odd));
  }
});

test('is as large as the rest of the API takes, and only where the chain is', async () => {
  const call = { jsonrpc: '2.0', id: 1, method: 'eth_call', params: ['x'.repeat(101 * 1024)] };
  assert.equal(await outcome(await post(call)), '400 VALIDATION_ERROR');
  assert.equal(await outcome(await post({}, jwt, '1')), '404 RESOURCE_NOT_FOUND');
  assert.equal(await outcome(await server.call('GET', '/rpc/31337')), '404 RESOURCE_NOT_FOUND');
  const without = testServer();
  assert.equal(await outcome(await without.call('POST', '/rpc/31337', { body: {} })), '404 RESOURCE_NOT_FOUND');
  await without.close();
});

test('pages of every origin may ask', async () => {
  const origin = 'https://shop.example';
  const preflight = await server.call('OPTIONS', '/rpc/31337', {
    headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization,content-type' },
  });
  assert.equal(preflight.headers.get('access-control-allow-origin'), origin);
  assert.match(preflight.headers.get('access-control-allow-headers') ?? '', /authorization/);
});

test('never says where the node is, not even when it is gone', async () => {
  const gone: Chain = { ...chain, rpcUrl: 'http://127.0.0.1:9' };
  const dark = testServer({ chain: gone });
  const opened = (await (await dark.call('POST', '/test/tenants', { body: { world: 'harbour', chain: true } })).json()) as OpenedTenant;
  const headers = { authorization: `Bearer ${await reader(dark, opened)}` };
  const answer = await dark.call('POST', '/rpc/31337', { body: { jsonrpc: '2.0', id: 1, method: 'eth_gasPrice' }, headers });
  const text = await answer.text();
  assert.equal((JSON.parse(text) as Answer).error?.code, -32603);
  assert.doesNotMatch(text, /127\.0\.0\.1|:9\b/);
  await dark.close();
});

test('C19: one customer cannot ask without end', async () => {
  const limited = testServer({ chain, rateLimits: true });
  const answers = [];
  for (let count = 0; count < 601; count += 1) {
    const answer = await limited.call('POST', '/rpc/31337', { body: { jsonrpc: '2.0', id: 1, method: 'net_version' } });
    answers.push(answer.status);
  }
  assert.deepEqual([answers[599], answers[600]], [200, 429]);
  await limited.close();
});
