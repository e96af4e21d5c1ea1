import { aTimeout, expect, waitUntil } from '@open-wc/testing';
import { en } from '../../src/i18n/en.js';
import { ownWalletEn as texts } from '../../src/i18n/en.own-wallet.js';
import { expectAccessible } from '../support/axe.js';
import { openTenant } from '../support/tenant.js';
import { mount } from './mount.js';
import { SOON, ADDRESS, all, part, words, page, install, show, open, link } from './own-wallet-fixture.js';

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

  it('has none where what the page names is no project, and tells the developer once', async () => {
    const shown = await show();
    shown.root.setAttribute('walletconnect-project-id', 'my-project');
    await open(shown);
    shown.element.requestUpdate();
    await shown.element.updateComplete;
    await expectAccessible(shown.element);
    expect(part(shown.element, 'phone-button') === null).to.equal(true);
    expect(shown.reported.map((error) => (error as Error).message)).to.deep.equal([
      'walletconnect-project-id "my-project" must be the 32 hex digits of a project.',
    ]);
  });
});
