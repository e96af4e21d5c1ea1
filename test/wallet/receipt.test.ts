import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import { AbiCoder, id, toBeHex, zeroPadValue } from 'ethers';
import { verifyReceipt, type ReceiptFacts } from '../../src/wallet/receipt.js';
import { openServer, type Answer, type Received } from '../client/http-server.js';
import { codeOf } from './codes.js';

const A = `0x${'a1'.repeat(20)}`;
const B = `0x${'b2'.repeat(20)}`;
const TOKEN = `0x${'c3'.repeat(20)}`;
const HASH = id('transaction');
const topic = (address: string) => zeroPadValue(address, 32);
const uint = (value: bigint) => toBeHex(value, 32);
const transfer = (from: string, to: string, amount: bigint, address = TOKEN) => ({
  address,
  topics: [id('Transfer(address,address,uint256)'), topic(from), topic(to)],
  data: uint(amount),
});
const batch = (ids: bigint[], amounts: bigint[]) => ({
  address: TOKEN,
  topics: [id('TransferBatch(address,address,address,uint256[],uint256[])'), topic(A), topic(A), topic(B)],
  data: AbiCoder.defaultAbiCoder().encode(['uint256[]', 'uint256[]'], [ids, amounts]),
});
const facts: ReceiptFacts & { hash: string } = {
  hash: HASH,
  kind: 'transfer',
  tokenAddress: TOKEN,
  tokenType: 'ERC20',
  tokenId: null,
  amount: '5',
  decimals: 0,
  from: A,
  to: B,
};
const receipt = (change: object = {}) => ({
  transactionHash: HASH,
  blockHash: id('block'),
  blockNumber: '0x10',
  status: '0x1',
  logs: [transfer(A, B, 5n)],
  ...change,
});

interface Node {
  readonly rpcUrl: string;
  readonly received: readonly Received[];
}

/** A node that answers each method as the test says. */
async function openNode(t: TestContext, answers: Readonly<Record<string, unknown>>, special?: Answer): Promise<Node> {
  const { url, received } = await openServer(t, ({ json }) => {
    const { method } = json as { method: string };
    return (
      special ?? {
        json: { jsonrpc: '2.0', id: 1, result: { eth_blockNumber: '0x12', eth_getTransactionByHash: null, ...answers }[method] ?? null },
      }
    );
  });
  return { rpcUrl: url, received };
}

async function judge(t: TestContext, answer: unknown, change: Partial<ReceiptFacts> = {}): Promise<string> {
  const { rpcUrl } = await openNode(t, { eth_getTransactionReceipt: answer });
  try {
    return (await verifyReceipt({ rpcUrl, jwt: null }, { ...facts, ...change })).state;
  } catch (error) {
    return (error as { code: string }).code;
  }
}

test('C6: the token for the reader goes to the node as a bearer, and confirmations count blocks', async (t) => {
  const sent = { from: A, nonce: '0x7' };
  const { rpcUrl, received } = await openNode(t, { eth_getTransactionReceipt: receipt(), eth_getTransactionByHash: sent });
  const verdict = await verifyReceipt({ rpcUrl, jwt: 'reader.token' }, facts);
  assert.deepEqual(verdict, { state: 'verified', confirmations: 3, seen: { sender: A, nonce: 7, blockHash: id('block') } });
  assert.deepEqual(
    received.map(({ headers }) => headers['authorization']),
    Array.from({ length: 3 }, () => 'Bearer reader.token'),
  );
  assert.ok(received.every(({ headers }) => headers.cookie === undefined));
  const open = await openNode(t, { eth_getTransactionReceipt: receipt(), eth_blockNumber: '0x1' });
  assert.equal((await verifyReceipt({ rpcUrl: open.rpcUrl, jwt: null }, facts)).confirmations, 1);
  assert.equal(open.received[0]!.headers['authorization'], undefined);
});

test('C6: known and not in a block is pending; without effect is reverted', async (t) => {
  const { rpcUrl } = await openNode(t, { eth_getTransactionByHash: { hash: HASH, from: A, nonce: '0x0' } });
  assert.equal((await verifyReceipt({ rpcUrl, jwt: null }, facts)).state, 'pending');
  assert.equal(await judge(t, receipt({ status: '0x0', logs: [] })), 'reverted');
});

