import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Interface, toBeHex } from 'ethers';
import { openChain, type Chain } from '../../../demo/chain/chain.js';
import { receiptOf } from '../../../demo/chain/receipts.js';
import { serve, type Json, type Served } from '../../proof/served.js';
import { lab } from './lab.js';
import { checked, customer, pay, TOKEN, untilEnded, type Customer } from './own-payments.js';

let chain: Chain;
let served: Served;
before(async () => {
  chain = await openChain(null);
  served = await serve({ lab }, { chain });
});
after(async () => {
  await served.close();
  await chain.stop();
});

const at = (address: string): string => `0x${address.slice(2).padStart(64, '0').toLowerCase()}`;

/** What is not in the ledger: the chain's own points of a wallet go to somebody, and come back when the answer is called. */
async function takeAway({ wallet }: Customer, token: string): Promise<() => Promise<void>> {
  const stranger = '0x00000000000000000000000000000000000000aa';
  const balanceOf = (holder: string) => chain.provider.call({ to: token, data: `0x70a08231${at(holder).slice(2)}` });
  const send = async (from: string, to: string): Promise<void> => {
    await chain.provider.send('anvil_setBalance', [from, toBeHex(10n ** 18n)]);
    await chain.provider.send('anvil_impersonateAccount', [from]);
    const data = TOKEN.encodeFunctionData('transfer', [to, await balanceOf(from)]);
    const hash = (await chain.provider.send('eth_sendTransaction', [{ from, to: token, data }])) as string;
    await receiptOf(chain.provider, hash);
    await chain.provider.send('anvil_stopImpersonatingAccount', [from]);
  };
  await send(wallet, stranger);
  return () => send(stranger, wallet);
}

/** A wallet is deployed with its first payment: what is sent in its name before that would be in the way of it. */
async function spendFirst(mina: Customer): Promise<void> {
  const first = await pay(mina, 100);
  await first.sign();
  assert.equal((await untilEnded(mina, first)).status, 'succeeded');
}

test('two payments of one wallet that wait together go by the numbers that were signed, not by when they were ordered', async () => {
  const mina = await customer(served, 'lab', 'c0', chain);
  const [ahead, early, late] = [await pay(mina, 1), await pay(mina, 2), await pay(mina, 3)];
  // Nothing is mined: the one ahead keeps the wallet busy until the other two wait.
  await chain.provider.send('evm_setAutomine', [false]);
  await ahead.sign();
  await late.sign();
  await early.sign();
  await chain.provider.send('evm_setAutomine', [true]);
  await chain.provider.send('evm_mine', []);
  const ended = await Promise.all([ahead, early, late].map((payment) => untilEnded(mina, payment)));
  assert.deepEqual(
    ended.map(({ status }) => status as string),
    ['succeeded', 'succeeded', 'succeeded'],
  );
  assert.deepEqual(await checked(served, mina), []);
});

test('a payment that the chain refuses ends as failed, with its points free again, and the next one succeeds', async () => {
  const mina = await customer(served, 'lab', 'c1', chain);
  await spendFirst(mina);
  const payment = await pay(mina, 40);
  assert.equal(await mina.available(), 360, 'held while it waits');
  const giveBack = await takeAway(mina, payment.token);
  await payment.sign();
  const ended = await untilEnded(mina, payment);
  assert.equal(ended.status, 'failed');
  assert.equal(await mina.available(), 400);
  const differences = await checked(served, mina);
  assert.deepEqual(
    differences.map(({ address, ledger, chain: there }) => [address, Number(ledger), Number(there)]),
    [[mina.wallet, 400, 0]],
    'the check sees what was taken away',
  );
  await giveBack();
  const next = await pay(mina, 40);
  await next.sign();
  assert.equal((await untilEnded(mina, next)).status, 'succeeded');
  assert.deepEqual(await checked(served, mina), []);
});

test('a redeem whose payment the chain refuses fails, and its piece is back on the shelf', async () => {
  const mina = await customer(served, 'lab', 'c2', chain);
  await spendFirst(mina);
  const offers = (await mina.call('GET', '/redemptions?page=1&limit=100')).body.data as Json[];
  const offer = offers.find(({ name }) => name === 'Last piece');
  const { redeem, senderTransaction } = (await mina.call('POST', '/redemptions/redeems', { redemptionId: offer.id, businessId: null }))
    .body;
  const stock = async () => (await mina.call('GET', `/redemptions/${offer.id}`)).body.supply.available as number;
  assert.equal(await stock(), 0);
  const { transaction, signingData } = senderTransaction;
  const giveBack = await takeAway(mina, transaction.tokenAddress as string);
  await mina.submit(transaction.id, signingData);
  assert.equal((await untilEnded(mina, transaction)).status, 'failed');
  assert.equal((await mina.call('GET', `/redemptions/redeems/${redeem.id}`)).body.status, 'FAILED');
  assert.deepEqual([await stock(), await mina.available()], [1, 400]);
  await giveBack();
  assert.deepEqual(await checked(served, mina), []);
});

test('the check counts all that there is: points out of nothing are found', async () => {
  const mina = await customer(served, 'lab', 'c3', chain);
  const { token } = await pay(mina, 1);
  const owner = `0x${(await chain.provider.call({ to: token, data: '0x8da5cb5b' })).slice(26)}`;
  await chain.provider.send('anvil_impersonateAccount', [owner]);
  const data = new Interface(['function mint(address,uint256)']).encodeFunctionData('mint', [`0x${'b'.repeat(40)}`, 10n ** 18n]);
  const hash = (await chain.provider.send('eth_sendTransaction', [{ from: owner, to: token, data }])) as string;
  await receiptOf(chain.provider, hash);
  await chain.provider.send('anvil_stopImpersonatingAccount', [owner]);
  const [found, ...more] = await checked(served, mina);
  assert.equal(more.length, 0);
  assert.equal(found!.address, null);
  assert.equal(Number(found!.chain) - Number(found!.ledger), 1);
});
