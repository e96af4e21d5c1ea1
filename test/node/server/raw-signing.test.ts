import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { after, before, describe, it } from 'node:test';
import { Transaction, Wallet, type BaseWallet, type TransactionLike } from 'ethers';
import { openChain, type Chain } from '../../../demo/chain/chain.js';
import { serve, type Json, type Served } from '../../proof/served.js';

const ENVELOPES: Readonly<Record<string, number>> = { legacy: 0, 'EIP-2930': 1, 'EIP-1559': 2 };

/** The prepared transaction as ethers takes it. */
function toTransaction({ type, deadline: _deadline, expiresAt: _expiresAt, ...fields }: Json): TransactionLike {
  return { ...fields, type: ENVELOPES[type as string]! };
}

describe('own wallets that send their own transactions', () => {
  let chain: Chain;
  let served: Served;
  before(async () => {
    chain = await openChain(null);
    served = await serve({}, { chain });
  });
  after(async () => {
    await served.close();
    await chain.stop();
  });

  /** A customer whose account was linked and holds 100 points. */
  async function customer(format: string) {
    const tenant = await served.openOnChain('regular', format);
    const headers = await served.signIn(tenant, tenant.customers[0]!.key);
    const call = async (method: string, path: string, body?: unknown) => {
      const { status, body: answer } = await served.call(method, `/v2${path}`, headers, body);
      return { status, body: answer as Json };
    };
    const key = Wallet.createRandom();
    const { message } = (await call('POST', '/users/me/signing-accounts/nonce', { address: key.address, chainId: chain.chainId })).body;
    const proof = { message, signature: await key.signMessage(message as string) };
    assert.equal((await call('POST', '/users/me/signing-accounts', proof)).status, 201);
    const idle = async () => (await served.call('POST', `/test/tenants/${tenant.tenantId}/chain-check`)).body as Json;
    const own = { accountType: 'user', accountAddress: key.address };
    const moved = await call('POST', '/transactions', { web3TransactionType: 'TRANSFER', recipient: own, amount: 100 });
    assert.equal(moved.status, 201, JSON.stringify(moved.body));
    await idle();
    const token = (moved.body['transaction'] as Json)['tokenAddress'] as string;
    const burn = async (amount: number) => {
      const { body } = await call('POST', '/transactions', { web3TransactionType: 'BURN', sender: own, amount });
      return { id: (body['transaction'] as Json)['id'] as string, data: body['signingData'] as Json };
    };
    const submit = (id: string, type: string, signedTransaction: string) =>
      call('POST', `/transactions/${id}/submit`, { type, signedTransaction });
    const status = async (id: string) => (await call('GET', `/transactions/${id}`)).body;
    return { key, token, burn, submit, status, idle, call };
  }
  const sign = (key: BaseWallet, data: Json, changed: object = {}) => key.signTransaction({ ...toTransaction(data), ...changed });
  const held = async (token: string, address: string): Promise<bigint> =>
    BigInt(await chain.provider.call({ to: token, data: `0x70a08231${address.slice(2).padStart(64, '0')}` })) / 10n ** 18n;

  for (const format of Object.keys(ENVELOPES)) {
    it(`${format}: the account holds the tokens, signs the transaction that was prepared, and it counts once`, async () => {
      const { key, token, burn, submit, status, idle } = await customer(format);
      assert.equal(await held(token, key.address), 100n);
      const { id, data } = await burn(30);
      assert.deepEqual([data['type'], data['to'], data['value'], data['nonce']], [format, token, '0', 0]);
      const raw = await sign(key, data);
      const answers = await Promise.all(Array.from({ length: 20 }, () => submit(id, format, raw)));
      assert.deepEqual([...new Set(answers.map((one) => `${one.status} ${String(one.body['id'])}`))], [`200 ${id}`]);
      assert.deepEqual((await idle())['differences'], []);
      const ended = await status(id);
      assert.deepEqual([ended['status'], ended['transactionHash']], ['succeeded', Transaction.from(raw).hash]);
      assert.equal(await held(token, key.address), 70n);
      assert.equal((await submit(id, format, raw)).body['status'], 'succeeded');
      const next = await burn(1);
      assert.equal(next.data['nonce'], 1);
    });
  }

  it('T8, T10: another field, another signer, another format and noise are refused, and the movement waits on', async () => {
    const { key, burn, submit, status } = await customer('EIP-1559');
    const { id, data } = await burn(10);
    const type = 'EIP-1559';
    const changes = [
      { nonce: 1 },
      { gasLimit: 21_000 },
      { value: 1 },
      { chainId: 1 },
      { maxPriorityFeePerGas: 0 },
      { to: key.address },
      { data: '0x' },
    ];
    const raws = await Promise.all([
      ...changes.map((change) => sign(key, data, change)),
      sign(key, data, { accessList: [[key.address, []]] }),
      Promise.resolve('0x'),
      Promise.resolve('0x02c0'),
      Promise.resolve(Transaction.from(toTransaction(data)).unsignedSerialized),
    ]);
    for (const raw of raws) {
      const { status: code, body } = await submit(id, type, raw);
      assert.deepEqual([code, body['code']], [400, 'INVALID_SIGNATURE'], raw);
    }
    const thief = Wallet.createRandom();
    const stolen = await submit(id, type, await sign(thief, data));
    assert.deepEqual([stolen.status, stolen.body['code']], [403, 'SIGNER_MISMATCH']);
    const other = await submit(id, 'legacy', await sign(key, data));
    assert.deepEqual([other.status, other.body['code']], [400, 'VALIDATION_ERROR']);
    assert.equal((await status(id))['status'], 'pending_signature');
  });

  it('F29: the same call for another price is followed; another transaction in its place moved nothing, and the points are free again', async () => {
    const { key, token, burn, submit, status, idle } = await customer('EIP-1559');
    const { provider } = chain;
    const rival = async (amount: number, change: object) => {
      const { id, data } = await burn(amount);
      await provider.send('evm_setAutomine', [false]);
      try {
        await submit(id, 'EIP-1559', await sign(key, data));
        for (const end = Date.now() + 10_000; (await status(id))['transactionHash'] === null && Date.now() < end;) await delay(20);
        await delay(100);
        const fees = { maxFeePerGas: BigInt(data['maxFeePerGas'] as string) * 3n, maxPriorityFeePerGas: 3_000_000_000n };
        const sent = await provider.broadcastTransaction(await sign(key, data, { ...fees, ...change }));
        await provider.send('anvil_mine', []);
        return { id, hash: sent.hash };
      } finally {
        await provider.send('evm_setAutomine', [true]);
      }
    };
    const repriced = await rival(30, {});
    assert.deepEqual((await idle())['differences'], []);
    const followed = await status(repriced.id);
    assert.deepEqual([followed['status'], followed['transactionHash']], ['succeeded', repriced.hash]);
    assert.equal(await held(token, key.address), 70n);

    const cancelled = await rival(30, { to: key.address, data: '0x' });
    assert.deepEqual((await idle())['differences'], []);
    assert.equal((await status(cancelled.id))['status'], 'failed');
    assert.equal(await held(token, key.address), 70n);
    assert.equal((await burn(70)).data['nonce'], 2);
  });

  it('an account that cannot pay the fee: the movement fails and its points are free', async () => {
    const { key, burn, submit, status, idle } = await customer('legacy');
    const { id, data } = await burn(100);
    await chain.provider.send('anvil_setBalance', [key.address, '0x1']);
    await submit(id, 'legacy', await sign(key, data));
    await idle();
    assert.equal((await status(id))['status'], 'failed');
    assert.ok((await burn(100)).data);
  });
});
