import { aTimeout, expect, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { PersSignPayment } from '../../src/components/own-wallet/sign-payment.js';
import { ownWalletEn as texts } from '../../src/i18n/en.own-wallet.js';
import { expectAccessible } from '../support/axe.js';
import type { FakeWallet } from '../support/fake-wallet.js';
import { SOON, type Shown, part, words, page, of, install, show, link } from './own-wallet-fixture.js';

describe('a payment that the own wallet signs', () => {
  /** A newcomer with a linked wallet has claimed points to it, and pays with them. */
  async function pay(wallet: FakeWallet, onDemand = false): Promise<{ shown: Shown; payment: PersSignPayment; wallet: FakeWallet }> {
    const shown = await show(0, 'en', 'newcomer');
    await link(shown);
    const { store, root } = shown;
    const { items: campaigns } = await store.campaigns(1);
    await store.claim(campaigns[0]!.id);
    const { items: offers } = await store.redemptions(1);
    const offer = offers.find(({ name }) => name === 'Free coffee')!;
    void store.redeem(offer.id).catch(() => undefined);
    const waiting = async () => (await store.transactions(1)).items.find(({ status }) => status === 'pending_signature') ?? null;
    let transaction = await waiting();
    for (const end = Date.now() + 5000; !transaction && Date.now() < end; transaction = await waiting()) {
      await aTimeout(100);
      store.refresh();
    }
    const payment = document.createElement('pers-sign-payment');
    payment.transaction = transaction!;
    Object.assign(payment, { amount: transaction!.amount, onDemand });
    shown.element.remove();
    root.append(payment);
    return { shown, payment, wallet };
  }
  const toSign = (payment: PersSignPayment): Promise<void> =>
    waitUntil(() => words(part(payment, 'sign-button')) === of(texts.sign, 'Fake Wallet'), 'nothing to sign', SOON);
  async function press(payment: PersSignPayment): Promise<void> {
    part(payment, 'sign-button')!.focus();
    await sendKeys({ press: 'Enter' });
  }

  it('says what will be signed before any wallet is asked, and a script cannot press', async () => {
    const { payment, wallet } = await pay(install());
    await toSign(payment);
    await expectAccessible(payment);
    expect(page(payment))
      .to.include(texts.signTitle)
      .and.match(/You send 100 Harbour Points for this\./);
    part(payment, 'sign-button')!.click();
    await aTimeout(200);
    expect(wallet.asked).to.not.include('eth_signTypedData_v4');
  });

  it('asks once per press: a no has its sentence, a yes is handed in', async () => {
    const { shown, payment, wallet } = await pay(install());
    await toSign(payment);
    wallet.mood = 'rejects';
    await press(payment);
    await waitUntil(() => part(payment, 'error'), 'no sentence', SOON);
    await expectAccessible(payment);
    expect(words(part(payment, 'error'))).to.equal(texts.errors.WALLET_REJECTED);

    wallet.mood = 'slow';
    await press(payment);
    await waitUntil(() => page(payment).includes(of(texts.signing, 'Fake Wallet')), 'not asked', SOON);
    await expectAccessible(payment);
    expect(part(payment, 'sign-button')!.getAttribute('aria-disabled')).to.equal('true');
    await press(payment);
    const signatures = (): number => wallet.asked.filter((method) => method === 'eth_signTypedData_v4').length;
    await waitUntil(() => signatures() === 2, 'no signature asked', SOON);
    wallet.answerNow();
    const id = payment.transaction!.id;
    const key = `POST /transactions/${id}/submit`;
    for (let rounds = 50; rounds > 0 && !((await shown.tenant.requests())[key] ?? 0); rounds--) await aTimeout(100);
    expect(signatures()).to.equal(2);
    expect(Object.keys(await shown.tenant.requests())).to.include(key);
  });

  it('says that it is on its way once it is handed in, and gets nothing ready a second time', async () => {
    const { shown, payment, wallet } = await pay(install());
    await toSign(payment);
    const prepared = async (): Promise<number> =>
      Object.entries(await shown.tenant.requests()).reduce((sum, [key, count]) => sum + (/\/prepare$/.test(key) ? count : 0), 0);
    expect(await prepared()).to.equal(1);
    await press(payment);
    await waitUntil(() => page(payment).includes(texts.signed), 'not said', SOON);
    await expectAccessible(payment);
    expect(part(payment, 'sign-button') === null).to.equal(true);
    await aTimeout(500);
    expect([await prepared(), part(payment, 'error') === null]).to.deep.equal([1, true]);
    expect(wallet.asked.filter((method) => method === 'eth_signTypedData_v4')).to.have.length(1);
  });

  it('in a list is got ready when the customer presses, so that looking at it changes nothing', async () => {
    const { shown, payment } = await pay(install(), true);
    await waitUntil(() => part(payment, 'sign-button'), 'no button', SOON);
    await aTimeout(500);
    expect(words(part(payment, 'sign-button'))).to.equal(texts.signPrepare);
    expect(Object.keys(await shown.tenant.requests()).filter((key) => /\/prepare$/.test(key))).to.deep.equal([]);
    await press(payment);
    await toSign(payment);
    await expectAccessible(payment);
  });
});
