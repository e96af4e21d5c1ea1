import assert from 'node:assert/strict';
import test from 'node:test';
import { concat, hashMessage, id, Signature, toBeHex, Transaction, Wallet } from 'ethers';
import { readAccounts, readChainId, readSignature, readSigned } from '../../src/wallet/answer.js';
import { checkSigningData, type GuardedRequest } from '../../src/wallet/guard.js';
import { codeOfCall } from './codes.js';
import { NOW, prepare, sample } from './honest.js';

const key = new Wallet(id('an account'));
const other = new Wallet(id('another account'));
const hash = hashMessage('hello');
const signature = key.signingKey.sign(hash);

test('accounts: checksummed, what is no address left out, none means locked', async () => {
  assert.deepEqual(readAccounts([key.address.toLowerCase(), 7, other.address]), [key.address, other.address]);
  assert.equal(await codeOfCall(() => readAccounts([])), 'WALLET_LOCKED');
  for (const answer of [undefined, null, 'x', {}, [null], ['0x12'], [[key.address]]]) {
    assert.equal(await codeOfCall(() => readAccounts(answer)), 'WALLET_FAILED');
  }
});

test('chain ids: hex as the standard says, decimals as some wallets do, nothing else', () => {
  assert.deepEqual(['0x1', '0x7A69', '80002', 5].map(readChainId), [1, 31337, 80002, 5]);
  for (const answer of [undefined, null, '', '0x', '0xzz', '1.5', 1.5, 0, '0x0', -1, NaN, Infinity, {}, [1], '0xffffffffffffffff', true]) {
    assert.equal(readChainId(answer), null);
  }
});

test('C17: a signature counts only by the account and over the hash that was asked for', async () => {
  assert.equal(readSignature(signature.serialized, hash, key.address), signature.serialized);
  assert.equal(await codeOfCall(() => readSignature(signature.serialized, hash, other.address)), 'WALLET_WRONG_ACCOUNT');
  assert.equal(await codeOfCall(() => readSignature(signature.serialized, id('x'), key.address)), 'WALLET_WRONG_ACCOUNT');
});

test('C17: forms of the same signature become the usual one; what is none is refused', async () => {
  const { r, s, v, compactSerialized, serialized } = signature;
  assert.equal(readSignature(compactSerialized, hash, key.address), serialized);
  assert.equal(readSignature(concat([r, s, toBeHex(v - 27)]), hash, key.address), serialized);
  assert.equal(readSignature(`0x${serialized.slice(2).toUpperCase()}`, hash, key.address), serialized);
  const order = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
  const malleable = concat([r, toBeHex(order - BigInt(s), 32), toBeHex(v === 27 ? 28 : 27)]);
  const bad = [
    undefined,
    null,
    7,
    {},
    '',
    '0x',
    '0x1',
    '0xzz',
    serialized.slice(2),
    serialized.slice(0, -4),
    malleable,
    `0x${'00'.repeat(65)}`,
  ];
  for (const answer of bad) assert.equal(await codeOfCall(() => readSignature(answer, hash, key.address)), 'WALLET_FAILED');
});

test("C17: a contract account's longer signature is passed on as it is, within reason", async () => {
  const long = `0x${'ab'.repeat(130)}`;
  assert.equal(readSignature(long, hash, key.address), long);
  assert.equal(await codeOfCall(() => readSignature(`0x${'ab'.repeat(20_000)}`, hash, key.address)), 'WALLET_FAILED');
});

function guarded(type: string): GuardedRequest {
  const { intent } = sample(type);
  const mine = { ...intent, signer: key.address, from: key.address, wallet: null };
  return checkSigningData(prepare(type, mine, { nonce: 4n, seconds: 900, gas: 90_000n, price: 35n, withBytes: false }), mine, NOW);
}

/** The transaction of a guarded request, with `change`, signed by `by`. */
function signed(request: GuardedRequest, change: object = {}, by = key): string {
  const { gas, type, nonce, from: _, ...fields } = request.payload as unknown as Record<string, string>;
  const transaction = Transaction.from({ ...fields, type: Number(type), nonce: Number(nonce), gasLimit: gas!, ...change });
  transaction.signature = by.signingKey.sign(transaction.unsignedHash);
  return transaction.serialized;
}

test('C2, T10: a signed transaction is the one that was guarded, field by field', async () => {
  for (const type of ['legacy', 'EIP-2930', 'EIP-1559'] as const) {
    const request = guarded(type);
    const raw = signed(request);
    assert.deepEqual(readSigned(raw, request), { type, signedTransaction: raw });
    assert.deepEqual(readSigned({ raw, tx: {} }, request), { type, signedTransaction: raw });
    for (const change of [{ to: other.address }, { value: 1n }, { nonce: 5 }, { data: '0x' }, { chainId: 1 }, { gasLimit: 90_001n }]) {
      assert.equal(await codeOfCall(() => readSigned(signed(request, change), request)), 'WALLET_FAILED', `${type} ${Object.keys(change)}`);
    }
    assert.equal(await codeOfCall(() => readSigned(signed(request, {}, other), request)), 'WALLET_WRONG_ACCOUNT');
  }
});

test('C2: what is no signed transaction is not one', async () => {
  const request = guarded('EIP-1559');
  const raw = signed(request);
  const unsigned = Transaction.from(raw);
  unsigned.signature = null;
  const trap = {
    get raw(): never {
      throw new Error('trap');
    },
  };
  for (const answer of [
    undefined,
    null,
    {},
    7,
    '0x',
    '0x02',
    `${raw}00`,
    unsigned.unsignedSerialized,
    trap,
    Signature.from(signature).serialized,
  ]) {
    assert.equal(await codeOfCall(() => readSigned(answer, request)), 'WALLET_FAILED');
  }
  assert.equal(await codeOfCall(() => readSigned(signed(guarded('legacy')), request)), 'WALLET_FAILED');
});