test('C6: what left the account is that one movement, and all of it', async (t) => {
  assert.equal(await judge(t, receipt()), 'verified');
  assert.equal(await judge(t, receipt({ logs: [transfer(B, A, 5n), transfer(A, B, 5n)] })), 'verified');
  assert.equal(await judge(t, receipt({ logs: [transfer(A, B, 5n), transfer(A, B, 5n)] })), 'mismatch');
  assert.equal(await judge(t, receipt({ logs: [transfer(A, B, 5n), transfer(A, TOKEN, 1n)] })), 'mismatch');
  assert.equal(await judge(t, receipt({ logs: [transfer(A, B, 5n, A)] })), 'mismatch');
  assert.equal(await judge(t, receipt({ logs: [] })), 'mismatch');
  assert.equal(await judge(t, receipt({ transactionHash: id('another') })), 'mismatch');
  const mint = transfer(`0x${'00'.repeat(20)}`, B, 5n);
  assert.equal(await judge(t, receipt({ logs: [mint, { ...mint, data: uint(9n) }] }), { kind: 'mint' }), 'verified');
});

test('C6: rewards in batches', async (t) => {
  const ofRewards = (amount: string, tokenId: string) => ({ tokenType: 'ERC1155', amount, tokenId });
  assert.equal(await judge(t, receipt({ logs: [batch([7n], [2n])] }), ofRewards('2', '7')), 'verified');
  assert.equal(await judge(t, receipt({ logs: [batch([7n, 8n], [2n, 1n])] }), ofRewards('2', '7')), 'mismatch');
  assert.equal(await judge(t, receipt({ logs: [batch([7n, 8n], [2n])] }), ofRewards('2', '7')), 'mismatch');
});

test('C6: logs that are none are passed over', async (t) => {
  const odd = [
    null,
    7,
    {},
    { address: TOKEN },
    { address: TOKEN, topics: 'x', data: '0x' },
    { ...transfer(A, B, 5n), data: 'zz' },
    { ...transfer(A, B, 5n), data: '0x' },
  ];
  const dirty = { ...transfer(A, B, 5n), topics: [id('Transfer(address,address,uint256)'), `0x01${topic(A).slice(4)}`, topic(B)] };
  assert.equal(await judge(t, receipt({ logs: [...odd, dirty, transfer(A, B, 5n)] })), 'verified');
  assert.equal(await judge(t, receipt({ logs: [...odd, dirty] })), 'mismatch');
});

test('T9: a node that answers nonsense verifies nothing', async (t) => {
  for (const sent of [7, {}, { from: A }, { from: A, nonce: 1 }, { from: 7, nonce: '0x1' }]) {
    const { rpcUrl } = await openNode(t, { eth_getTransactionReceipt: null, eth_getTransactionByHash: sent });
    assert.equal(await codeOf(verifyReceipt({ rpcUrl, jwt: null }, facts)), 'BAD_RESPONSE', JSON.stringify(sent));
  }
  for (const answer of [
    7,
    'x',
    [],
    {},
    receipt({ logs: null }),
    receipt({ blockHash: 'x' }),
    receipt({ status: null }),
    receipt({ blockNumber: 5 }),
  ]) {
    assert.equal(await judge(t, answer), 'BAD_RESPONSE', JSON.stringify(answer));
  }
  const failing: [Answer, string][] = [
    [{ body: 'no json' }, 'BAD_RESPONSE'],
    [{ json: null }, 'BAD_RESPONSE'],
    [{ json: { error: { code: -32000 } } }, 'BAD_RESPONSE'],
    [{ json: { jsonrpc: '2.0' } }, 'BAD_RESPONSE'],
    [{ body: `{"result":"${'x'.repeat(2_000_001)}"}` }, 'BAD_RESPONSE'],
    [{ status: 401, json: {} }, 'HTTP_ERROR'],
    [{ fault: 'reset' }, 'NETWORK'],
    [{ status: 307, headers: { location: 'http://127.0.0.1:1/' } }, 'NETWORK'],
  ];
  for (const [answer, code] of failing) {
    const { rpcUrl } = await openNode(t, {}, answer);
    assert.equal(await codeOf(verifyReceipt({ rpcUrl, jwt: 'secret' }, facts)), code);
  }
});

test('T9: a reading can be given up, and what is no hash is not asked for', async (t) => {
  const { rpcUrl, received } = await openNode(t, {}, { fault: 'silent' });
  const ending = new AbortController();
  const reading = codeOf(verifyReceipt({ rpcUrl, jwt: null }, facts, { signal: ending.signal }));
  setTimeout(() => ending.abort(), 30);
  assert.equal(await reading, 'ABORTED');
  assert.equal(await codeOf(verifyReceipt({ rpcUrl, jwt: null }, facts, { signal: AbortSignal.abort() })), 'ABORTED');
  const before = received.length;
  assert.equal(await codeOf(verifyReceipt({ rpcUrl, jwt: null }, { ...facts, hash: '0x12' })), 'VALIDATION_ERROR');
  assert.equal(received.length, before);
});
