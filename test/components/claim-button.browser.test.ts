import { expect, nextFrame, waitUntil } from '@open-wc/testing';
import { sendKeys, setViewport } from '@web/test-runner-commands';
import type { Page } from '../../src/client/page.js';
import type { Campaign } from '../../src/client/campaigns.js';
import type { PersClaimButton } from '../../src/components/claim-button/claim-button.js';
import { expectAccessible } from '../support/axe.js';
import { apiUrl, openTenant, type TestTenant } from '../support/tenant.js';
import { show, tap, textOf, type Shown } from './rewards-fixture.js';

beforeEach(() => setViewport({ width: 1000, height: 700 }));

const COFFEE = 'Morning coffee at the quay';

async function idOf(tenant: TestTenant, name: string): Promise<string> {
  const response = await fetch(`${apiUrl}/campaigns?page=1&limit=100`, { headers: { 'x-project-key': tenant.projectKey } });
  const { data } = (await response.json()) as { readonly data: Page<Campaign>['items'] };
  return data.find((campaign) => campaign.name === name)!.id;
}

async function claimButton(name: string, who?: string): Promise<Shown<PersClaimButton>> {
  const tenant = await openTenant('regular');
  const attributes = { 'campaign-id': await idOf(tenant, name) };
  const shown = await show('pers-claim-button', { world: tenant, attributes, ...(who ? { who } : {}) });
  await shown.found('[part=claim-button]');
  return shown;
}

it('loading: keeps the place of the button', async () => {
  const tenant = await openTenant('regular');
  await tenant.fault({ path: '/campaigns/', delayMs: 1000 });
  const shown = await show('pers-claim-button', { world: tenant, attributes: { 'campaign-id': await idOf(tenant, COFFEE) } });
  await shown.found('[part=skeleton]');
  await expectAccessible(shown.element);
  const { height } = shown.element.getBoundingClientRect();
  await shown.found('[part=claim-button]');
  expect(shown.element.getBoundingClientRect().height).to.equal(height);
});

it('signed out: leads to signing in', async () => {
  const { element, rewards, find } = await claimButton(COFFEE);
  await expectAccessible(element);
  expect(textOf(find('button'))).to.equal('Sign in to claim');
  let asked = 0;
  rewards.addEventListener('pers-sign-in-requested', () => (asked += 1));
  await tap(find('button'));
  await waitUntil(() => asked === 1);
});

it('failed: says that the campaign is gone, with a way to try again', async () => {
  const { element, found } = await show('pers-claim-button', { world: 'regular', attributes: { 'campaign-id': 'no-such-campaign' } });
  const error = await found('[part=error]');
  await expectAccessible(element);
  expect(textOf(error)).to.contain('This campaign is no longer available.').and.contain('Try again');
});

it('without a campaign it shows nothing', async () => {
  const { element, all } = await show('pers-claim-button', { world: 'regular' });
  await waitUntil(() => element.shadowRoot!.querySelector('[role=status]') && all('[part=skeleton]').length === 0);
  expect(all('button')).to.have.length(0);
});

it('ready: names the reward; C2 no word of wallets or chains', async () => {
  const { element, find } = await claimButton(COFFEE, 'mina');
  await expectAccessible(element);
  expect(textOf(find('button'))).to.equal('Claim 40 Harbour Points');
  expect(textOf(element.shadowRoot!.querySelector('[part=note]'))).to.equal('');
  expect(element.shadowRoot!.textContent).not.to.match(/wallet|chain|gas/i);
});

it('C3 blocked: stays reachable and says why beside it', async () => {
  const { element, find } = await claimButton('Saturday market', 'mina');
  await expectAccessible(element);
  const button = find<HTMLButtonElement>('button');
  expect(button.getAttribute('aria-disabled')).to.equal('true');
  expect(button.disabled).to.equal(false);
  expect(button.getAttribute('aria-describedby')).to.equal(find('[part=note]').id);
  expect(textOf(find('[part=note]'))).to.equal('Scan the code at the place to claim this.');
});

it('busy and done: shows the press within a frame, then what was received, without moving the page around it', async () => {
  const { element, find, says } = await claimButton(COFFEE, 'mina');
  const button = find('button');
  const { height } = element.getBoundingClientRect();
  await tap(button);
  await nextFrame();
  expect(button.getAttribute('aria-busy')).to.equal('true');
  await expectAccessible(element);
  await says('[part=note]', 'You received 40 Harbour Points');
  await expectAccessible(element);
  expect(textOf(button)).to.equal('Claimed');
  expect(element.getBoundingClientRect().height).to.equal(height);
});

