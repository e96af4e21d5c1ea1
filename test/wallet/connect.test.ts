import assert from 'node:assert/strict';
import test from 'node:test';
import { connectWallet, type FoundWallet } from '../../src/wallet/wallet.js';
import { FakeWallet, rpcError } from '../support/fake-wallet.js';
import { codeOf } from './codes.js';

const found = (wallet: FakeWallet): FoundWallet => ({ id: 'fake', name: 'Fake', icon: null, provider: wallet.provider });

test('T8: a wallet shows its account once the person says yes, and nothing else is asked', async () => {
  const fake = new FakeWallet();
  const own = await connectWallet(found(fake));
  assert.deepEqual([own.address, own.chainId, own.wallet.name], [fake.address, 31337, 'Fake']);
  assert.deepEqual(fake.asked, ['eth_requestAccounts', 'eth_chainId']);
  assert.ok(Object.isFrozen(own));
  assert.equal(fake.listening, 0);
});

test('T9: a no, an open question and a locked wallet each have their code, and nobody is asked twice', async () => {
  for (const [mood, code] of [
    ['rejects', 'WALLET_REJECTED'],
    ['busy', 'WALLET_BUSY'],
    ['locked', 'WALLET_LOCKED'],
  ] as const) {
    const fake = new FakeWallet();
    fake.mood = mood;
    assert.equal(await codeOf(connectWallet(found(fake))), code);
    assert.deepEqual(fake.asked, ['eth_requestAccounts']);
  }
});

test('T9: the number of the reason is found wherever a wallet or a library has put it', async () => {
  const errors: [unknown, string][] = [
    [rpcError(4001), 'WALLET_REJECTED'],
    [rpcError('4001'), 'WALLET_REJECTED'],
    [rpcError('ACTION_REJECTED'), 'WALLET_REJECTED'],
    [{ code: 5000 }, 'WALLET_REJECTED'],
    [{ code: -32603, data: { originalError: { code: 4001 } } }, 'WALLET_REJECTED'],
    [{ info: { error: { code: 4001 } } }, 'WALLET_REJECTED'],
    [new Error('wrapped', { cause: { code: -32002 } }), 'WALLET_BUSY'],
    [{ code: 4100 }, 'WALLET_LOCKED'],
    [{ code: 4900 }, 'WALLET_GONE'],
    [{ code: 4901 }, 'WALLET_WRONG_CHAIN'],
    [{ code: 4200 }, 'WALLET_CANNOT_SIGN'],
    [{ code: -32601 }, 'WALLET_CANNOT_SIGN'],
    [{ error: { code: -32004 } }, 'WALLET_CANNOT_SIGN'],
    [{ code: -32603 }, 'WALLET_FAILED'],
    ['4001', 'WALLET_FAILED'],
    [undefined, 'WALLET_FAILED'],
    [new Proxy({}, { get: () => assert.fail('trap') }), 'WALLET_FAILED'],
  ];
  for (const [error, code] of errors) {
    const fake = new FakeWallet();
    fake.answers.set('eth_requestAccounts', () => {
      throw error;
    });
    assert.equal(await codeOf(connectWallet(found(fake))), code);
  }
});

test('C19: answers that are no accounts, and things that are no wallets, connect nothing', async () => {
  const answers: [unknown, string][] = [
    [null, 'WALLET_FAILED'],
    ['0x', 'WALLET_FAILED'],
    [{ length: 1, 0: 'x' }, 'WALLET_FAILED'],
    [[7], 'WALLET_FAILED'],
    [['vitalik.eth'], 'WALLET_FAILED'],
    [[], 'WALLET_LOCKED'],
  ];
  for (const [answer, code] of answers) {
    const fake = new FakeWallet();
    fake.answers.set('eth_requestAccounts', () => answer);
    assert.equal(await codeOf(connectWallet(found(fake))), code);
  }
  const none = { id: '', name: '', icon: null, provider: { request: 7 } as never };
  assert.equal(await codeOf(connectWallet(none)), 'WALLET_FAILED');
  const own = await connectWallet(found(new FakeWallet()));
  assert.equal((await connectWallet({ ...own.wallet, provider: { request: own.wallet.provider.request } })).address, own.address);
});
