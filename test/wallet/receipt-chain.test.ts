import assert from 'node:assert/strict';
import test from 'node:test';
import { id, parseEther } from 'ethers';
import { verifyReceipt, type ReceiptFacts, type Verdict } from '../../src/wallet/receipt.js';
import { points, reward, status, world } from '../node/chain/fixture.js';

const here = world();
const read = (hash: string, facts: ReceiptFacts): Promise<Verdict> =>
  verifyReceipt({ rpcUrl: here.chain.rpcUrl, jwt: null }, { hash, ...facts });
const stateOf = async (hash: string, facts: ReceiptFacts) => (await read(hash, facts)).state;
const wallet = (name: string) => here.chain.signer.custodialWallet(name);

const pointFacts = (change: Partial<ReceiptFacts>): ReceiptFacts => ({
  kind: 'transfer',
  tokenAddress: here.tokens.points.address,
  tokenType: 'ERC20',
  tokenId: null,
  amount: '12.5',
  decimals: 18,
  from: wallet('anna'),
  to: wallet('ben'),
  ...change,
});

test('C6: points on the real chain: minted, moved and burnt, each as it was, by the unit', async () => {
  const { signer } = here.chain;
  const minted = await signer.mint(points(here, parseEther('100')), wallet('anna'));
  const mint = pointFacts({ kind: 'mint', amount: '100', from: wallet('nobody'), to: wallet('anna') });
  const verdict = await read(minted.hash, mint);
  assert.deepEqual([verdict.state, verdict.seen?.blockHash], ['verified', minted.blockHash]);
  assert.ok(verdict.confirmations >= 1);
  const moved = await signer.transfer('anna', points(here, parseEther('12.5')), wallet('ben'));
  assert.equal(await stateOf(moved.hash, pointFacts({})), 'verified');
  assert.equal(await stateOf(moved.hash, pointFacts({ from: wallet('anna').toLowerCase() })), 'verified');
  const burnt = await signer.burn('anna', points(here, 1n));
  assert.equal(await stateOf(burnt.hash, pointFacts({ kind: 'burn', amount: '0.000000000000000001', to: null })), 'verified');
  assert.ok((await read(minted.hash, mint)).confirmations > verdict.confirmations);
  for (const change of [
    { amount: '12.500000000000000001' },
    { amount: '12' },
    { to: wallet('cleo') },
    { from: wallet('cleo') },
    { tokenAddress: here.tokens.rewards.address },
    { kind: 'burn', to: null },
    { kind: 'mint' },
    { tokenType: 'ERC721', tokenId: '1', decimals: 0, amount: '1' },
    { tokenType: 'ERC777' },
  ] as const) {
    assert.equal(await stateOf(moved.hash, pointFacts(change)), 'mismatch', JSON.stringify(change));
  }
});

test('C6: a reward and a status on the real chain, by their id', async () => {
  const { signer } = here.chain;
  await signer.mint(reward(here, 4n, 3n), wallet('dan'));
  const moved = await signer.transfer('dan', reward(here, 4n, 2n), wallet('eva'));
  const facts = pointFacts({
    tokenAddress: here.tokens.rewards.address,
    tokenType: 'ERC1155',
    tokenId: '4',
    amount: '2',
    decimals: 0,
    from: wallet('dan'),
    to: wallet('eva'),
  });
  assert.equal(await stateOf(moved.hash, facts), 'verified');
  assert.equal(await stateOf(moved.hash, { ...facts, tokenId: '5' }), 'mismatch');
  assert.equal(await stateOf(moved.hash, { ...facts, amount: '3' }), 'mismatch');
  const minted = await signer.mint(status(here, 77n), wallet('eva'));
  const badge = {
    ...facts,
    kind: 'mint',
    tokenAddress: here.tokens.status.address,
    tokenType: 'ERC721',
    tokenId: '77',
    amount: '1',
  } as const;
  assert.equal(await stateOf(minted.hash, badge), 'verified');
  assert.equal(await stateOf(minted.hash, { ...badge, tokenId: '78' }), 'mismatch');
  assert.equal(await stateOf(minted.hash, { ...badge, to: wallet('dan') }), 'mismatch');
});

test('C6: a hash that the chain has not seen is missing', async () => {
  assert.deepEqual(await read(id('nothing'), pointFacts({})), { state: 'missing', confirmations: 0, seen: null });
});
