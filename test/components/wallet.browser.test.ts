import { aTimeout, expect, waitUntil } from '@open-wc/testing';
import { emulateMedia, sendKeys, setViewport } from '@web/test-runner-commands';
import { PersWallet } from '../../src/components/wallet/wallet.js';
import { en } from '../../src/i18n/en.js';
import { expectAccessible } from '../support/axe.js';
import { openTenant, type TestTenant } from '../support/tenant.js';
import { mount, type Mounted } from './mount.js';

before(() => {
  if (!customElements.get('pers-wallet')) customElements.define('pers-wallet', PersWallet);
});
beforeEach(() => setViewport({ width: 390, height: 800 }));

type Shown = Mounted & { readonly wallet: PersWallet; readonly tenant: TestTenant };

const part = (wallet: PersWallet, name: string): HTMLElement | null => wallet.shadowRoot!.querySelector<HTMLElement>(`[part~=${name}]`);
const said = (wallet: PersWallet, name: string): string => part(wallet, name)?.innerText.replace(/\s+/g, ' ').trim() ?? '';
const live = (wallet: PersWallet): string => wallet.shadowRoot!.querySelector('[role=status]')!.textContent!.trim();
const balance = (wallet: PersWallet): string => part(wallet, 'points')?.querySelector('.visually-hidden')?.textContent?.trim() ?? '';

/** A wallet of the world's first customer, or of nobody. */
async function show(world: string, customer: number | null = 0, prepare?: (tenant: TestTenant) => Promise<void>): Promise<Shown> {
  const tenant = await openTenant(world);
  await prepare?.(tenant);
  const wallet = document.createElement('pers-wallet');
  const mounted = await mount(wallet, tenant.projectKey);
  if (customer !== null) await signIn(mounted, tenant, customer);
  return { ...mounted, wallet, tenant };
}
async function signIn({ store }: Mounted, tenant: TestTenant, customer = 0): Promise<void> {
  await store.identify(() => tenant.identityToken(tenant.customers[customer]!.key));
}
const ready = async ({ wallet }: Shown): Promise<void> => {
  await waitUntil(() => said(wallet, 'points') && (said(wallet, 'outlook') || !part(wallet, 'outlook')), 'no points', { timeout: 5000 });
  await wallet.updateComplete;
};

describe('signed out', () => {
  it('says what the programme is, and the way in', async () => {
    const { wallet, root } = await show('regular', null);
    await waitUntil(() => part(wallet, 'sign-in'));
    await expectAccessible(wallet);
    expect(wallet.shadowRoot!.querySelector('.intro h2')!.textContent).to.equal('Rewards at Harbour Pass');
    expect(said(wallet, 'intro')).to.have.length.greaterThan(10);
    expect(part(wallet, 'sign-in')!.getBoundingClientRect().height).to.be.at.least(44);
    expect(root.querySelector('pers-wallet')).to.equal(wallet);
  });

  it('has a way in when nothing about the programme can be read', async () => {
    const { wallet } = await show('regular', null, (tenant) => tenant.fault({ path: '/tenants/me', status: 404, times: 9 }));
    await waitUntil(() => part(wallet, 'sign-in'));
    await expectAccessible(wallet);
    expect(said(wallet, 'intro')).to.equal(en.wallet.signedOut);
  });
});

describe('loading', () => {
  it('stands there in the size of what comes', async () => {
    const shown = await show('regular', 0, (tenant) => tenant.fault({ path: '/users/me', delayMs: 600, times: 9 }));
    await waitUntil(() => part(shown.wallet, 'skeleton'));
    await expectAccessible(shown.wallet);
    expect(part(shown.wallet, 'skeleton')!.getAttribute('aria-busy')).to.equal('true');
    expect(part(shown.wallet, 'skeleton')!.getBoundingClientRect().height).to.be.above(180);
    await ready(shown);
    expect(part(shown.wallet, 'skeleton')).to.equal(null);
  });
});

