import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseEther, Wallet } from 'ethers';
import { receiptOf } from '../../demo/chain/receipts.js';
import { transferCall } from '../../demo/chain/token-calls.js';
import { verifyReceipt, type Seen, type Verdict } from '../../src/wallet/receipt.js';
import { points, world } from '../node/chain/fixture.js';

const here = world();

/** A customer's own account with 100 points and money for fees, and its transfer of 5 points to somebody. */
async function transfer() {
  const { provider, signer, giveGas } = here.chain;
  const key = Wallet.createRandom();
  const to = Wallet.createRandom().address;
  await giveGas(key.address);
  await signer.mint(points(here, parseEther('100')), key.address);
  const fees = { maxFeePerGas: 10_000_000_000n, maxPriorityFeePerGas: 1_000_000_000n };
  const call = transferCall(points(here, parseEther('5')), key.address, to);
  const sign = (change = {}) =>
    key.signTransaction({ type: 2, chainId: here.chain.chainId, ...call, nonce: 0, gasLimit: 150_000, ...fees, ...change });
  const read = (hash: string, seen: Seen | null): Promise<Verdict> => {
    const token = { tokenAddress: here.tokens.points.address, tokenType: 'ERC20', tokenId: null, amount: '5', decimals: 18 };
    const facts = { hash, kind: 'transfer', ...token, from: key.address, to } as const;
    return verifyReceipt({ rpcUrl: here.chain.rpcUrl, jwt: null }, facts, { seen });
  };
  return { provider, key, sign, read };
}

test('F29: a transaction whose number another one has used is replaced, and not just missing', async () => {
  const { provider, key, sign, read } = await transfer();
  await provider.send('evm_setAutomine', [false]);
  try {
    const { hash } = await provider.broadcastTransaction(await sign());
    const pending = await read(hash, null);
    assert.deepEqual(pending, {
      state: 'pending',
      confirmations: 0,
      seen: { sender: key.address.toLowerCase(), nonce: 0, blockHash: null },
    });
    const dear = { maxFeePerGas: 40_000_000_000n, maxPriorityFeePerGas: 4_000_000_000n };
    const rival = await provider.broadcastTransaction(await sign(dear));
    assert.deepEqual((await read(hash, pending.seen)).state, 'missing', 'out of the pool, and its number is still free');
    await provider.send('anvil_mine', []);
    assert.deepEqual(await read(hash, pending.seen), { state: 'replaced', confirmations: 0, seen: pending.seen });
    assert.equal((await read(hash, null)).state, 'missing', 'who has not seen it cannot know');
    assert.equal((await read(rival.hash, null)).state, 'verified', 'repriced: the same movement under another hash');
  } finally {
    await provider.send('evm_setAutomine', [true]);
  }
});

test('F30: a block that is no longer part of the chain: confirming again, never failed, and verified in its next block', async () => {
  const { provider, sign, read } = await transfer();
  const raw = await sign();
  const { hash } = await provider.broadcastTransaction(raw);
  await receiptOf(provider, hash);
  const first = await read(hash, null);
  assert.equal(first.state, 'verified');
  assert.ok(first.seen?.blockHash);
  await provider.send('anvil_reorg', [1, []]);
  const lost = await read(hash, first.seen);
  assert.deepEqual(lost, { state: 'reorged', confirmations: 0, seen: first.seen });
  // Some nodes bring it back by themselves.
  await provider.broadcastTransaction(raw).catch(() => undefined);
  await receiptOf(provider, hash);
  const again = await read(hash, lost.seen);
  assert.equal(again.state, 'verified');
  assert.notEqual(again.seen?.blockHash, first.seen?.blockHash);
});
