import assert from 'node:assert/strict';
import test from 'node:test';
import * as api from '../../src/client/index.js';
import { codeOf } from '../wallet/codes.js';
import { clientAnsweredWith, openClient } from './http-server.js';

const own = `0x${'a1'.repeat(20)}`;
const transaction = { id: 'tx', status: 'pending_signature', amount: 250, tokenType: 'ERC20' };
const input: api.TransactionInput = {
  web3TransactionType: 'TRANSFER',
  recipient: { accountType: 'user', accountAddress: own },
  amount: '250.5',
};

test('a movement is sent once, its amount as a number, and answers with what has to be signed', async (t) => {
  const signingData = { type: 'EIP-712', message: { to: own, extra: [1, { deep: null }] }, unknown: 'kept' };
  const answer = { transaction, signingData, walletStatus: 'WALLET_AND_SIGNING_READY' };
  const client = await openClient(t, () => ({ status: 201, json: answer }));
  const result = await api.createTransaction(client, input);
  assert.deepEqual([client.received[0]!.method, client.received[0]!.path], ['POST', '/transactions']);
  assert.deepEqual(client.received[0]!.json, { ...input, amount: 250.5 });
  assert.deepEqual(result.signingData, signingData);
  assert.deepEqual(
    [result.transaction.id, result.transaction.status, result.walletStatus],
    ['tx', 'pending_signature', 'WALLET_AND_SIGNING_READY'],
  );
  assert.equal(result.actionable, null);
});

test('a bare transaction is an answer as well: then the server executes', async (t) => {
  for (const answer of [transaction, { transaction, signingData: {}, actionable: {} }, { transaction, signingData: null }]) {
    const result = await api.createTransaction(await clientAnsweredWith(t, answer), input);
    assert.deepEqual([result.transaction.id, result.signingData, result.actionable, result.walletStatus], ['tx', null, null, '']);
  }
});

test('what the customer has to do first is told, its page only when it is safe', async (t) => {
  const step = { type: 'CONNECT_SIGNING_ACCOUNT', message: 'Connect a wallet.' };
  for (const [url, kept] of [
    ['https://shop.example/wallet', 'https://shop.example/wallet'],
    ['javascript:alert(1)', null],
    [undefined, null],
  ]) {
    const client = await clientAnsweredWith(t, { transaction, actionable: { ...step, url } });
    assert.deepEqual((await api.createTransaction(client, input)).actionable, { ...step, url: kept });
  }
});

test('an amount that JSON would change is not sent', async (t) => {
  const client = await clientAnsweredWith(t, transaction);
  for (const amount of ['9007199254740993', '0.12345678901234567', '0', '', '-1', '1e3', 'x', '0x10', String(2n ** 256n)]) {
    assert.equal(await codeOf(api.createTransaction(client, { ...input, amount })), 'VALIDATION_ERROR', amount);
  }
  assert.equal(client.received.length, 0);
  for (const amount of ['9007199254740991', '0.1', '12.50', '123456.789']) await api.createTransaction(client, { ...input, amount });
  assert.deepEqual(
    client.received.map(({ json }) => (json as { amount: number }).amount),
    [9007199254740991, 0.1, 12.5, 123456.789],
  );
});

test('preparing and handing in, by id, with what the wallet signed and nothing else', async (t) => {
  const client = await openClient(t, ({ path }) => ({
    json: path.endsWith('/prepare') ? { transaction, signingData: { type: 'legacy' } } : transaction,
  }));
  assert.deepEqual((await api.prepareTransaction(client, 'a/b')).signingData, { type: 'legacy' });
  const signed = await api.submitTransaction(client, 'a/b', { type: 'EIP-712', signature: '0xab' });
  assert.equal(signed.id, 'tx');
  await api.submitTransaction(client, 'tx', { type: 'EIP-1559', signedTransaction: '0x02' });
  assert.deepEqual(
    client.received.map(({ method, path, json }) => [method, path, json]),
    [
      ['POST', '/transactions/a%2Fb/prepare', undefined],
      ['POST', '/transactions/a%2Fb/submit', { type: 'EIP-712', signature: '0xab' }],
      ['POST', '/transactions/tx/submit', { type: 'EIP-1559', signedTransaction: '0x02' }],
    ],
  );
});

test('refusals keep their code, answers without a transaction are none, and nothing is sent twice', async (t) => {
  const refusing = await openClient(t, () => ({ status: 409, json: { code: 'TRANSACTION_NOT_PENDING_SIGNATURE' } }));
  const busy = await openClient(t, () => ({ status: 503, json: {} }));
  const empty = await clientAnsweredWith(t, { transaction: null });
  for (const [client, code] of [
    [refusing, 'TRANSACTION_NOT_PENDING_SIGNATURE'],
    [busy, 'HTTP_ERROR'],
    [empty, 'BAD_RESPONSE'],
  ] as const) {
    assert.equal(await codeOf(api.createTransaction(client, input)), code);
    assert.equal(await codeOf(api.prepareTransaction(client, 'tx')), code);
    assert.equal(await codeOf(api.submitTransaction(client, 'tx', { type: 'EIP-712', signature: '0x' })), code);
    assert.equal(client.received.length, 3);
  }
});
