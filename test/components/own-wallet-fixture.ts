import { waitUntil } from '@open-wc/testing';
import { setViewport, emulateMedia } from '@web/test-runner-commands';
import type { PersOwnWallet } from '../../src/components/own-wallet/own-wallet.js';
import { ownWalletEn as texts } from '../../src/i18n/en.own-wallet.js';
import { FakeWallet, type FakeWalletOptions } from '../support/fake-wallet.js';
import { openTenant, type TestTenant } from '../support/tenant.js';
import { mount, type Mounted } from './mount.js';
import '../../src/components/own-wallet/define.js';

export const SOON = { timeout: 5000 };
export const ADDRESS = /^0x[\da-fA-F]{40}$/;

const ends: (() => void)[] = [];
// The bar of a wallet that is asked moves without end: no check can wait for that.
before(() => emulateMedia({ reducedMotion: 'reduce' }));
after(() => emulateMedia({ reducedMotion: 'no-preference' }));
beforeEach(() => setViewport({ width: 390, height: 800 }));
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

export type Shown = Mounted & { readonly element: PersOwnWallet; readonly tenant: TestTenant };

export const all = (element: Element, selector: string): HTMLElement[] => [...element.shadowRoot!.querySelectorAll<HTMLElement>(selector)];
export const part = (element: Element, name: string): HTMLElement | null => all(element, `[part~=${name}]`)[0] ?? null;
/** What is read on the screen; names are kept apart by characters that nobody sees. */
export const words = (shown: HTMLElement | null | undefined): string =>
  (shown?.innerText ?? '')
    .replace(/[\u2066-\u2069]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
export const page = (element: Element): string => all(element, ':host > *, .own, .sign').map(words).join(' ');
export const of = (sentence: string, wallet: string): string => sentence.replace('{wallet}', wallet);

/** A wallet in this browser, until the test ends. */
export function install(options?: FakeWalletOptions): FakeWallet {
  const wallet = new FakeWallet(options);
  ends.push(wallet.announce());
  return wallet;
}

/** The element of the world's first customer, or of nobody. */
export async function show(customer: number | null = 0, locale = 'en', world = 'regular', opened?: TestTenant): Promise<Shown> {
  const tenant = opened ?? (await openTenant(world));
  const element = document.createElement('pers-own-wallet');
  const mounted = await mount(element, tenant.projectKey, locale);
  if (customer !== null) {
    await mounted.store.identify(() => tenant.identityToken(tenant.customers[customer]!.key));
    await waitUntil(() => part(element, 'connect-button'), 'not read', SOON);
  }
  return { ...mounted, element, tenant };
}

export const open = async ({ element }: Shown): Promise<void> => {
  part(element, 'connect-button')!.click();
  await waitUntil(() => element.shadowRoot!.querySelector('#choose'), 'no list', SOON);
};
export const choose = ({ element }: Shown): void => part(element, 'wallet-button')!.click();
export const isLinked = ({ element }: Shown): Promise<void> =>
  waitUntil(() => part(element, 'account') && page(element).includes(texts.linked), 'not linked', SOON);
export const backInList = ({ element }: Shown): Promise<void> =>
  waitUntil(() => part(element, 'error') && part(element, 'wallet-button'), 'not back in the list', SOON);

export async function link(shown: Shown): Promise<void> {
  await open(shown);
  choose(shown);
  await isLinked(shown);
}