describe('signed in', () => {
  it('says who, how much, what it is worth, which level and how far the next', async () => {
    const shown = await show('regular');
    await ready(shown);
    const { wallet } = shown;
    await expectAccessible(wallet);
    expect(said(wallet, 'identity')).to.equal('Mina Ferrer');
    expect(balance(wallet)).to.match(/^You have 1,\d{3} Harbour Points$/);
    expect(said(wallet, 'outlook')).to.match(/^Enough for /);
    expect(said(wallet, 'level')).to.match(/Level Silver \d+ more to reach Gold$/);
    const bar = part(wallet, 'progress') as HTMLProgressElement;
    expect(bar.value).to.be.within(0.01, 0.99);
    expect(bar.getAttribute('aria-label')).to.match(/^\d+ of [\d,]+ for Gold$/);
  });

  it('shows the rewards held with their number and expiry in words', async () => {
    const shown = await show('regular');
    await ready(shown);
    await expectAccessible(shown.wallet);
    const rewards = [...shown.wallet.shadowRoot!.querySelectorAll<HTMLElement>('[part=reward]')].map((one) =>
      one.innerText.replace(/\s+/g, ' '),
    );
    expect(rewards.some((words) => /× 2\b/.test(words))).to.equal(true);
    expect(rewards.some((words) => /Use by \d|Use by \w+ \d/.test(words))).to.equal(true);
  });

  it('says how much is missing when nothing can be had yet', async () => {
    const shown = await show('newcomer');
    await ready(shown);
    await expectAccessible(shown.wallet);
    expect(balance(shown.wallet)).to.equal('You have 0 Harbour Points');
    expect(said(shown.wallet, 'outlook')).to.equal('100 more for Free coffee');
    expect(part(shown.wallet, 'reward') === null).to.equal(true);
    expect(said(shown.wallet, 'rewards')).to.equal('Nothing here yet');
  });

  it('keeps the address in details, left to right, and copies it; its code comes when they are opened', async () => {
    const shown = await show('regular');
    await ready(shown);
    const details = part(shown.wallet, 'details') as HTMLDetailsElement;
    expect(details.open).to.equal(false);
    details.open = true;
    const own = details.querySelector('pers-own-wallet')!;
    const find = <T extends Element>(selector: string): T | null => own.shadowRoot?.querySelector<T>(selector) ?? null;
    await waitUntil(() => find('bdi'), 'no address', { timeout: 5000 });
    await expectAccessible(shown.wallet);
    const address = find<HTMLElement>('bdi')!;
    expect(address.dir).to.equal('ltr');
    expect(address.textContent).to.match(/^0x[0-9a-fA-F]{40}$/);
    find<HTMLElement>('[part=copy]')!.click();
    const spoken = (): string => [...own.shadowRoot!.querySelectorAll('[role=status]')].at(-1)!.textContent.trim();
    await waitUntil(() => spoken() !== '');
    expect([en.common.copied, en.common.copyFailed]).to.include(spoken());
    await expectAccessible(shown.wallet);
  });

  it('leaves the name out where something else says it', async () => {
    const shown = await show('regular');
    shown.wallet.noIdentity = true;
    await ready(shown);
    await expectAccessible(shown.wallet);
    expect(part(shown.wallet, 'identity')).to.equal(null);
  });
});

