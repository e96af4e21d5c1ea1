import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { Wallet, type HDNodeWallet } from 'ethers';
import type { Api } from '../../../demo/server/api.js';
import { lab } from './lab.js';
import { linked, moveHome, pointsAt, signed } from './linked.js';
import { fits, named, openServer, refused, Shop, STEP, type Answer, type Json, type Session } from './rewards-server.js';

describe('signing what leaves the own wallet', () => {
  let server: Api;
  let shop: Shop;
  let mina: Session;
  let key: HDNodeWallet;
  let wallet: Json;
  let custodial: Json;
  before(async () => {
    server = await openServer({ lab });
  });
  after(() => server.close());
  beforeEach(async () => {
    shop = await Shop.open(server, 'lab');
    mina = await shop.as('c1');
    ({ key, wallet, custodial } = await linked(mina));
    const moved = await moveHome(mina, wallet, 500);
    fits('TransactionRequestResponse', moved.body);
    assert.deepEqual([moved.status, moved.body.signingData, moved.body.walletStatus], [201, undefined, 'WALLET_AND_SIGNING_READY']);
    await shop.pass(STEP * 10);
  });
  const own = () => ({ accountType: 'user', accountAddress: wallet.address });
  const burn = (amount: number): Promise<Answer> => mina.post('/transactions', { web3TransactionType: 'BURN', sender: own(), amount });
  const submit = (id: string, signature: string, by = mina): Promise<Answer> =>
    by.post(`/transactions/${id}/submit`, { type: 'EIP-712', signature });
  const status = async (id: string, by = mina): Promise<string> => (await by.get(`/transactions/${id}`)).body.status;

  it('T8: is asked for in the form of the contract, and moves nothing before it is there', async () => {
    const { status: code, body } = await burn(60.5);
    assert.equal(code, 201);
    fits('TransactionRequestResponse', body);
    const { signingData, transaction } = body;
    assert.equal(transaction.status, 'pending_signature');
    assert.deepEqual([signingData.domain.verifyingContract, signingData.domain.chainId], [wallet.address, 31_337]);
    assert.deepEqual([signingData.message.to, signingData.message.value, signingData.message.nonce], [transaction.tokenAddress, '0', '0']);
    assert.equal(signingData.deadline, Date.parse(signingData.expiresAt) / 1000);
    await shop.pass(600);
    assert.deepEqual([await status(transaction.id), await pointsAt(mina, wallet.address)], ['pending_signature', 500]);
    refused(await burn(440), 422, 'INSUFFICIENT_BALANCE', { required: 440, available: 439.5 });
    const sent = await submit(transaction.id, await signed(key, signingData));
    fits('Transaction', sent.body);
    assert.deepEqual([sent.status, sent.body.status], [200, 'processing']);
    await shop.settle();
    mina = await shop.as('c1');
    assert.deepEqual([await status(transaction.id), await pointsAt(mina, wallet.address)], ['succeeded', 439.5]);
    assert.equal(await shop.ledgerSum(), '0');
  });

  it('C6: 100 equal signatures at once have one effect, and each gets the same transaction', async () => {
    const { transaction, signingData } = (await burn(100)).body;
    const signature = await signed(key, signingData);
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, at) => submit(transaction.id, at % 2 ? signature : `0x${signature.slice(2).toUpperCase()}`)),
    );
    assert.deepEqual([...new Set(answers.map(({ status: code, body }) => `${code} ${body.id}`))], [`200 ${transaction.id}`]);
    await shop.settle();
    assert.equal((await submit(transaction.id, signature)).body.status, 'succeeded');
    assert.equal(await pointsAt(mina, wallet.address), 400);
    assert.equal(await shop.ledgerSum(), '0');
  });

  it('fresh data and signatures at once: never two effects', async () => {
    const { transaction, signingData } = (await burn(100)).body;
    const signature = await signed(key, signingData);
    const prepare = async () => {
      const { status: code, body } = await mina.post(`/transactions/${transaction.id}/prepare`);
      return code === 200 ? submit(transaction.id, await signed(key, body.signingData)) : null;
    };
    await Promise.all(Array.from({ length: 40 }, (_, at) => (at % 2 ? prepare() : submit(transaction.id, signature))));
    await shop.settle();
    assert.deepEqual([await status(transaction.id), await pointsAt(mina, wallet.address)], ['succeeded', 400]);
  });

  it('T10: refuses other signers, other data, other forms; the transaction waits on', async () => {
    const { transaction, signingData } = (await burn(10)).body;
    const thief = Wallet.createRandom();
    refused(await submit(transaction.id, await signed(thief, signingData)), 403, 'SIGNER_MISMATCH', {
      expectedAddress: key.address,
      recoveredAddress: thief.address,
    });
    const more = { ...signingData, message: { ...signingData.message, nonce: '1' } };
    assert.equal((await submit(transaction.id, await signed(key, more))).body.code, 'SIGNER_MISMATCH');
    refused(await submit(transaction.id, '0x1234'), 400, 'INVALID_SIGNATURE');
    refused(await mina.post(`/transactions/${transaction.id}/submit`, { type: 'EIP-712' }), 400, 'VALIDATION_ERROR');
    refused(
      await mina.post(`/transactions/${transaction.id}/submit`, { type: 'legacy', signedTransaction: '0x00' }),
      400,
      'VALIDATION_ERROR',
    );
    refused(await submit(transaction.id, await signed(key, signingData), await shop.as('c2')), 404, 'TRANSACTION_NOT_FOUND');
    refused(await submit(transaction.id, await signed(key, signingData), shop.visitor()), 401, 'UNAUTHENTICATED');
    assert.equal(await status(transaction.id), 'pending_signature');
  });

  it('a number is used once: of two that were asked for together the second asks again', async () => {
    const [first, second] = [(await burn(10)).body, (await burn(20)).body];
    assert.equal(second.signingData.message.nonce, first.signingData.message.nonce);
    assert.equal((await submit(first.transaction.id, await signed(key, first.signingData))).status, 200);
    refused(await submit(second.transaction.id, await signed(key, second.signingData)), 422, 'SIGNING_REQUEST_EXPIRED');
    const { body } = await mina.post(`/transactions/${second.transaction.id}/prepare`);
    fits('TransactionRequestResponse', body);
    assert.equal(body.signingData.message.nonce, '1');
    assert.equal((await submit(second.transaction.id, await signed(key, body.signingData))).status, 200);
    await shop.settle();
    assert.equal(await pointsAt(mina, wallet.address), 470);
    refused(await mina.post(`/transactions/${second.transaction.id}/prepare`), 409, 'TRANSACTION_NOT_PENDING_SIGNATURE', {
      transactionStatus: 'succeeded',
    });
  });

  it('C17: past its deadline it is refused, then fails, and what it held is free', async () => {
    const { transaction, signingData } = (await burn(500)).body;
    await shop.pass(901);
    mina = await shop.as('c1');
    refused(await submit(transaction.id, await signed(key, signingData)), 422, 'SIGNING_REQUEST_EXPIRED');
    await shop.pass(30);
    assert.equal(await status(transaction.id), 'failed');
    assert.equal((await burn(500)).status, 201);
  });

  it('asking for fresh data again and again holds nothing back for longer than an hour', async () => {
    const { transaction } = (await burn(500)).body;
    for (const minutes of [14, 14, 14, 14]) {
      await shop.pass(minutes * 60);
      mina = await shop.as('c1');
      assert.equal((await mina.post(`/transactions/${transaction.id}/prepare`)).status, 200);
    }
    await shop.pass(4 * 60);
    mina = await shop.as('c1');
    refused(await mina.post(`/transactions/${transaction.id}/prepare`), 409, 'TRANSACTION_NOT_PENDING_SIGNATURE', {
      transactionStatus: 'pending_signature',
    });
    await shop.pass(31);
    assert.deepEqual([await status(transaction.id), (await burn(500)).status], ['failed', 201]);
  });

  it('a redeem is paid from the own wallet, keeps its piece while it waits, and gives to the own wallet', async () => {
    const offers = (await mina.get('/redemptions')).body;
    const redeem = (name: string): Promise<Answer> =>
      mina.post('/redemptions/redeems', { redemptionId: named(offers, name).id, businessId: null });
    const left = async (): Promise<number> => (await mina.get(`/redemptions/${named(offers, 'Last piece').id}/available-supply`)).body;
    const lapsed = (await redeem('Last piece')).body;
    fits('RedeemResult', lapsed);
    assert.deepEqual([lapsed.senderTransaction.transactionStatus, lapsed.redeem.status, await left()], ['pending_signature', 'PENDING', 0]);
    await shop.pass(931);
    mina = await shop.as('c1');
    assert.equal((await mina.get(`/redemptions/redeems/${lapsed.redeem.id}`)).body.status, 'FAILED');
    assert.equal(await left(), 1);

    const { redeem: made, senderTransaction: sent } = (await redeem('Cap')).body;
    assert.equal(sent.transaction.senderAddress, wallet.address);
    assert.equal((await submit(sent.transaction.id, await signed(key, sent.signingData))).status, 200);
    await shop.settle();
    assert.equal((await mina.get(`/redemptions/redeems/${made.id}`)).body.status, 'COMPLETED');
    assert.deepEqual([await pointsAt(mina, wallet.address), await pointsAt(mina, custodial.address)], [400, 500]);
    const { tokenBalances } = (await mina.get(`/balances/accounts/${wallet.address}`)).body;
    assert.ok(tokenBalances.some((one: Json) => one.token.symbol === 'THG' && one.balance === 1));
    refused(await redeem('Dear'), 422, 'INSUFFICIENT_BALANCE', { required: 100000, available: 500 });
    assert.equal(await shop.ledgerSum(), '0');
  });

  it('POST /transactions: the custodial wallet pays when it can, others may receive, and nobody spends what is not theirs', async () => {
    const lena = (await (await shop.as('c2')).get('/users/me')).body;
    const send = (more: object): Promise<Answer> =>
      mina.post('/transactions', {
        web3TransactionType: 'TRANSFER',
        recipient: { accountType: 'user', accountId: lena.id },
        amount: 5,
        ...more,
      });
    const { body } = await send({});
    assert.deepEqual([body.transaction.senderAddress, body.transaction.recipientAddress], [custodial.address, lena.accountAddress]);
    refused(await send({ recipient: undefined }), 400, 'VALIDATION_ERROR');
    refused(await send({ recipient: { accountType: 'user', accountId: 'nobody' } }), 404, 'RESOURCE_NOT_FOUND');
    refused(await send({ sender: { accountType: 'user', accountAddress: lena.accountAddress } }), 403, 'FORBIDDEN');
    refused(await send({ sender: { accountType: 'user', accountId: lena.id } }), 403, 'FORBIDDEN');
    refused(await send({ web3TransactionType: 'MINT' }), 403, 'FORBIDDEN');
    refused(await send({ token: { tokenDbId: 'none' } }), 404, 'RESOURCE_NOT_FOUND');
    for (const amount of [0, -1, 1e-7, 1e21, '5']) refused(await send({ amount }), 400, 'VALIDATION_ERROR');
    refused(await send({ amount: 501 }), 422, 'INSUFFICIENT_BALANCE', { required: 501, available: 500 });
    const key100 = { 'idempotency-key': 'a-key-of-ours' };
    const twice = [1, 2].map(() => mina.post('/transactions', { web3TransactionType: 'BURN', amount: 1 }, key100));
    assert.equal(new Set((await Promise.all(twice)).map((one) => one.body.transaction.id)).size, 1);
  });
});