it('C7 C8 claims from the keyboard, speaks once, and leaves the focus alone', async () => {
  const { element, find, all } = await claimButton(COFFEE, 'mina');
  await sendKeys({ press: 'Tab' });
  expect(element.shadowRoot!.activeElement).to.equal(find('button'));
  await sendKeys({ press: 'Space' });
  await waitUntil(() => textOf(all('[role=status]')[0]) === 'You received 40 Harbour Points', 'spoken', { timeout: 8000 });
  expect(element.shadowRoot!.activeElement).to.equal(find('button'));
});

it('C4 two elements of one campaign show the same claim, and only the one that was tapped speaks', async () => {
  const first = await claimButton(COFFEE, 'mina');
  const second = document.createElement('pers-claim-button');
  second.campaignId = first.element.campaignId;
  first.rewards.append(second);
  await waitUntil(() => second.shadowRoot?.querySelector('[part=claim-button]'));
  await tap(first.find('button'));
  const other = second.shadowRoot!;
  await waitUntil(() => textOf(other.querySelector('[part=note]')) === 'You received 40 Harbour Points', 'the same', { timeout: 8000 });
  await first.says('[part=note]', 'You received 40 Harbour Points');
  expect(textOf(other.querySelector('[role=status]'))).to.equal('');
  expect(textOf(first.find('[role=status]'))).to.equal('You received 40 Harbour Points');
  expect((await first.tenant.requests())['POST /campaigns/claims']).to.equal(1);
});

it('refused and cancelled: a page that says no is nothing to explain', async () => {
  const { element, rewards, find, says, tenant } = await claimButton(COFFEE, 'mina');
  rewards.addEventListener('pers-before-claim', (event) => event.preventDefault(), { once: true });
  await tap(find('button'));
  await waitUntil(() => textOf(find('button')) === 'Claim 40 Harbour Points');
  expect(textOf(find('[part=note]'))).to.equal('');
  await tenant.fault({ method: 'POST', path: '/campaigns/claims', status: 422, code: 'CLAIM_COUNTRY_RESTRICTED' });
  await tap(find('button'));
  await says('[part=note]', 'This campaign is not open in your country.');
  await expectAccessible(element);
  expect(textOf(find('[role=status]'))).to.equal('This campaign is not open in your country.');
});

it('unknown: says that it is being found out, and finds out', async () => {
  const { element, find, says, tenant } = await claimButton(COFFEE, 'mina');
  await tenant.fault({ method: 'POST', path: '/campaigns/claims', status: 200, body: 'not json' });
  await tap(find('button'));
  await says('[part=note]', 'We are checking whether it worked.');
  await expectAccessible(element);
  expect(textOf(find('button'))).to.equal('Checking…');
  expect((await tenant.requests())['POST /campaigns/claims']).to.equal(1);
});

it('C13 a place check says how far it is, from a position that is coarse', async () => {
  const { find, says } = await claimButton('Walk out to the lighthouse', 'mina');
  placed({ latitude: 53.3331, longitude: -6.1507 });
  expect(textOf(find('button'))).to.equal('Check in');
  await tap(find('button'));
  await says('[part=note]', 'You are');
  expect(textOf(find('button'))).to.equal('Check in');
});

it('C13 refusing the location leaves a sentence and the button', async () => {
  const { element, find, says, tenant } = await claimButton('Walk out to the lighthouse', 'mina');
  placed(null);
  await tap(find('button'));
  await says('[part=note]', 'We could not find where you are. Allow your location in the browser, then check in again.');
  await expectAccessible(element);
  expect(find('button').getAttribute('aria-disabled')).to.equal('false');
  expect(await tenant.requests()).not.to.have.property('POST /campaigns/claims');
});

it('another campaign-id is another campaign', async () => {
  const { element, says, tenant } = await claimButton(COFFEE, 'mina');
  element.campaignId = await idOf(tenant, 'Letters from the harbour');
  await says('[part=claim-button]', 'Claim 80 Harbour Points');
});

/** Where the browser says that it is; null: the customer refuses. The machine of the tests has no place. */
function placed(coords: { readonly latitude: number; readonly longitude: number } | null): void {
  const original = Object.getOwnPropertyDescriptor(Navigator.prototype, 'geolocation')!;
  const geolocation: Pick<Geolocation, 'getCurrentPosition'> = {
    getCurrentPosition: (done, failed) =>
      coords ? done({ coords } as GeolocationPosition) : failed?.({ code: 1 } as GeolocationPositionError),
  };
  Object.defineProperty(Navigator.prototype, 'geolocation', { configurable: true, get: () => geolocation });
  restore = () => Object.defineProperty(Navigator.prototype, 'geolocation', original);
}
let restore: (() => void) | undefined;
afterEach(() => {
  restore?.();
  restore = undefined;
});
