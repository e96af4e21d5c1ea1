import { expect, waitUntil } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import { PersActivity } from '../../src/components/activity/activity.js';
import { en } from '../../src/i18n/en.js';
import { redeemCode } from '../../src/state/code.js';
import { expectAccessible } from '../support/axe.js';
import { openTenant, type TestTenant } from '../support/tenant.js';
import { mount, type Mounted } from './mount.js';

before(() => {
  if (!customElements.get('pers-activity')) customElements.define('pers-activity', PersActivity);
});
beforeEach(() => setViewport({ width: 390, height: 900 }));

type Shown = Mounted & { readonly activity: PersActivity; readonly tenant: TestTenant };

const all = (activity: PersActivity, name: string): HTMLElement[] => [
  ...activity.shadowRoot!.querySelectorAll<HTMLElement>(`[part~=${name}]`),
];
const part = (activity: PersActivity, name: string): HTMLElement | null => all(activity, name)[0] ?? null;
const words = (element: HTMLElement | null): string => element?.textContent?.replace(/\s+/g, ' ').trim() ?? '';
const lines = (activity: PersActivity): string[] => all(activity, 'entry').map(words);

async function show(
  world: string,
  signedIn = true,
  prepare?: (tenant: TestTenant) => Promise<void>,
  locale = 'en',
  language?: string,
): Promise<Shown> {
  const tenant = await openTenant(world);
  await prepare?.(tenant);
  const activity = document.createElement('pers-activity');
  const mounted = await mount(activity, tenant.projectKey, locale, language ? { language } : undefined);
  if (signedIn) await mounted.store.identify(() => tenant.identityToken(tenant.customers[0]!.key));
  return { ...mounted, activity, tenant };
}
const ready = ({ activity }: Shown): Promise<void> => waitUntil(() => part(activity, 'entry'), 'no lines', { timeout: 6000 });

describe('states', () => {
  it('leads, signed out, to signing in', async () => {
    const { activity } = await show('regular', false);
    await waitUntil(() => part(activity, 'sign-in'));
    await expectAccessible(activity);
    expect(words(part(activity, 'empty'))).to.include(en.activity.signedOut);
  });

  it('stands there while it is read', async () => {
    const shown = await show('regular', true, (tenant) => tenant.fault({ path: '/transactions/me', delayMs: 600, times: 9 }));
    await waitUntil(() => part(shown.activity, 'skeleton'));
    await expectAccessible(shown.activity);
    await ready(shown);
    expect(part(shown.activity, 'skeleton')).to.equal(null);
  });

  it('says, empty, what will be here', async () => {
    const { activity } = await show('newcomer');
    await waitUntil(() => part(activity, 'empty'), 'not empty', { timeout: 6000 });
    await expectAccessible(activity);
    expect(words(part(activity, 'empty'))).to.include(en.activity.emptyTitle);
  });

  it('says what failed, and reads again', async () => {
    const shown = await show('regular', true, (tenant) => tenant.fault({ path: '/redemptions/redeems/me', status: 403, times: 9 }));
    await waitUntil(() => part(shown.activity, 'error'), 'no error', { timeout: 6000 });
    await expectAccessible(shown.activity);
    await shown.tenant.clearFaults();
    part(shown.activity, 'error')!.querySelector('button')!.click();
    await ready(shown);
    expect(part(shown.activity, 'error')).to.equal(null);
  });

  it('hides what the service does not have', async () => {
    const shown = await show('regular', true, (tenant) => tenant.fault({ path: '/campaigns/claims/me', status: 404, times: 9 }));
    await ready(shown);
    await expectAccessible(shown.activity);
    expect(lines(shown.activity).some((line) => line.includes('Claimed ·'))).to.equal(false);
    expect(lines(shown.activity).some((line) => line.includes('Redeemed ·'))).to.equal(true);
  });
});

