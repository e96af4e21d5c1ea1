import { expect, waitUntil } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import { PersAccount } from '../../src/components/account/account.js';
import { en } from '../../src/i18n/en.js';
import { expectAccessible } from '../support/axe.js';
import { openTenant, type TestTenant } from '../support/tenant.js';
import { mount, type Mounted } from './mount.js';

let tenant: TestTenant;
before(() => {
  if (!customElements.get('pers-account')) customElements.define('pers-account', PersAccount);
});
beforeEach(async () => {
  await setViewport({ width: 390, height: 600 });
  tenant = await openTenant('regular');
});

type Shown = Mounted & { readonly account: PersAccount };

const button = (account: PersAccount): HTMLButtonElement => account.shadowRoot!.querySelector('button')!;
const label = (account: PersAccount): string => button(account).textContent!.trim();
const name = (account: PersAccount): string => account.shadowRoot!.querySelector('[part=name]')?.textContent?.trim() ?? '';

async function show(): Promise<Shown> {
  const account = document.createElement('pers-account');
  const mounted = await mount(account, tenant.projectKey);
  await waitUntil(() => button(account));
  return { ...mounted, account };
}

it('has, signed out, the way in', async () => {
  const { account } = await show();
  await expectAccessible(account);
  expect(name(account)).to.equal(en.account.signedOut);
  expect(label(account)).to.equal(en.common.signIn);
  expect(button(account).getBoundingClientRect().height).to.be.at.least(44);
});

it('is busy while signing in, then says who is there and leads out; the focus stays on the button', async () => {
  const { account, store } = await show();
  await tenant.fault({ path: '/auth/token', delayMs: 300 });
  button(account).focus();
  const signedIn = store.identify(() => tenant.identityToken('mina'));
  await waitUntil(() => button(account).getAttribute('aria-busy') === 'true');
  await expectAccessible(account);
  expect(label(account)).to.equal(en.account.signingIn);
  await signedIn;
  await waitUntil(() => name(account) === 'Mina Ferrer');
  await expectAccessible(account);
  expect(account.shadowRoot!.activeElement).to.equal(button(account));
  button(account).click();
  await waitUntil(() => store.snapshot.session === 'signed-out');
  await account.updateComplete;
  await expectAccessible(account);
  expect(name(account)).to.equal(en.account.signedOut);
  expect(account.shadowRoot!.activeElement).to.equal(button(account));
});

it('says in one sentence why signing in did not work, and again what works', async () => {
  const { account, store } = await show();
  let works = false;
  await store.identify(() => (works ? tenant.identityToken('mina') : Promise.reject(new Error('the shop is down'))));
  await waitUntil(() => account.shadowRoot!.querySelector('[part=error]'));
  await expectAccessible(account);
  expect(account.shadowRoot!.querySelector('[part=error]')!.textContent!.trim()).to.equal(en.errors.codes.IDENTITY_FAILED);
  works = true;
  button(account).click();
  await waitUntil(() => name(account) === 'Mina Ferrer');
  await expectAccessible(account);
  expect(account.shadowRoot!.querySelector('[part=error]')).to.equal(null);
});

it('leads out also when the name cannot be read', async () => {
  const { account, store } = await show();
  await tenant.fault({ path: '/users/me', status: 403, times: 9 });
  await store.identify(() => tenant.identityToken('mina'));
  await waitUntil(() => name(account) === en.account.signedIn, 'no name', { timeout: 5000 });
  await expectAccessible(account);
  expect(label(account)).to.equal(en.account.signOut);
});

it('keeps a long name in its box at 320 px', async () => {
  await setViewport({ width: 320, height: 600 });
  const body = JSON.stringify({
    id: 'x',
    email: null,
    firstName: 'Wolfeschlegelsteinhausenbergerdorff'.repeat(3),
    lastName: 'Sr',
    wallets: [],
  });
  await tenant.fault({ path: '/users/me', status: 200, body, times: 9 });
  const { account, store } = await show();
  await store.identify(() => tenant.identityToken('mina'));
  await waitUntil(() => name(account).startsWith('Wolfe'), 'no name', { timeout: 5000 });
  await expectAccessible(account);
  const box = account.getBoundingClientRect();
  expect(button(account).getBoundingClientRect().right).to.be.at.most(box.right + 1);
  expect(document.documentElement.scrollWidth).to.be.at.most(320);
});
