import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { formatUnits, parseUnits, Transaction, TypedDataEncoder, verifyTypedData, Wallet, type TransactionLike } from 'ethers';
import fc from 'fast-check';
import { parse } from 'yaml';
import { checkSigningData, type GuardedRequest } from '../../src/wallet/guard.js';
import type { TypedData } from '../../src/wallet/typed-data.js';
import { anHonest, burn, domainType, executeType, item, NOW, prepare, rewards, sample, type Json } from './honest.js';

const accepted = ({ intent, data }: ReturnType<typeof sample>): GuardedRequest => checkSigningData(data, intent, NOW);

/** The transaction as a library of its own builds it from what the API sent. */
function byEthers(data: Json): Transaction {
  const type = { legacy: 0, 'EIP-2930': 1, 'EIP-1559': 2 }[data['type'] as string];
  return Transaction.from({ ...data, type, expiresAt: undefined } as TransactionLike);
}

test('whatever an honest API prepares is accepted, and the hash is what ethers signs', () => {
  fc.assert(
    fc.property(anHonest, ({ intent, data }) => {
      const { hash, payload, facts, type, signer } = checkSigningData(data, intent, NOW);
      assert.equal(type, data['type']);
      assert.equal(signer.toLowerCase(), intent.signer);
      if (type === 'EIP-712') {
        const { domain, message } = data as { domain: Json; message: Json };
        assert.equal(hash, TypedDataEncoder.hash(domain, { Execute: executeType() as never }, message));
        assert.deepEqual((payload as TypedData).types, { EIP712Domain: domainType(), Execute: executeType() });
        assert.equal(facts.maxFee, null);
      } else {
        const same = byEthers(data);
        assert.equal(hash, same.unsignedHash);
        assert.equal(facts.maxFee, String(same.gasLimit * (same.maxFeePerGas ?? same.gasPrice ?? 0n)));
      }
      assert.equal(parseUnits(facts.amount, intent.decimals), parseUnits(intent.amount, intent.decimals));
      assert.doesNotMatch(facts.amount, /\.$|\.\d*0$/);
      assert.equal(facts.until, data['expiresAt'] ?? null);
      assert.equal(facts.to?.toLowerCase() ?? null, intent.to);
      assert.deepEqual([facts.kind, facts.tokenId, facts.chainId], [intent.kind, intent.tokenId, intent.chainId]);
    }),
    { numRuns: 1500 },
  );
});

test("the contract's own examples are accepted", () => {
  type Example = { signingData: Json; transaction: Json };
  const contract = parse(readFileSync('src/client/openapi.yaml', 'utf8')) as {
    components: { schemas: Record<string, { examples: unknown[] }> };
  };
  const { schemas } = contract.components;
  const [example] = schemas['TransactionRequestResponse']?.examples as [Example];
  const { transaction, signingData } = example;
  const wallet = transaction['senderAddress'] as string;
  const to = transaction['recipientAddress'] as string;
  const { intent } = sample('EIP-712', { tokenAddress: transaction['tokenAddress'] as string, wallet, from: wallet, to });
  const before = (signingData['deadline'] as number) * 1000 - 60_000;
  assert.equal(checkSigningData(signingData, intent, before).facts.until, '2026-01-01T00:15:00.000Z');

  const [raw] = schemas['Eip1559SigningData']?.examples as [Json];
  const own = sample('EIP-1559', { tokenAddress: transaction['tokenAddress'] as string, to }).intent;
  const { payload, facts } = checkSigningData(raw, own, NOW);
  assert.deepEqual([facts.until, facts.amount, facts.maxFee], [null, '250', '3150000000000000']);
  assert.equal((payload as { nonce: string }).nonce, '0x7');
});

test('every kind of token, moved and burned, in every format', () => {
  for (const type of ['EIP-712', 'legacy', 'EIP-2930', 'EIP-1559'])
    for (const token of [{}, rewards, item])
      for (const kind of [{}, burn])
        assert.equal(accepted(sample(type, { ...token, ...kind })).facts.kind, kind === burn ? 'burn' : 'transfer');
  const long = sample('EIP-712', item);
  const data = prepare('EIP-712', long.intent, { nonce: 0n, seconds: 60, gas: 0n, price: 0n, withBytes: true });
  assert.equal(accepted({ ...long, data }).facts.tokenId, '41');
});

