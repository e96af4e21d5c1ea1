import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { describe, it } from 'node:test';
import { inspect } from 'node:util';
import { Mnemonic, verifyMessage, verifyTypedData, Wallet } from 'ethers';
import { Keyring, loadMnemonic, PLATFORM } from '../../../demo/chain/keyring.js';
import { EXECUTE_TYPES, walletDomain } from '../../../demo/chain/smart-wallet.js';
import { points, refused, world } from './fixture.js';

/** Keys worked out apart from the keyring, to be looked for. */
function secretsOf(phrase: string, labels: string[]): string[] {
  const seed = Mnemonic.fromPhrase(phrase).computeSeed().slice(2);
  const keys = labels.map((label) => createHmac('sha256', Buffer.from(seed, 'hex')).update(`key of ${label}`).digest('hex'));
  return [phrase, phrase.split(' ').slice(0, 3).join(' '), seed, ...keys];
}

/** Everything that JSON and a console can be made to say about a value. */
function everyWayToShow(value: unknown): string {
  const wide = { depth: Infinity, showHidden: true, getters: true, maxArrayLength: null, maxStringLength: null } as const;
  return [
    JSON.stringify(value),
    JSON.stringify({ nested: [value] }),
    inspect(value),
    inspect(value, wide),
    inspect(value, { ...wide, customInspect: false }),
    String(value),
  ].join('\n');
}

describe('keyring', () => {
  const phrase = loadMnemonic(null);
  const keyring = new Keyring(phrase);

  it('has one key for each label, always the same', () => {
    const secrets = secretsOf(phrase, ['a', 'b', PLATFORM]);
    const labels = ['a', 'b', PLATFORM];
    assert.deepEqual(
      labels.map((label) => keyring.address(label)),
      secrets.slice(-3).map((key) => new Wallet(`0x${key}`).address),
    );
    assert.equal(new Keyring(phrase).address('a'), keyring.address('a'));
    assert.notEqual(new Keyring(loadMnemonic(null)).address('a'), keyring.address('a'));
  });

  it('signs', async () => {
    const domain = walletDomain(31_337, keyring.address('b'));
    const message = { to: keyring.address('b'), value: 0n, data: '0x', nonce: 0n, deadline: 1n };
    const signature = await keyring.signTypedData('a', domain, EXECUTE_TYPES, message);
    assert.equal(verifyTypedData(domain, EXECUTE_TYPES, message, signature), keyring.address('a'));
    assert.notEqual(verifyMessage('x', signature), keyring.address('a'));
  });

  it('refuses a phrase that is none, without repeating it', () => {
    const words = `${phrase} ${phrase.split(' ')[0]}`;
    assert.throws(
      () => new Keyring(words),
      (error: Error) => !everyWayToShow(error).includes(phrase),
    );
  });

  it('shows no key', () => {
    const shown = everyWayToShow(keyring);
    for (const secret of secretsOf(phrase, ['a', PLATFORM])) assert(!shown.includes(secret));
    assert(shown.includes(keyring.address(PLATFORM)));
    assert.deepEqual(Object.keys(keyring), []);
  });
});

describe('signer', () => {
  const here = world();

  it('shows no key, nor do the chain, its contracts and errors of calls', async () => {
    const { signer, factory } = here.chain;
    const failure: unknown = await signer.transfer('anna', points(here, 1n), factory.address).catch((error: unknown) => error);
    const shown = [signer, factory, here.tokens, failure].map((value) => inspect(value, { depth: 12, showHidden: true })).join('\n');
    assert.doesNotMatch(shown, /privateKey|mnemonic|seed|signingKey/i);
    assert.deepEqual(Object.keys(signer), []);
    assert.match(JSON.stringify({ signer }), /^\{"signer":\{"platform":"0x\w{40}","factory":"0x\w{40}"\}\}$/);
    await refused(signer.burn('anna', points(here, 1n)), 'ERC20InsufficientBalance');
  });

  it('gives no owner the key of the platform', () => {
    const { signer } = here.chain;
    const { platform } = JSON.parse(JSON.stringify(signer)) as { platform: string };
    assert.notEqual(signer.custodialWallet(PLATFORM), signer.walletOf({ owner: platform }));
  });
});
