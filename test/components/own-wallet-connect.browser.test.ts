import { aTimeout, expect, waitUntil } from '@open-wc/testing';
import { ownWalletEn as texts } from '../../src/i18n/en.own-wallet.js';
import { expectAccessible } from '../support/axe.js';
import type { Mood } from '../support/fake-wallet.js';
import { SOON, all, part, words, page, of, install, show, open, choose, isLinked, backInList, link } from './own-wallet-fixture.js';

describe('connecting', () => {
  it('says what the wallet asks, step by step, and asks it once', async () => {
    const wallet = install();
    wallet.mood = 'slow';
    const shown = await show();
    const { element } = shown;
    await open(shown);
    choose(shown);
    await waitUntil(() => page(element).includes(of(texts.connecting, 'Fake Wallet')), 'not connecting', SOON);
    await waitUntil(() => wallet.asked.length > 0, 'not asked', SOON);
    await expectAccessible(element);
    expect(words(all(element, '[aria-current=step]')[0])).to.include(texts.steps.connect);
    expect(part(element, 'wallet-button') === null).to.equal(true);
    expect(wallet.asked).to.deep.equal(['eth_requestAccounts']);

    wallet.answerNow();
    await waitUntil(() => page(element).includes(of(texts.linking, 'Fake Wallet')), 'not linking', SOON);
    await waitUntil(() => wallet.asked.includes('personal_sign'), 'no signature asked', SOON);
    await expectAccessible(element);
    expect(words(all(element, '[aria-current=step]')[0])).to.include(texts.steps.link);

    wallet.answerNow();
    await isLinked(shown);
    await expectAccessible(element);
    expect(wallet.asked.filter((method) => method === 'personal_sign')).to.have.length(1);
    expect(part(element, 'steps') === null).to.equal(true);
  });

  const refusals: readonly (readonly [Mood, keyof typeof texts.errors])[] = [
    ['rejects', 'WALLET_REJECTED'],
    ['busy', 'WALLET_BUSY'],
    ['locked', 'WALLET_LOCKED'],
  ];
  for (const [mood, code] of refusals) {
    it(`says so when the wallet ${mood === 'rejects' ? mood : `is ${mood}`}, and is back at the list`, async () => {
      const wallet = install();
      wallet.mood = mood;
      const shown = await show();
      await open(shown);
      choose(shown);
      await backInList(shown);
      await expectAccessible(shown.element);
      const error = part(shown.element, 'error')!;
      expect(words(error)).to.equal(texts.errors[code]);
      expect(error.getAttribute('role')).to.equal('alert');
      expect(part(shown.element, 'account') === null).to.equal(true);
      const { length } = wallet.asked;
      await aTimeout(300);
      expect(wallet.asked).to.have.length(length, 'asked again by itself');

      wallet.mood = 'accepts';
      choose(shown);
      await isLinked(shown);
      await expectAccessible(shown.element);
      expect(part(shown.element, 'error') === null).to.equal(true);
    });
  }

  it('links nothing when only the signature is refused', async () => {
    const wallet = install();
    wallet.mood = 'slow';
    const shown = await show();
    await open(shown);
    choose(shown);
    await waitUntil(() => wallet.asked.length > 0, 'not asked', SOON);
    wallet.mood = 'rejects';
    wallet.answerNow();
    await backInList(shown);
    await expectAccessible(shown.element);
    expect(words(part(shown.element, 'error'))).to.equal(texts.errors.WALLET_REJECTED);
    expect(await (await shown.store.own()).accounts()).to.deep.equal([]);
  });

  it('does not take a wallet that is attached to another customer', async () => {
    install();
    const first = await show();
    await link(first);
    const second = await show(1, 'en', 'regular', first.tenant);
    await open(second);
    choose(second);
    await backInList(second);
    await expectAccessible(second.element);
    expect(words(part(second.element, 'error'))).to.equal(texts.errors.SIGNING_ACCOUNT_CONFLICT);
  });
});
