import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { after, before, beforeEach, describe, it } from 'node:test';
import { Wallet } from 'ethers';
import type { Api } from '../../../demo/server/api.js';
import { lab } from './lab.js';
import { accounts, link, linked, moveHome, nonceFor, pointsAt, signed } from './linked.js';
import { fits, named, openServer, refused, Shop, STEP, type Json, type Session } from './rewards-server.js';

describe('linked wallets', () => {
  let server: Api;
  let shop: Shop;
  let mina: Session;
  let other: Session;
  before(async () => {
    server = await openServer({ lab });
  });
  after(() => server.close());
  beforeEach(async () => {
    shop = await Shop.open(server, 'lab');
    [mina, other] = [await shop.as('c1'), await shop.as('c2')];
  });
  const me = async (session = mina): Promise<Json> => (await session.get('/users/me')).body;
  const list = async (session = mina): Promise<Json> => (await session.get(accounts)).body;

  it('C2: a proved address becomes the account in use and gets a wallet; rewards go there', async () => {
    const { key, account, wallet, custodial } = await linked(mina);
    fits('SigningAccount', account);
    assert.deepEqual([account.address, account.status, account.provider, account.chainId], [key.address, 'ACTIVE', 'external', 31_337]);
    const user = await me();
    fits('User', user);
    assert.deepEqual([user.currentSigningAccountId, user.accountAddress, user.wallets.length], [account.id, custodial.address, 2]);
    assert.deepEqual([wallet.walletManagementType, custodial.walletManagementType], ['non-custodial', 'custodial']);
    const campaign = named((await mina.get('/campaigns')).body, 'Once').id;
    assert.equal((await mina.post('/campaigns/claims', { campaignId: campaign })).status, 201);
    await shop.settle();
    assert.deepEqual([await pointsAt(mina, wallet.address), await pointsAt(mina, custodial.address)], [50, 1000]);
    refused(await other.get(`/balances/accounts/${wallet.address}`), 403, 'FORBIDDEN');
  });

  it('unlinking is for good: rewards go to the custodial wallet, what is in the own one stays in view', async () => {
    const { account, wallet, custodial } = await linked(mina);
    await moveHome(mina, wallet, 300);
    await shop.settle();
    assert.equal((await mina.delete(`${accounts}/${account.id}`)).status, 204);
    assert.equal((await mina.delete(`${accounts}/${account.id}`)).status, 204, 'twice is once');
    assert.deepEqual([(await list())[0].status, (await me()).currentSigningAccountId], ['REVOKED', null]);
    const campaign = named((await mina.get('/campaigns')).body, 'Once').id;
    await mina.post('/campaigns/claims', { campaignId: campaign });
    await shop.settle();
    assert.deepEqual([await pointsAt(mina, wallet.address), await pointsAt(mina, custodial.address)], [300, 750]);
    refused(await mina.delete(`${accounts}/x`), 404, 'RESOURCE_NOT_FOUND');
    refused(await other.delete(`${accounts}/${account.id}`), 404, 'RESOURCE_NOT_FOUND');
  });

  it('an address is active for one user at a time; its wallet follows the key', async () => {
    const { key, account, wallet } = await linked(mina);
    assert.equal((await link(mina, key)).body.id, account.id, 'the same user again: the same account');
    assert.equal((await list()).length, 1);
    refused(await link(other, key), 409, 'SIGNING_ACCOUNT_CONFLICT');
    assert.equal((await link(await (await Shop.open(server, 'lab')).as('c1'), key)).status, 201, 'another project has its own');
    await moveHome(mina, wallet, 20);
    await shop.settle();
    await mina.delete(`${accounts}/${account.id}`);
    const again = await link(mina, key);
    assert.notEqual(again.body.id, account.id, 'a revoked one becomes a new account');
    assert.equal((await me()).wallets.length, 2);
    await mina.delete(`${accounts}/${again.body.id}`);
    assert.equal((await link(other, key)).status, 201);
    assert.equal(await pointsAt(other, wallet.address), 20);
    assert.deepEqual([(await me()).wallets.length, (await me(other)).wallets.length], [1, 2]);
  });

  it('T9: refuses what is replayed, ended, foreign, changed or signed by somebody else, and each try uses the nonce up', async () => {
    const key = Wallet.createRandom();
    const sign = async (by: Session, message: string, signer: Pick<Wallet, 'signMessage'> = key, headers = {}) =>
      by.post(accounts, { message, signature: await signer.signMessage(message) }, headers);
    const fresh = (): Promise<{ message: string; nonce: string }> => nonceFor(mina, key.address);
    const used = (await fresh()).message;
    assert.equal((await sign(mina, used)).status, 201);
    refused(await sign(mina, used), 422, 'SIGNING_REQUEST_EXPIRED');
    refused(await sign(other, (await fresh()).message), 422, 'SIGNING_REQUEST_EXPIRED');
    const elsewhere = await (await Shop.open(server, 'lab')).as('c1');
    refused(await sign(elsewhere, (await fresh()).message), 422, 'SIGNING_REQUEST_EXPIRED');
    const domain = (await fresh()).message;
    refused(await sign(mina, domain.replaceAll('http://localhost:4010', 'https://evil.example')), 400, 'INVALID_SIGNATURE');
    refused(await sign(mina, domain), 422, 'SIGNING_REQUEST_EXPIRED');
    refused(await sign(mina, (await fresh()).message, key, { origin: 'https://evil.example' }), 400, 'INVALID_SIGNATURE');
    refused(await sign(mina, 'Let me in'), 400, 'INVALID_SIGNATURE');
    const [thief, stolen] = [Wallet.createRandom(), (await fresh()).message];
    refused(await sign(mina, stolen, thief), 403, 'SIGNER_MISMATCH', { expectedAddress: key.address, recoveredAddress: thief.address });
    refused(await sign(mina, stolen), 422, 'SIGNING_REQUEST_EXPIRED');
    refused(await mina.post(accounts, { message: (await fresh()).message, signature: '0x12' }), 400, 'INVALID_SIGNATURE');
    const late = (await fresh()).message;
    await shop.pass(601);
    refused(await sign(mina, late), 422, 'SIGNING_REQUEST_EXPIRED');
  });

  it('the message names the page that asks, and ends within ten minutes', async () => {
    const { address } = Wallet.createRandom();
    const { message, nonce, expiresAt } = await nonceFor(mina, address.toLowerCase(), { origin: 'https://shop.example' });
    assert.ok(message.startsWith(`https://shop.example wants you to sign in with your Ethereum account:\n${address}\n`));
    assert.ok(message.includes(`\nURI: https://shop.example\n`) && message.includes(`\nNonce: ${nonce}\n`));
    assert.equal(Date.parse(expiresAt) - Date.parse('2026-05-20T12:00:00.000Z'), 600_000);
    refused(await mina.post(`${accounts}/nonce`, { address, chainId: 1 }), 400, 'VALIDATION_ERROR');
    refused(await mina.post(`${accounts}/nonce`, { address: '0x12', chainId: 31_337 }), 400, 'VALIDATION_ERROR');
  });

  it('is for signed-in customers only', async () => {
    for (const session of [shop.visitor(), await shop.as('business'), await shop.as('admin'), shop.system()]) {
      refused(await session.get(accounts), 401, 'UNAUTHENTICATED');
      refused(await session.post(`${accounts}/nonce`, {}), 401, 'UNAUTHENTICATED');
      refused(await session.post(accounts, {}), 401, 'UNAUTHENTICATED');
      refused(await session.delete(`${accounts}/x`), 401, 'UNAUTHENTICATED');
    }
  });

  it('50 equal answers at once: one links', async () => {
    const key = Wallet.createRandom();
    const { message } = await nonceFor(mina, key.address);
    const body = { message, signature: await key.signMessage(message) };
    const answers = await Promise.all(Array.from({ length: 50 }, () => mina.post(accounts, body)));
    assert.deepEqual(answers.map(({ status }) => status).sort(), [201, ...Array<number>(49).fill(422)]);
    assert.equal((await list()).length, 1);
  });

  it('T9: none of 500 messages or signatures with one byte changed is accepted', async () => {
    const key = Wallet.createRandom();
    for (let run = 0; run < 500; run += 1) {
      const { message } = await nonceFor(mina, key.address);
      const signature = await key.signMessage(message);
      const inMessage = run % 2 === 0;
      const bytes = inMessage ? Buffer.from(message, 'latin1') : Buffer.from(signature.slice(2), 'hex');
      const at = randomInt(bytes.length);
      bytes[at] = inMessage ? ((bytes[at]! + randomInt(1, 94)) % 94) + 33 : bytes[at]! ^ randomInt(1, 256);
      const changed = inMessage ? bytes.toString('latin1') : `0x${bytes.toString('hex')}`;
      if (changed === message) continue;
      const body = inMessage ? { message: changed, signature } : { message, signature: changed };
      const answer = await mina.post(accounts, body);
      assert.ok([400, 403, 422].includes(answer.status), `byte ${at} of ${changed}: ${answer.status}`);
    }
    assert.deepEqual(await list(), []);
  });

  it('what waits for a signature fails with the link, and what it held is free', async () => {
    const { key, account, wallet } = await linked(mina);
    await moveHome(mina, wallet, 100);
    await shop.pass(STEP * 10);
    const burn = { web3TransactionType: 'BURN', sender: { accountType: 'user', accountAddress: wallet.address }, amount: 60 };
    const { transaction, signingData } = (await mina.post('/transactions', burn)).body;
    await mina.delete(`${accounts}/${account.id}`);
    assert.equal((await mina.get(`/transactions/${transaction.id}`)).body.status, 'failed');
    const late = { type: 'EIP-712', signature: await signed(key, signingData) };
    refused(await mina.post(`/transactions/${transaction.id}/submit`, late), 409, 'TRANSACTION_NOT_PENDING_SIGNATURE', {
      transactionStatus: 'failed',
    });
    const waiting = (await mina.post('/transactions', { ...burn, amount: 100 })).body;
    fits('TransactionRequestResponse', waiting);
    assert.deepEqual(
      [waiting.walletStatus, waiting.actionable.type, waiting.signingData],
      ['WALLET_MISSING_SIGNING', 'CONNECT_SIGNING_ACCOUNT', undefined],
    );
    await link(mina, key);
    const ready = (await mina.post(`/transactions/${waiting.transaction.id}/prepare`)).body;
    const body = { type: 'EIP-712', signature: await signed(key, ready.signingData) };
    assert.equal((await mina.post(`/transactions/${waiting.transaction.id}/submit`, body)).status, 200);
    await shop.settle();
    assert.equal(await pointsAt(mina, wallet.address), 0);
    assert.equal(await shop.ledgerSum(), '0');
  });
});