describe('a change of the balance', () => {
  it('shows what is on its way, then the new number, and says it once', async () => {
    const shown = await show('newcomer');
    await ready(shown);
    const { wallet, store } = shown;
    expect(live(wallet)).to.equal('');
    const { items } = await store.campaigns(1);
    const claimed = store.claim(items[0]!.id);
    await waitUntil(() => part(wallet, 'pending'));
    await expectAccessible(wallet);
    await claimed;
    await waitUntil(() => balance(wallet) === 'You have 100 Harbour Points', 'no new balance', { timeout: 8000 });
    await waitUntil(() => wallet.shadowRoot!.querySelector('.amount')!.textContent === '100');
    expect(live(wallet)).to.equal('You have 100 Harbour Points');
    await waitUntil(() => !part(wallet, 'pending'), 'still on its way', { timeout: 5000 });
    await expectAccessible(wallet);
    expect(said(wallet, 'outlook')).to.equal('Enough for Free coffee');
  });

  it('is there at once for those who want no motion', async () => {
    await emulateMedia({ reducedMotion: 'reduce' });
    const shown = await show('newcomer');
    await ready(shown);
    const { wallet, store } = shown;
    const seen = new Set<string>();
    const watch = new MutationObserver(() => seen.add(wallet.shadowRoot!.querySelector('.amount')?.textContent ?? ''));
    watch.observe(wallet.shadowRoot!, { subtree: true, characterData: true, childList: true });
    await store.claim((await store.campaigns(1)).items[0]!.id);
    await waitUntil(() => balance(wallet) === 'You have 100 Harbour Points', 'no new balance', { timeout: 8000 });
    await aTimeout(300);
    watch.disconnect();
    await emulateMedia({ reducedMotion: 'no-preference' });
    expect([...seen].filter((value) => value !== '0')).to.deep.equal(['100']);
  });

  it('is not told of another customer, whose numbers are gone at once', async () => {
    const shown = await show('regular');
    await ready(shown);
    await signIn(shown, shown.tenant, 1);
    await waitUntil(() => said(shown.wallet, 'identity') === 'Jonas Doyle');
    await ready(shown);
    await expectAccessible(shown.wallet);
    expect(balance(shown.wallet)).to.equal('You have 100 Harbour Points');
    expect(live(shown.wallet)).to.equal('');
  });
});

describe('a failure', () => {
  it('says what failed, and the retry brings the wallet', async () => {
    const shown = await show('regular', 0, (tenant) => tenant.fault({ path: '/balances', status: 404, times: 3 }));
    await waitUntil(() => part(shown.wallet, 'error'), 'no error', { timeout: 8000 });
    await expectAccessible(shown.wallet);
    await shown.tenant.clearFaults();
    part(shown.wallet, 'error')!.querySelector('button')!.click();
    await ready(shown);
    expect(part(shown.wallet, 'error')).to.equal(null);
  });

  it('keeps the last known balance beside it', async () => {
    const shown = await show('regular');
    await ready(shown);
    const before = balance(shown.wallet);
    await shown.tenant.fault({ path: '/balances', status: 403, times: 9 });
    shown.store.refresh();
    await waitUntil(() => part(shown.wallet, 'error'), 'no error', { timeout: 8000 });
    await expectAccessible(shown.wallet);
    expect(balance(shown.wallet)).to.equal(before);
  });
});

it('is whole with hostile data, and runs none of it', async () => {
  const shown = await show('hostile');
  await ready(shown);
  await expectAccessible(shown.wallet);
  expect((globalThis as { pwned?: number }).pwned).to.equal(undefined);
  expect(shown.reported).to.deep.equal([]);
});

it('fits 320 px in Spanish and from right to left', async () => {
  await setViewport({ width: 320, height: 800 });
  const tenant = await openTenant('regular');
  for (const [locale, language] of [
    ['es', undefined],
    ['ar', 'ar'],
  ] as const) {
    const wallet = document.createElement('pers-wallet');
    const mounted = await mount(wallet, tenant.projectKey, locale, language ? { language } : undefined);
    await signIn(mounted, tenant);
    await ready({ ...mounted, wallet, tenant });
    await expectAccessible(wallet);
    expect(getComputedStyle(wallet).direction).to.equal(language ? 'rtl' : 'ltr');
    expect(document.documentElement.scrollWidth).to.be.at.most(320);
    await sendKeys({ press: 'Tab' });
    mounted.root.remove();
  }
});
