import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Wallet } from 'ethers';
import { openChain, type Chain } from '../../../demo/chain/chain.js';
import { serve, type Json, type Served } from '../../proof/served.js';

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

const list = (body: unknown): Json[] => (Array.isArray(body) ? body : ((body as Json)['data'] as Json[])) as Json[];

interface Check {
  readonly compared: number;
  readonly differences: readonly unknown[];
}
const check = async (tenantId: string): Promise<Check> =>
  (await served.call('POST', `/test/tenants/${tenantId}/chain-check`)).body as Check;

test('a world on the chain: its past is really there, claims and redeems are transactions, ledger and chain agree', async () => {
  const tenant = await served.openOnChain('regular');
  const past = await check(tenant.tenantId);
  assert.ok(past.compared > 3);
  assert.deepEqual(past.differences, []);

  const mina = await served.signIn(tenant, tenant.customers[0]!.key);
  const campaigns = list((await served.call('GET', '/v2/campaigns?page=1&limit=100', mina)).body);
  let claimed = 0;
  for (const { id } of campaigns) {
    const { status } = await served.call('POST', '/v2/campaigns/claims', mina, { campaignId: id });
    if (status < 300) claimed += 1;
  }
  assert.ok(claimed > 0);
  assert.deepEqual((await check(tenant.tenantId)).differences, []);
  const moved = list((await served.call('GET', '/v2/transactions/me?page=1&limit=20', mina)).body)[0]!;
  assert.equal(moved['status'], 'succeeded');
  const receipt = await chain.provider.getTransactionReceipt(moved['transactionHash'] as string);
  assert.equal(receipt?.status, 1);
});

test('C2: a linked wallet: claims mint to it, it pays for an offer with a signature, and detaching it ends what waited', async () => {
  const tenant = await served.openOnChain('regular');
  const mina = await served.signIn(tenant, tenant.customers[0]!.key);
  const key = Wallet.createRandom();
  const { body: asked } = await served.call('POST', '/v2/users/me/signing-accounts/nonce', mina, {
    address: key.address,
    chainId: chain.chainId,
  });
  const { message } = asked as { message: string };
  const signature = await key.signMessage(message);
  const linked = await served.call('POST', '/v2/users/me/signing-accounts', mina, { message, signature });
  assert.equal(linked.status, 201);
  const again = await served.call('POST', '/v2/users/me/signing-accounts', mina, { message, signature });
  assert.equal((again.body as Json)['code'], 'SIGNING_REQUEST_EXPIRED', 'T9: a nonce works once');

  const me = (await served.call('GET', '/v2/users/me', mina)).body as { wallets: Json[]; currentSigningAccountId: string };
  const own = me.wallets.find((wallet) => wallet['walletManagementType'] === 'non-custodial')!;
  assert.equal(own['ownerSigningAccountId'], me.currentSigningAccountId);
  assert.equal(own['address'], chain.signer.walletOf({ owner: key.address }));

  const held = list(
    ((await served.call('GET', `/v2/balances/accounts/${String(me.wallets[0]!['address'])}`, mina)).body as { tokenBalances: Json[] })
      .tokenBalances,
  );
  const points = held.find((line) => (line['token'] as Json)['type'] === 'ERC20' && Number(line['balance']) > 0)!;
  const token = points['token'] as Json;
  const move = await served.call('POST', '/v2/transactions', mina, {
    web3TransactionType: 'TRANSFER',
    sender: { accountType: 'user', accountAddress: me.wallets[0]!['address'] },
    recipient: { accountType: 'user', accountAddress: own['address'] },
    token: { tokenDbId: token['id'] },
    amount: points['balance'],
  });
  assert.equal(move.status, 201);
  assert.equal((move.body as Json)['signingData'], undefined, 'the platform signs for the wallet it keeps');
  assert.deepEqual((await check(tenant.tenantId)).differences, []);

  const burn = await served.call('POST', '/v2/transactions', mina, {
    web3TransactionType: 'BURN',
    sender: { accountType: 'user', accountAddress: own['address'] },
    token: { tokenDbId: token['id'] },
    amount: 1,
  });
  const { transaction, signingData } = burn.body as { transaction: Json; signingData: Record<string, never> };
  assert.equal(transaction['status'], 'pending_signature');
  const typed = await key.signTypedData(signingData['domain']!, signingData['types']!, signingData['message']!);
  const submit = () =>
    served.call('POST', `/v2/transactions/${String(transaction['id'])}/submit`, mina, { type: 'EIP-712', signature: typed });
  const answers = await Promise.all(Array.from({ length: 20 }, submit));
  assert.ok(
    answers.every(({ status }) => status === 200),
    'the same signature again is the same movement',
  );
  assert.deepEqual((await check(tenant.tenantId)).differences, []);
  const ended = (await served.call('GET', `/v2/transactions/${String(transaction['id'])}`, mina)).body as Json;
  assert.equal(ended['status'], 'succeeded');

  const wrong = await served.call('POST', '/v2/transactions', mina, {
    web3TransactionType: 'BURN',
    sender: { accountType: 'user', accountAddress: own['address'] },
    token: { tokenDbId: token['id'] },
    amount: 1,
  });
  const waiting = wrong.body as { transaction: Json; signingData: Record<string, never> };
  const forged = await Wallet.createRandom().signTypedData(
    waiting.signingData['domain']!,
    waiting.signingData['types']!,
    waiting.signingData['message']!,
  );
  const refused = await served.call('POST', `/v2/transactions/${String(waiting.transaction['id'])}/submit`, mina, {
    type: 'EIP-712',
    signature: forged,
  });
  assert.equal((refused.body as Json)['code'], 'SIGNER_MISMATCH');
  assert.equal((await served.call('DELETE', `/v2/users/me/signing-accounts/${String((linked.body as Json)['id'])}`, mina)).status, 204);
  const dropped = (await served.call('GET', `/v2/transactions/${String(waiting.transaction['id'])}`, mina)).body as Json;
  assert.equal(dropped['status'], 'failed');
  assert.deepEqual((await check(tenant.tenantId)).differences, []);
});
