import assert from 'node:assert/strict';
import test from 'node:test';
import { decodeRlp, encodeRlp, id, SigningKey, Transaction, Wallet, type RlpStructuredData, type TransactionLike } from 'ethers';
import fc from 'fast-check';
import { openTransaction } from '../../src/wallet/signed-transaction.js';

const TYPES = ['legacy', 'EIP-2930', 'EIP-1559'] as const;

/** The library's own transaction, signed. */
function sign(number: number, key: SigningKey, fields: TransactionLike = {}): Transaction {
  const price = number === 2 ? { maxFeePerGas: 35n, maxPriorityFeePerGas: 1n } : { gasPrice: 35n };
  const transaction = Transaction.from({
    type: number,
    chainId: 31337,
    nonce: 0,
    gasLimit: 21_000n,
    to: Wallet.createRandom().address,
    data: '0x',
    ...price,
    ...fields,
  });
  transaction.signature = key.sign(transaction.unsignedHash);
  return transaction;
}

test('T10: hash and signer are those that the library finds, for every type and any fields', () => {
  const fields = fc.record({
    number: fc.integer({ min: 0, max: 2 }),
    key: fc.bigInt(1n, 2n ** 200n),
    chainId: fc.bigInt(1n, 2n ** 52n),
    nonce: fc.integer({ min: 0, max: 2 ** 40 }),
    gasLimit: fc.bigInt(0n, 2n ** 50n),
    value: fc.bigInt(0n, 2n ** 90n),
    data: fc.uint8Array({ maxLength: 300 }).map((bytes) => `0x${Buffer.from(bytes).toString('hex')}`),
  });
  fc.assert(
    fc.property(fields, ({ number, key, ...rest }) => {
      const transaction = sign(number, new SigningKey(`0x${key.toString(16).padStart(64, '0')}`), rest);
      const { hash, from } = openTransaction(transaction.serialized, TYPES[number]!);
      assert.deepEqual([hash, from], [transaction.unsignedHash, transaction.from]);
    }),
    { numRuns: 300 },
  );
});

test('T10: a number of the signature that begins with zeros is still that number', () => {
  const key = new SigningKey(id('key'));
  // One signature in 128 has one.
  for (let nonce = 0, found = 0; found < 3; nonce++) {
    const transaction = sign(2, key, { nonce });
    const { r, s } = transaction.signature!;
    if (!r.startsWith('0x00') && !s.startsWith('0x00')) continue;
    found++;
    assert.equal(openTransaction(transaction.serialized, 'EIP-1559').from, transaction.from);
  }
});

test('C2: another type, another form, another count of fields or no chain is not read', () => {
  const key = new SigningKey(id('key'));
  for (const [number, type] of TYPES.entries()) {
    const raw = sign(number, key).serialized;
    const prefix = number === 0 ? '' : `0${number}`;
    const list = decodeRlp(`0x${raw.slice(2 + prefix.length)}`) as RlpStructuredData[];
    const again = (change: (fields: RlpStructuredData[]) => RlpStructuredData[]) => `0x${prefix}${encodeRlp(change([...list])).slice(2)}`;
    assert.equal(
      again((fields) => fields),
      raw,
    );
    const bad = [
      ...TYPES.flatMap((_, other) => (other === number ? [] : [sign(other, key).serialized])),
      again((fields) => fields.slice(0, -1)),
      again((fields) => [...fields, '0x']),
      again((fields) => [...fields.slice(0, -2), ...fields.slice(-2).map((part) => `0x00${(part as string).slice(2)}`)]),
      again((fields) => [...fields.slice(0, -3), '0x1b', ...fields.slice(-2)]),
      again((fields) => [...fields.slice(0, -3), [], ...fields.slice(-2)]),
      again((fields) => [...fields.slice(0, -2), '0x', '0x']),
      `0x${prefix}`,
      `0x${prefix}80`,
      `${raw}00`,
      raw.slice(0, -2),
      Transaction.from({ type: number, chainId: 1, to: Wallet.createRandom().address }).unsignedSerialized,
    ];
    for (const [index, one] of bad.entries()) assert.throws(() => openTransaction(one, type), `${type} ${index}`);
  }
});

test('C2: a changed field gives another hash or another signer', () => {
  const key = new SigningKey(id('key'));
  const transaction = sign(0, key, { data: '0xaabbcc' });
  const list = decodeRlp(transaction.serialized) as string[];
  for (let index = 0; index < list.length; index++) {
    const changed = list.map((part, at) =>
      at === index ? (part === '0x' ? '0x01' : `0x${part.slice(2, -2)}${part.endsWith('11') ? '12' : '11'}`) : part,
    );
    try {
      const { hash, from } = openTransaction(encodeRlp(changed), 'legacy');
      assert.ok(hash !== transaction.unsignedHash || from !== transaction.from, String(index));
    } catch (error) {
      assert.ok(error instanceof Error && error.name !== 'AssertionError', String(error));
    }
  }
});