describe('lines', () => {
  it('join claims, redeems and other movements, newest first, each once and in words', async () => {
    const shown = await show('regular');
    await ready(shown);
    await expectAccessible(shown.activity);
    const said = lines(shown.activity);
    expect(said).to.have.length(20);
    expect(said[0]).to.match(/^Ride instead of drive Claimed · .+ \+30 Harbour Points$/);
    expect(said.some((line) => /^Free coffee Redeemed · .+ −108 Harbour Points ?\+1 Free coffee/.test(line))).to.equal(true);
    expect(said.some((line) => /^Credited to you Received · .+ \+1 Museum day ticket$/.test(line))).to.equal(true);
    expect(said.some((line) => line.includes(en.activity.counted))).to.equal(true);
  });

  it('ask for few things: names come with the lists', async () => {
    const shown = await show('regular');
    await ready(shown);
    const requests = Object.entries(await shown.tenant.requests()).filter(([line]) =>
      /^GET \/(campaigns|redemptions|transactions)/.test(line),
    );
    const single = requests.filter(([line]) => /\/(campaigns|redemptions)\/[0-9a-f-]{36}$/.test(line));
    expect(single, JSON.stringify(requests)).to.have.length.at.most(1);
    expect(requests.reduce((sum, [, count]) => sum + count, 0)).to.be.at.most(8);
  });

  it('show more, down to the last one, without one twice; the focus goes to the first new one', async () => {
    const shown = await show('regular');
    await ready(shown);
    const { activity } = shown;
    part(activity, 'more')!.click();
    await waitUntil(() => all(activity, 'entry').length > 20, 'no more lines', { timeout: 6000 });
    await expectAccessible(activity);
    expect(activity.shadowRoot!.activeElement).to.equal(all(activity, 'entry')[20]);
    const balance = all(activity, 'amount')
      .flatMap((amounts) => [...amounts.querySelectorAll('li')].map(words))
      .filter((line) => line.endsWith('Harbour Points'))
      .reduce((sum, line) => sum + Number(line.replace('−', '-').replace(/[^\d-]/g, '')), 0);
    expect(part(activity, 'more')).to.equal(null);
    // Everything that came and went adds up to what the wallet says.
    const { points } = await shown.store.holdings();
    expect(String(balance)).to.equal(points);
  });

  it('say that something is on its way, and then that it came', async () => {
    const shown = await show('newcomer');
    const { activity, store } = shown;
    await waitUntil(() => part(activity, 'empty'), 'not empty', { timeout: 6000 });
    const claimed = store.claim((await store.campaigns(1)).items[0]!.id);
    await claimed;
    await waitUntil(() => lines(activity)[0]?.includes('+100 Harbour Points'), 'no line', { timeout: 6000 });
    await expectAccessible(activity);
    expect(part(activity, 'status')).to.equal(null);
  });

  it('tell of a claim that is under way and of one that failed', async () => {
    const campaign = 'c0000000-0000-4000-8000-000000000001';
    const claim = (id: string, status: string) => ({
      id,
      status,
      campaignId: campaign,
      campaign: { id: campaign, name: 'Night at the museum' },
      createdAt: '2026-01-15T10:00:00.000Z',
      transactions: [],
    });
    const body = JSON.stringify([claim('a', 'PROCESSING'), claim('b', 'FAILED')]);
    const shown = await show('newcomer', true, (tenant) => tenant.fault({ path: '/campaigns/claims/me', status: 200, body, times: 9 }));
    await ready(shown);
    await expectAccessible(shown.activity);
    expect(all(shown.activity, 'status').map(words)).to.deep.equal([en.activity.pending, en.activity.failed]);
    expect(lines(shown.activity)[0]).to.match(/^Night at the museum Claimed · Jan 15, /);
  });
});

describe('a redeemed reward', () => {
  it('shows its code again, large, and copies it', async () => {
    const shown = await show('regular');
    await ready(shown);
    const { activity, store } = shown;
    const button = part(activity, 'show-code')!;
    expect(button.getAttribute('aria-label')).to.equal('Show code for Free coffee');
    expect(button.getBoundingClientRect().height).to.be.at.least(44);
    button.click();
    await waitUntil(() => part(activity, 'receipt'));
    await expectAccessible(activity);
    const { items } = await store.redeems(1);
    const newest = [...items].sort((a, b) => (b.createdAt ?? '').localeCompare(a.createdAt ?? ''))[0]!;
    expect(words(part(activity, 'code'))).to.equal(redeemCode(newest.id));
    expect(part(activity, 'code')!.dir).to.equal('ltr');
    part(activity, 'copy')!.click();
    await waitUntil(() => words(activity.shadowRoot!.querySelector('[role=status]')) !== '');
    await expectAccessible(activity);
    part(activity, 'show-code')!.click();
    await waitUntil(() => !part(activity, 'receipt'));
    expect(part(activity, 'show-code')!.getAttribute('aria-expanded')).to.equal('false');
  });
});

it('drops what it showed when somebody else signs in', async () => {
  const shown = await show('regular');
  await ready(shown);
  await shown.store.identify(() => shown.tenant.identityToken('jonas'));
  await waitUntil(() => lines(shown.activity).length === 1, 'no other lines', { timeout: 6000 });
  await expectAccessible(shown.activity);
  expect(lines(shown.activity)[0]).to.match(/\+100 Harbour Points/);
});

it('is whole with hostile data, at 320 px, from right to left', async () => {
  await setViewport({ width: 320, height: 900 });
  const shown = await show('hostile', true, undefined, 'ar', 'ar');
  await waitUntil(() => part(shown.activity, 'entry') ?? part(shown.activity, 'empty'), 'nothing', { timeout: 6000 });
  await expectAccessible(shown.activity);
  expect((globalThis as { pwned?: number }).pwned).to.equal(undefined);
  expect(shown.reported).to.deep.equal([]);
  expect(getComputedStyle(shown.activity).direction).to.equal('rtl');
  expect(document.documentElement.scrollWidth).to.be.at.most(320);
});
