import { aTimeout, expect, waitUntil } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import { ownWalletEn as texts } from '../../src/i18n/en.own-wallet.js';
import { ownWalletEs } from '../../src/i18n/es.own-wallet.js';
import { expectAccessible } from '../support/axe.js';
import { SOON, all, part, words, page, install, show, open, choose, backInList, link } from './own-wallet-fixture.js';

describe('linked', () => {
  it('shows the account, since when, the address of its rewards, and what could be moved there', async () => {
    const wallet = install();
    const shown = await show();
    await link(shown);
    const { element } = shown;
    await waitUntil(() => part(element, 'move'), 'nothing to move', SOON);
    await expectAccessible(element);
    const account = part(element, 'account')!;
    expect(account.querySelector('bdi')!.textContent).to.equal(wallet.address);
    expect(account.querySelector('bdi')!.dir).to.equal('ltr');
    expect(words(account)).to.include(texts.since.split('{')[0]!);
    expect(page(element)).to.include(texts.linkedTitle).and.include(texts.ownAddress).and.not.include(texts.intro);
    expect(part(element, 'connect') === null).to.equal(true);
    expect(words(part(element, 'move'))).to.match(/Harbour Points/);
  });

  it('moves nothing when a script presses', async () => {
    install();
    const shown = await show();
    await link(shown);
    await waitUntil(() => part(shown.element, 'move-button'), 'nothing to move', SOON);
    part(shown.element, 'move-button')!.click();
    await aTimeout(200);
    await expectAccessible(shown.element);
    expect((await shown.store.own()).view.step).to.equal('idle');
    expect((await shown.tenant.requests())['POST /transactions'] ?? 0).to.equal(0);
  });

  it('is attached still after a new visit, and connects again without a signature', async () => {
    const wallet = install();
    const first = await show();
    await link(first);
    first.root.remove();
    const again = await show(0, 'en', 'regular', first.tenant);
    await expectAccessible(again.element);
    expect(words(part(again.element, 'account'))).to.include(wallet.address);
    expect(words(part(again.element, 'connect-button'))).to.equal(texts.reconnect);
    const { length } = wallet.asked;
    await link(again);
    await expectAccessible(again.element);
    expect(wallet.asked.slice(length)).to.not.include('personal_sign');
    expect(all(again.element, '[part=account]')).to.have.length(1);
  });

  it('says so when the wallet shows another account', async () => {
    const wallet = install();
    const shown = await show();
    await link(shown);
    wallet.switchAccount();
    await waitUntil(() => part(shown.element, 'error'), 'not noticed', SOON);
    await expectAccessible(shown.element);
    expect(words(part(shown.element, 'error'))).to.equal(texts.errors.WALLET_WRONG_ACCOUNT);
    expect(part(shown.element, 'connect-button') !== null).to.equal(true);
    expect(wallet.listening).to.equal(0);
  });

  it('is detached in two presses, and the first can be taken back', async () => {
    const wallet = install();
    const shown = await show();
    const { element } = shown;
    await link(shown);
    part(element, 'unlink')!.click();
    await waitUntil(() => part(element, 'unlink-confirm'), 'not asked', SOON);
    await expectAccessible(element);
    expect(words(part(element, 'account'))).to.include(texts.unlinkSure);
    part(element, 'account')!.querySelector<HTMLElement>('.row button:not([part])')!.click();
    await waitUntil(() => part(element, 'unlink-confirm') === null, 'still asked', SOON);
    await expectAccessible(element);
    expect(await (await shown.store.own()).accounts()).to.have.length(1);

    part(element, 'unlink')!.click();
    await waitUntil(() => part(element, 'unlink-confirm'), 'not asked', SOON);
    part(element, 'unlink-confirm')!.click();
    await waitUntil(() => part(element, 'account') === null, 'still attached', SOON);
    await expectAccessible(element);
    expect(await (await shown.store.own()).accounts()).to.deep.equal([]);
    expect(words(part(element, 'connect-button'))).to.equal(texts.connect);
    expect(page(element)).to.include(texts.title).and.not.include(texts.linked);
    expect(wallet.listening).to.equal(0);
  });
});

it('speaks Spanish, and fits 320 px', async () => {
  await setViewport({ width: 320, height: 800 });
  const wallet = install();
  wallet.mood = 'rejects';
  const shown = await show(0, 'es');
  const { element } = shown;
  await expectAccessible(element);
  expect(words(part(element, 'connect-button'))).to.equal(ownWalletEs.connect);
  expect(page(element)).to.include(ownWalletEs.intro).and.include(ownWalletEs.address);
  await open(shown);
  choose(shown);
  await backInList(shown);
  await expectAccessible(element);
  expect(words(part(element, 'error'))).to.equal(ownWalletEs.errors.WALLET_REJECTED);
  wallet.mood = 'accepts';
  choose(shown);
  await waitUntil(() => page(element).includes(ownWalletEs.linked), 'not linked', SOON);
  await expectAccessible(element);
  expect(document.documentElement.scrollWidth).to.be.at.most(320);
});
