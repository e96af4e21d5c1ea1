import assert from 'node:assert/strict';
import test from 'node:test';
import { verifyMessage, Wallet } from 'ethers';
import { checkSigningData, type GuardedRequest } from '../../src/wallet/guard.js';
import type { TransferIntent } from '../../src/wallet/intent.js';
import { connectWallet, type ChainToUse, type ConnectedWallet, type FoundWallet, type WalletChange } from '../../src/wallet/wallet.js';
import { FakeWallet, rpcError, type FakeWalletOptions } from '../support/fake-wallet.js';
import { FORMATS, NOW, prepare, sample } from './honest.js';
import { codeOf } from './codes.js';

const found = (wallet: FakeWallet): FoundWallet => ({ id: 'fake', name: 'Fake', icon: null, provider: wallet.provider });

async function connect(options?: FakeWalletOptions): Promise<{ fake: FakeWallet; own: ConnectedWallet }> {
  const fake = new FakeWallet(options);
  const own = await connectWallet(found(fake));
  fake.calls.length = 0;
  return { fake, own };
}

/** An honest transfer of `fake`'s account, let through by the guard. */
function guarded(fake: FakeWallet, type: string): GuardedRequest {
  const { intent } = sample(type);
  const mine: TransferIntent = { ...intent, chainId: fake.chainId, signer: fake.address, from: intent.wallet ?? fake.address };
  return checkSigningData(prepare(type, mine, { nonce: 4n, seconds: 900, gas: 90_000n, price: 35n, withBytes: false }), mine, NOW);
}

const chain: ChainToUse = {
  chainId: 80002,
  name: 'Polygon Amoy',
  rpcUrl: 'https://rpc.example/80002',
  explorerUrl: null,
  nativeCurrency: { name: 'POL', symbol: 'POL', decimals: 18 },
};

test('T8: one question at a time; the next is possible when the first has an answer', async () => {
  const { fake, own } = await connect();
  fake.mood = 'slow';
  const first = own.signMessage('one');
  assert.equal(await codeOf(own.signMessage('two')), 'WALLET_BUSY');
  assert.equal(await codeOf(connectWallet(own.wallet)), 'WALLET_BUSY');
  await new Promise((resolve) => setTimeout(resolve, 5));
  fake.answerNow();
  assert.equal(verifyMessage('one', await first), own.address);
  fake.mood = 'accepts';
  assert.equal(verifyMessage('two', await own.signMessage('two')), own.address);
  assert.deepEqual(
    fake.asked.filter((method) => method === 'personal_sign'),
    ['personal_sign', 'personal_sign'],
  );
});

test('T9: a wallet that goes while it is asked ends the question, and leaves no listener behind', async () => {
  const { fake, own } = await connect();
  fake.mood = 'silent';
  const asked = codeOf(own.signMessage('hello'));
  await new Promise((resolve) => setTimeout(resolve, 5));
  fake.leave();
  assert.equal(await asked, 'WALLET_GONE');
  assert.equal(fake.listening, 0);
});

test('C17: a message is signed as it is, letters of every language, and the signature is checked', async () => {
  const { fake, own } = await connect();
  const text = 'Größe 12 € — 🦊\n\u0000end';
  assert.equal(verifyMessage(text, await own.signMessage(text)), own.address);
  assert.deepEqual(fake.asked, ['eth_accounts', 'personal_sign']);
  fake.answers.set('personal_sign', () => fake.signer.signMessage('something else'));
  assert.equal(await codeOf(own.signMessage(text)), 'WALLET_WRONG_ACCOUNT');
  fake.answers.delete('personal_sign');
  fake.switchAccount();
  assert.equal(await codeOf(own.signMessage(text)), 'WALLET_WRONG_ACCOUNT');
  fake.mood = 'locked';
  assert.equal(await codeOf(own.signMessage(text)), 'WALLET_LOCKED');
});

test('C2, T10: every format that the guard lets through is signed, over exactly its hash', async () => {
  for (const type of FORMATS) {
    const { fake, own } = await connect();
    const request = guarded(fake, type);
    const input = await own.sign(request);
    assert.equal(input.type, type);
    assert.deepEqual(fake.asked, ['eth_accounts', 'eth_chainId', request.method]);
    const asked = fake.calls.at(-1)!.params;
    if (type === 'EIP-712') assert.deepEqual(asked, [own.address, JSON.stringify(request.payload)]);
    else assert.deepEqual(asked, [request.payload]);
  }
});

