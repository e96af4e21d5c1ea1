import { aTimeout, expect, waitUntil } from '@open-wc/testing';
import { emulateMedia, sendKeys, setViewport } from '@web/test-runner-commands';
import '../../src/components/own-wallet/define.js';
import type { PersOwnWallet } from '../../src/components/own-wallet/own-wallet.js';
import type { PersSignPayment } from '../../src/components/own-wallet/sign-payment.js';
import { en } from '../../src/i18n/en.js';
import { ownWalletEn as texts } from '../../src/i18n/en.own-wallet.js';
import { ownWalletEs } from '../../src/i18n/es.own-wallet.js';
import { expectAccessible } from '../support/axe.js';
import { FakeWallet, type FakeWalletOptions, type Mood } from '../support/fake-wallet.js';
import { openTenant, type TestTenant } from '../support/tenant.js';
import { mount, type Mounted } from './mount.js';

const SOON = { timeout: 5000 };
const ADDRESS = /^0x[\da-fA-F]{40}$/;

const ends: (() => void)[] = [];
// The bar of a wallet that is asked moves without end: no check can wait for that.
before(() => emulateMedia({ reducedMotion: 'reduce' }));
after(() => emulateMedia({ reducedMotion: 'no-preference' }));
beforeEach(() => setViewport({ width: 390, height: 800 }));
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

type Shown = Mounted & { readonly element: PersOwnWallet; readonly tenant: TestTenant };