test('a transaction for the wallet, field by field', () => {
  const { payload, method } = accepted(sample('EIP-2930', { ...rewards }));
  assert.equal(method, 'eth_signTransaction');
  const { data, ...rest } = payload as unknown as { data: string } & Json;
  assert.equal(data.slice(0, 10), '0xf242432a');
  assert.deepEqual(rest, {
    type: '0x1',
    from: '0x4F3d59aea280C7F69E21A5C8f33D728114727aBB',
    to: '0x27D4E5CAA61D2E0CA5ebae7984be4aE451208Fde',
    chainId: '0x13882',
    nonce: '0x4',
    gas: '0x15f90',
    value: '0x0',
    gasPrice: '0x826299e00',
    accessList: [{ address: '0x27D4E5CAA61D2E0CA5ebae7984be4aE451208Fde', storageKeys: [`0x${'0a'.repeat(32)}`] }],
  });
});

test('a signature over the typed data recovers to the signer, also after JSON', async () => {
  const key = new Wallet(`0x${'5'.repeat(64)}`);
  const { hash, payload } = accepted(sample('EIP-712', { signer: key.address }));
  const { domain, message, types } = JSON.parse(JSON.stringify(payload)) as TypedData;
  const signature = await key.signTypedData(domain, { Execute: [...types.Execute] }, message);
  assert.equal(verifyTypedData(domain, { Execute: [...types.Execute] }, message, signature), key.address);
  assert.equal(key.signingKey.sign(hash).serialized, signature);
});

test('what says the same in other words stays accepted', () => {
  const { intent, data } = sample('EIP-712');
  const { domain, message, types } = data as { domain: Json; message: Json; types: Json };
  const upper = (text: unknown): string => `0x${String(text).slice(2).toUpperCase()}`;
  const { hash } = checkSigningData(data, intent, NOW);
  const same: Json[] = [
    { ...data, message: { ...message, to: upper(message['to']), data: upper(message['data']) } },
    { ...data, domain: { ...domain, verifyingContract: upper(domain['verifyingContract']), chainId: String(domain['chainId']) } },
    { ...data, types: { ...types, EIP712Domain: domainType() } },
    { ...data, primaryType: null, expiresAt: null, deadline: undefined },
    { ...data, message: { ...message, value: 0, nonce: 4, deadline: data['deadline'] } },
    { ...data, expiresAt: new Date(Number(data['deadline']) * 1000 + 999).toISOString() },
    Object.assign(Object.create(null) as Json, data),
  ];
  for (const [index, other] of same.entries()) assert.equal(checkSigningData(other, intent, NOW).hash, hash, `number ${index}`);
  const loud = { ...intent, tokenAddress: upper(intent.tokenAddress), to: upper(intent.to), signer: upper(intent.signer) };
  assert.equal(checkSigningData(data, { ...loud, amount: '250.000' }, NOW).hash, hash);
});

test('amounts are exact from the smallest unit to the largest', () => {
  const most = 2n ** 256n - 1n;
  for (const [units, decimals] of [
    [1n, 18],
    [most, 0],
    [most, 18],
    [most, 77],
    [10n ** 18n, 18],
  ] as const)
    for (const type of ['EIP-712', 'EIP-1559']) {
      const amount = formatUnits(units, decimals).replace(/\.0$/, '');
      assert.equal(accepted(sample(type, { amount, decimals })).facts.amount, amount);
    }
});

test('the answer is frozen, is not what came, and what came is untouched', () => {
  const { intent, data } = sample('EIP-712');
  const before = JSON.stringify(data);
  const { payload } = checkSigningData(data, intent, NOW) as { payload: TypedData };
  assert.equal(JSON.stringify(data), before);
  assert.throws(() => Object.assign(payload.message, { to: intent.signer }), TypeError);
  assert.throws(() => (payload.types.Execute as unknown[]).push({}), TypeError);
  (data['message'] as Json)['to'] = intent.signer;
  assert.equal(payload.message.to.toLowerCase(), intent.tokenAddress);
});