test('C2: no question goes to a wallet that shows another account or chain than the guarded ones', async () => {
  const { fake, own } = await connect();
  const request = guarded(fake, 'EIP-712');
  assert.equal(await codeOf(own.sign({ ...request, signer: Wallet.createRandom().address })), 'WALLET_WRONG_ACCOUNT');
  assert.deepEqual(fake.calls, []);
  fake.switchChain(1);
  assert.equal(await codeOf(own.sign(request)), 'WALLET_WRONG_CHAIN');
  assert.equal(own.chainId, 1);
  fake.switchChain(31337);
  const first = fake.signer;
  fake.switchAccount();
  assert.equal(await codeOf(own.sign(request)), 'WALLET_WRONG_ACCOUNT');
  fake.switchAccount(first);
  fake.mood = 'rejects';
  assert.equal(await codeOf(own.sign(request)), 'WALLET_REJECTED');
  assert.equal(fake.asked.filter((method) => method === 'eth_signTypedData_v4').length, 1);
  fake.mood = 'cannot-sign';
  assert.equal(await codeOf(own.sign(request)), 'WALLET_CANNOT_SIGN');
});

test('T8: a wallet on another chain is asked once to change, and told about an unknown chain only', async () => {
  const { fake, own } = await connect({ chains: [80002] });
  await own.useChain(chain);
  assert.deepEqual([own.chainId, fake.asked.filter((method) => method.startsWith('wallet_'))], [80002, ['wallet_switchEthereumChain']]);
  fake.calls.length = 0;
  await own.useChain(chain);
  assert.deepEqual(fake.asked, ['eth_chainId']);
  const { fake: other, own: second } = await connect();
  await second.useChain({ ...chain, explorerUrl: 'https://explorer.example/' });
  assert.equal(second.chainId, 80002);
  const added = other.calls.find(({ method }) => method === 'wallet_addEthereumChain')!;
  assert.deepEqual(added.params, [
    {
      chainId: '0x13882',
      chainName: 'Polygon Amoy',
      rpcUrls: ['https://rpc.example/80002'],
      nativeCurrency: { name: 'POL', symbol: 'POL', decimals: 18 },
      blockExplorerUrls: ['https://explorer.example/'],
    },
  ]);
});

test('T9: a chain that cannot be changed is said to be the wrong one', async () => {
  const { own } = await connect();
  assert.equal(await codeOf(own.useChain({ ...chain, rpcUrl: null })), 'WALLET_WRONG_CHAIN');
  assert.equal(await codeOf(own.useChain({ ...chain, nativeCurrency: null })), 'WALLET_WRONG_CHAIN');
  const { fake, own: second } = await connect({ chains: [80002] });
  fake.mood = 'rejects';
  assert.equal(await codeOf(second.useChain(chain)), 'WALLET_REJECTED');
  fake.mood = 'accepts';
  for (const answer of [() => null, () => Promise.reject(rpcError(4200)), () => Promise.reject(rpcError(-32603))]) {
    fake.answers.set('wallet_switchEthereumChain', answer);
    assert.equal(await codeOf(second.useChain(chain)), 'WALLET_WRONG_CHAIN');
  }
});

test('T9: what the person changes in the wallet is heard, until nobody listens', async () => {
  const { fake, own } = await connect();
  const heard: WalletChange[] = [];
  const end = own.onChange((what) => heard.push(what));
  fake.emit('accountsChanged', [fake.address.toLowerCase()]);
  fake.switchChain(31337);
  assert.deepEqual(heard, []);
  fake.switchChain(1);
  assert.equal(own.chainId, 1);
  fake.switchAccount();
  fake.lock();
  fake.leave();
  fake.emit('accountsChanged', 'nonsense');
  assert.deepEqual(heard, ['chain', 'account', 'gone', 'gone', 'gone']);
  end();
  fake.switchChain(5);
  assert.deepEqual([heard.length, fake.listening], [5, 0]);
  assert.deepEqual(fake.calls, []);
});