const all = (element: Element, selector: string): HTMLElement[] => [...element.shadowRoot!.querySelectorAll<HTMLElement>(selector)];
const part = (element: Element, name: string): HTMLElement | null => all(element, `[part~=${name}]`)[0] ?? null;
/** What is read on the screen; names are kept apart by characters that nobody sees. */
const words = (shown: HTMLElement | null | undefined): string =>
  (shown?.innerText ?? '')
    .replace(/[\u2066-\u2069]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
const page = (element: Element): string => all(element, ':host > *, .own, .sign').map(words).join(' ');
const of = (sentence: string, wallet: string): string => sentence.replace('{wallet}', wallet);

/** A wallet in this browser, until the test ends. */
function install(options?: FakeWalletOptions): FakeWallet {
  const wallet = new FakeWallet(options);
  ends.push(wallet.announce());
  return wallet;
}

/** The element of the world's first customer, or of nobody. */
async function show(customer: number | null = 0, locale = 'en', world = 'regular', opened?: TestTenant): Promise<Shown> {
  const tenant = opened ?? (await openTenant(world));
  const element = document.createElement('pers-own-wallet');
  const mounted = await mount(element, tenant.projectKey, locale);
  if (customer !== null) {
    await mounted.store.identify(() => tenant.identityToken(tenant.customers[customer]!.key));
    await waitUntil(() => part(element, 'connect-button'), 'not read', SOON);
  }
  return { ...mounted, element, tenant };
}

const open = async ({ element }: Shown): Promise<void> => {
  part(element, 'connect-button')!.click();
  await waitUntil(() => element.shadowRoot!.querySelector('#choose'), 'no list', SOON);
};
const choose = ({ element }: Shown): void => part(element, 'wallet-button')!.click();
const isLinked = ({ element }: Shown): Promise<void> =>
  waitUntil(() => part(element, 'account') && page(element).includes(texts.linked), 'not linked', SOON);
const backInList = ({ element }: Shown): Promise<void> =>
  waitUntil(() => part(element, 'error') && part(element, 'wallet-button'), 'not back in the list', SOON);

async function link(shown: Shown): Promise<void> {
  await open(shown);
  choose(shown);
  await isLinked(shown);
}

describe('nobody signed in', () => {
  it('draws nothing, and asks the API for nothing of a customer', async () => {
    const { element, tenant } = await show(null);
    await element.updateComplete;
    await aTimeout(200);
    await expectAccessible(element);
    expect(element.shadowRoot!.textContent.trim()).to.equal('');
    expect(all(element, 'button')).to.have.length(0);
    expect(Object.keys(await tenant.requests()).filter((request) => request.includes('/users/me'))).to.deep.equal([]);
  });

  it('draws nothing of a payment either', async () => {
    const tenant = await openTenant('regular');
    const element = document.createElement('pers-sign-payment');
    await mount(element, tenant.projectKey);
    await element.updateComplete;
    await expectAccessible(element);
    expect(element.shadowRoot!.textContent.trim()).to.equal('');
  });

  it('forgets what it showed when the customer leaves', async () => {
    install();
    const shown = await show();
    await link(shown);
    await shown.store.signOut();
    await waitUntil(() => part(shown.element, 'account') === null, 'still there', SOON);
    await expectAccessible(shown.element);
    expect(all(shown.element, 'button')).to.have.length(0);
    expect((await shown.store.own()).view.connected === null).to.equal(true);
  });
});

describe('reading', () => {
  it('stands there in the size of what comes', async () => {
    const tenant = await openTenant('regular');
    await tenant.fault({ path: '/users/me', delayMs: 600, times: 9 });
    const element = document.createElement('pers-own-wallet');
    const { store } = await mount(element, tenant.projectKey);
    const identified = store.identify(() => tenant.identityToken(tenant.customers[0]!.key));
    await waitUntil(() => part(element, 'skeleton'), 'no skeleton', SOON);
    await expectAccessible(element);
    expect(part(element, 'skeleton')!.getAttribute('aria-busy')).to.equal('true');
    await identified;
    await waitUntil(() => part(element, 'connect-button'), 'not read', SOON);
    expect(part(element, 'skeleton') === null).to.equal(true);
  });

  it('says what failed, and the retry brings it', async () => {
    const tenant = await openTenant('regular');
    await tenant.fault({ path: '/transactions', status: 403, times: 9 });
    const element = document.createElement('pers-own-wallet');
    const { store } = await mount(element, tenant.projectKey);
    await store.identify(() => tenant.identityToken(tenant.customers[0]!.key));
    await waitUntil(() => part(element, 'error'), 'no error', SOON);
    await expectAccessible(element);
    await tenant.clearFaults();
    part(element, 'error')!.querySelector('button')!.click();
    await waitUntil(() => part(element, 'connect-button'), 'not read', SOON);
    expect(part(element, 'error') === null).to.equal(true);
  });
});

describe('without a wallet', () => {
  it('shows the address left to right, and copies it', async () => {
    const { element } = await show();
    await expectAccessible(element);
    const [address, ...more] = all(element, 'bdi.mono');
    expect(more).to.have.length(0);
    expect(address!.dir).to.equal('ltr');
    expect(address!.textContent).to.match(ADDRESS);
    expect(page(element)).to.include(texts.address).and.not.include(texts.ownAddress);
    const copy = part(element, 'copy')!;
    expect(copy.getAttribute('aria-label')).to.equal(texts.copyAddress);
    copy.click();
    const spoken = (): string => all(element, '[role=status]').at(-1)!.textContent.trim();
    await waitUntil(() => spoken() !== '', 'nothing said', SOON);
    await expectAccessible(element);
    expect([en.common.copied, en.common.copyFailed]).to.include(spoken());
  });

  it('says that nobody needs one, and asks no wallet by being there', async () => {
    const wallet = install();
    const { element } = await show();
    await expectAccessible(element);
    expect(page(element)).to.include(texts.title).and.include(texts.intro);
    expect(part(element, 'connect-button')!.getBoundingClientRect().height).to.be.at.least(44);
    expect(wallet.asked).to.deep.equal([]);
  });

  it('C2: says in one sentence that there is none in this browser, with the way back', async () => {
    const shown = await show();
    const { element } = shown;
    await open(shown);
    await aTimeout(300);
    await expectAccessible(element);
    expect(all(element, '.connect p.soft').map(words)).to.deep.equal([texts.none]);
    expect(part(element, 'wallet-button') === null).to.equal(true);
    expect(part(element, 'phone-button') === null).to.equal(true);
    all(element, '.connect button.quiet')[0]!.click();
    await waitUntil(() => part(element, 'connect-button'), 'no way back', SOON);
    await expectAccessible(element);
    expect(page(element)).to.not.include(texts.none);
  });
});

describe('the list of wallets', () => {
  it('C19: has each wallet once, with its name and its icon, and asks none of them', async () => {
    const icon = 'data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h9v9z"/></svg>';
    const wallets = [install({ name: 'Harbour Wallet', rdns: 'example.harbour', icon }), install({ name: 'Tide', rdns: 'example.tide' })];
    const shown = await show();
    await open(shown);
    for (let round = 0; round < 2; round++) window.dispatchEvent(new Event('eip6963:requestProvider'));
    await shown.element.updateComplete;
    await expectAccessible(shown.element);
    const buttons = all(shown.element, '[part=wallet-button]');
    expect(buttons.map(words)).to.deep.equal(['Harbour Wallet', 'Tide']);
    expect(buttons[0]!.querySelector('img')!.src).to.equal(icon);
    expect(buttons.every((button) => button.querySelector('img')!.alt === '')).to.equal(true);
    expect(buttons.every((button) => button.getBoundingClientRect().height >= 44)).to.equal(true);
    expect(page(shown.element)).to.not.include(texts.none);
    expect(wallets.flatMap(({ asked }) => asked)).to.deep.equal([]);
  });

  it('has the focus on its heading, and says which step it is', async () => {
    install();
    const shown = await show();
    await open(shown);
    await waitUntil(() => shown.element.shadowRoot!.activeElement?.id === 'choose', 'no focus', SOON);
    await expectAccessible(shown.element);
    expect(words(all(shown.element, '[aria-current=step]')[0])).to.include(texts.steps.choose);
  });

  it('shows a wallet that comes later, and one without a picture that can be shown', async () => {
    const shown = await show();
    await open(shown);
    install({ name: 'Late', icon: 'https://pictures.example/late.png' });
    await waitUntil(() => part(shown.element, 'wallet-button'), 'not in the list', SOON);
    await expectAccessible(shown.element);
    expect(words(part(shown.element, 'wallet-button'))).to.equal('Late');
    expect(part(shown.element, 'wallet-button')!.querySelector('img') === null).to.equal(true);
  });

  it('has a phone in it only where the page names its project', async () => {
    const shown = await show();
    shown.root.setAttribute('walletconnect-project-id', '0123456789abcdef0123456789abcdef');
    await open(shown);
    await waitUntil(() => part(shown.element, 'phone-button'), 'no phone', SOON);
    await expectAccessible(shown.element);
    const phone = part(shown.element, 'phone-button')!;
    expect(words(phone)).to.equal(texts.phone);
    expect(words(all(shown.element, `#${phone.getAttribute('aria-describedby')!}`)[0])).to.equal(texts.phoneHint);
  });
});

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

describe('a payment that the own wallet signs', () => {
  /** A newcomer with a linked wallet has claimed points to it, and pays with them. */
  async function pay(wallet: FakeWallet): Promise<{ shown: Shown; payment: PersSignPayment; wallet: FakeWallet }> {
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
    payment.amount = transaction!.amount;
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
});
