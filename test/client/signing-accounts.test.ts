import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import { Wallet } from 'ethers';
import { createApi } from '../../demo/server/api.js';
import * as api from '../../src/client/index.js';
import { connectWallet } from '../../src/wallet/wallet.js';
import { FakeWallet } from '../support/fake-wallet.js';
import { codeOf } from '../wallet/codes.js';
import { clientAnsweredWith, openClient } from './http-server.js';

const server = createApi({ transactionStepMs: 20 });
test.before(() => server.ready);
test.after(() => server.close());

async function signedIn(t: TestContext): Promise<api.Client> {
  const tenant = await server.openTenant('regular');
  const options = {
    projectKey: tenant.projectKey,
    apiUrl: 'http://localhost:4010/v2',
    fetch: (async (input, init) => server.api(new Request(input, init))) as typeof fetch,
  };
  const session = api.createSession({ client: api.createClient(options) });
  t.after(() => session.close());
  await session.signIn(tenant.customers[0]!.identityToken);
  return api.createClient({ ...options, session });
}

const own = `0x${'a1'.repeat(20)}`;

test('T8: a wallet is linked with its signature, becomes the one that signs, and is unlinked for good', async (t) => {
  const client = await signedIn(t);
  assert.deepEqual([await api.hasSigningAccounts(client), await api.listSigningAccounts(client)], [true, []]);
  const wallet = await connectWallet({ id: 'fake', name: 'Fake', icon: null, provider: new FakeWallet().provider });
  const { message, nonce } = await api.createSigningAccountNonce(client, { address: wallet.address, chainId: 31337 });
  assert.ok(message.includes(nonce) && message.includes(wallet.address));
  const linked = await api.createSigningAccount(client, { message, signature: await wallet.signMessage(message) });
  assert.deepEqual([linked.address, linked.status, linked.provider, linked.chainId], [wallet.address, 'ACTIVE', 'external', 31337]);
  assert.equal((await api.getCurrentUser(client)).currentSigningAccountId, linked.id);
  assert.deepEqual(await api.listSigningAccounts(client), [linked]);
  await api.revokeSigningAccount(client, linked.id);
  assert.deepEqual(
    (await api.listSigningAccounts(client)).map(({ status }) => status),
    ['REVOKED'],
  );
  assert.equal((await api.getCurrentUser(client)).currentSigningAccountId, null);
});

test('C17: a signature by another key links nothing, and a message counts once', async (t) => {
  const client = await signedIn(t);
  const [mine, other] = [Wallet.createRandom(), Wallet.createRandom()];
  const { message } = await api.createSigningAccountNonce(client, { address: mine.address, chainId: 31337 });
  const forged = api.createSigningAccount(client, { message, signature: await other.signMessage(message) });
  assert.match(await codeOf(forged), /^(INVALID_SIGNATURE|SIGNER_MISMATCH)$/);
  const late = api.createSigningAccount(client, { message, signature: await mine.signMessage(message) });
  assert.equal(await codeOf(late), 'SIGNING_REQUEST_EXPIRED');
  assert.deepEqual(await api.listSigningAccounts(client), []);
  assert.equal(await codeOf(api.revokeSigningAccount(client, 'none')), 'RESOURCE_NOT_FOUND');
  assert.equal(await codeOf(api.createSigningAccountNonce(client, { address: mine.address, chainId: 1 })), 'VALIDATION_ERROR');
});

test('an API without the route has no wallets to link; other failures are not hidden', async (t) => {
  for (const status of [404, 405]) {
    const client = await openClient(t, () => ({ status, json: {} }));
    assert.deepEqual([await api.hasSigningAccounts(client), await api.listSigningAccounts(client)], [false, []]);
  }
  const closed = await openClient(t, () => ({ status: 403, json: { code: 'FORBIDDEN' } }));
  assert.deepEqual(
    [await codeOf(api.hasSigningAccounts(closed)), await codeOf(api.listSigningAccounts(closed))],
    ['FORBIDDEN', 'FORBIDDEN'],
  );
});

test('an account without id or address is left out, and one without a status is not usable', async (t) => {
  const client = await clientAnsweredWith(t, {
    data: [{ id: 'a' }, { address: own }, null, 7, { id: 'b', address: own, chainId: '5', createdAt: {} }],
  });
  assert.deepEqual(await api.listSigningAccounts(client), [
    { id: 'b', address: own, chainId: 5, provider: '', status: 'INACTIVE', createdAt: null },
  ]);
  assert.equal(await codeOf(api.createSigningAccount(client, { message: 'm', signature: '0x' })), 'BAD_RESPONSE');
  assert.equal(await codeOf(api.createSigningAccountNonce(client, { address: own, chainId: 5 })), 'BAD_RESPONSE');
});

test('a chain: currency and reader token, each only when it can be used', async (t) => {
  const chain = { chainId: 31337, name: 'Local', rpcUrl: 'http://localhost:8545', explorerUrl: null, isTestnet: true };
  const read = async (more: object) => api.getChain(await clientAnsweredWith(t, { ...chain, ...more }), 31337);
  const full = await read({ nativeCurrency: { name: 'Ether', symbol: 'ETH', decimals: 18 }, jwt: 'a.b-c_d.e=' });
  assert.deepEqual([full.nativeCurrency, full.jwt], [{ name: 'Ether', symbol: 'ETH', decimals: 18 }, 'a.b-c_d.e=']);
  assert.equal((await read({ nativeCurrency: { symbol: 'ETH', decimals: '18' } })).nativeCurrency?.name, 'ETH');
  for (const nativeCurrency of [null, {}, 'ETH', { symbol: 'ETH' }, { symbol: 'ETH', decimals: -1 }, { symbol: 'ETH', decimals: 78 }]) {
    assert.equal((await read({ nativeCurrency })).nativeCurrency, null);
  }
  for (const jwt of [null, '', 7, 'a b', 'a\nb', 'é', 'a'.repeat(5000)]) assert.equal((await read({ jwt })).jwt, null);
});
