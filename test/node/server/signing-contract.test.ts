import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Contract, ContractFactory, toBeHex, Wallet, type HDNodeWallet } from 'ethers';
import { openChain, type Chain } from '../../../demo/chain/chain.js';
import { artifactOf, compile } from '../../../demo/chain/compile.js';
import { receiptOf } from '../../../demo/chain/receipts.js';
import { serve, type Json, type Served } from '../../proof/served.js';

describe('T9: a contract account as a linked wallet (EIP-1271)', () => {
  let chain: Chain;
  let served: Served;
  before(async () => {
    chain = await openChain(null);
    served = await serve({}, { chain });
  });
  after(async () => {
    await served?.close();
    await chain?.stop();
  });

  /** A key with ether, and a contract account that it owns. */
  async function contractAccount(): Promise<{ owner: HDNodeWallet; contract: Contract; address: string }> {
    const owner = Wallet.createRandom(chain.provider);
    await chain.provider.send('anvil_setBalance', [owner.address, toBeHex(10n ** 18n)]);
    const { abi, bytecode } = artifactOf(await compile(new URL('../chain/contracts/', import.meta.url)), 'OwnedAccount');
    const { data } = await new ContractFactory(abi, bytecode).getDeployTransaction(owner.address);
    const { contractAddress } = await receiptOf(chain.provider, (await owner.sendTransaction({ data })).hash);
    return { owner, contract: new Contract(contractAddress!, abi, owner), address: contractAddress! };
  }

  it('is accepted while its contract says so, for linking and for paying, and refused once it has another owner', async () => {
    const tenant = await served.openOnChain('regular');
    const mina = await served.signIn(tenant, tenant.customers[0]!.key);
    const post = (path: string, body?: object) => served.call('POST', `/v2${path}`, mina, body);
    const { owner, contract, address } = await contractAccount();
    const second = Wallet.createRandom();
    const link = async (by: Pick<Wallet, 'signMessage'>): Promise<{ status: number; body: Json }> => {
      const { message } = (await post('/users/me/signing-accounts/nonce', { address, chainId: chain.chainId })).body;
      return post('/users/me/signing-accounts', { message, signature: await by.signMessage(message) });
    };
    assert.equal((await link(second)).body.code, 'SIGNER_MISMATCH');
    const first = await link(owner);
    assert.deepEqual([first.status, first.body.address], [201, address]);

    const me = (await served.call('GET', '/v2/users/me', mina)).body;
    const own = me.wallets[1].address as string;
    assert.equal(own, chain.signer.walletOf({ owner: address }));
    await post('/transactions', {
      web3TransactionType: 'TRANSFER',
      recipient: { accountType: 'user', accountAddress: own },
      amount: 10,
    });
    const check = async (): Promise<Json> => (await served.call('POST', `/test/tenants/${tenant.tenantId}/chain-check`)).body;
    assert.deepEqual((await check()).differences, []);
    const burn = async (): Promise<Json> =>
      (await post('/transactions', { web3TransactionType: 'BURN', sender: { accountType: 'user', accountAddress: own }, amount: 2 })).body;
    const submit = async ({ transaction, signingData: { domain, types, message } }: Json, by: Pick<Wallet, 'signTypedData'>) =>
      post(`/transactions/${transaction.id}/submit`, { type: 'EIP-712', signature: await by.signTypedData(domain, types, message) });
    const paid = await burn();
    assert.equal((await submit(paid, owner)).status, 200);
    assert.deepEqual((await check()).differences, []);
    assert.equal((await served.call('GET', `/v2/transactions/${paid.transaction.id}`, mina)).body.status, 'succeeded');

    const waiting = await burn();
    assert.equal(waiting.signingData.message.nonce, '1');
    const { hash } = await contract.getFunction('transferOwnership')(second.address);
    assert.equal((await receiptOf(chain.provider, hash)).status, 1);
    assert.equal((await submit(waiting, owner)).body.code, 'SIGNER_MISMATCH');
    assert.equal((await link(owner)).body.code, 'SIGNER_MISMATCH');
    assert.equal((await submit(waiting, second)).status, 200);
    assert.deepEqual((await check()).differences, []);
    const { status, transactionHash } = (await served.call('GET', `/v2/transactions/${waiting.transaction.id}`, mina)).body;
    assert.equal(status, 'succeeded');
    assert.equal((await chain.provider.getTransactionReceipt(transactionHash))?.status, 1);
  });

  it('is not asked where the project is on no chain', async () => {
    const tenant = await served.open('regular');
    const mina = await served.signIn(tenant, tenant.customers[0]!.key);
    const { owner, address } = await contractAccount();
    const path = '/v2/users/me/signing-accounts';
    const { message } = (await served.call('POST', `${path}/nonce`, mina, { address, chainId: chain.chainId })).body;
    const { body } = await served.call('POST', path, mina, { message, signature: await owner.signMessage(message) });
    assert.equal(body.code, 'SIGNER_MISMATCH');
  });
});
