import { expect, waitUntil } from '@open-wc/testing';
import { sendKeys, setViewport } from '@web/test-runner-commands';
import { PersPanel } from '../../src/components/panel/panel.js';
import { expectAccessible } from '../support/axe.js';
import { openTenant, type TestTenant } from '../support/tenant.js';
import { mount, type Mounted } from './mount.js';

let tenant: TestTenant;
before(async () => {
  if (!customElements.get('pers-panel')) customElements.define('pers-panel', PersPanel);
  tenant = await openTenant('regular');
});
beforeEach(() => setViewport({ width: 390, height: 800 }));

const tabs = (panel: PersPanel): HTMLElement[] => [...panel.shadowRoot!.querySelectorAll<HTMLElement>('[role=tab]')];
const chosen = (panel: PersPanel): string[] =>
  tabs(panel)
    .filter((tab) => tab.ariaSelected === 'true')
    .map((tab) => tab.id);
const made = (panel: PersPanel): string[] =>
  [...panel.shadowRoot!.querySelectorAll('[role=tabpanel] > *')].map((element) => element.localName);

async function show(signedIn: boolean, locale?: string, language?: string): Promise<Mounted & { panel: PersPanel }> {
  const panel = document.createElement('pers-panel');
  const mounted = await mount(panel, tenant.projectKey, locale, language ? { language } : undefined);
  if (signedIn) {
    const token = await tenant.identityToken(tenant.customers[0]!.key);
    await mounted.store.identify(() => token);
  }
  await waitUntil(() => panel.shadowRoot!.querySelector('h2'));
  await panel.updateComplete;
  return { ...mounted, panel };
}

it('leaves, signed out, the way in to the wallet and shows what there is', async () => {
  const { panel } = await show(false);
  await expectAccessible(panel);
  expect(panel.shadowRoot!.querySelector('h2')).to.have.text(tenant.title);
  expect(chosen(panel)).to.deep.equal(['tab-rewards']);
  expect(made(panel)).to.deep.equal(['pers-redemption-shop']);
  expect(panel.shadowRoot!.querySelector('pers-account')!.hasAttribute('hidden')).to.equal(true);
});

it('shows, signed in, what to earn first, and the account', async () => {
  const { panel, store } = await show(true);
  await waitUntil(() => store.snapshot.session === 'signed-in');
  await panel.updateComplete;
  await expectAccessible(panel);
  expect(chosen(panel)).to.deep.equal(['tab-earn']);
  expect(panel.shadowRoot!.querySelector('pers-account')!.hasAttribute('hidden')).to.equal(false);
  await store.signOut();
});

it('makes a view when it is chosen, and keeps it', async () => {
  const { panel } = await show(false);
  tabs(panel)[2]!.click();
  await panel.updateComplete;
  expect(chosen(panel)).to.deep.equal(['tab-activity']);
  expect(made(panel)).to.deep.equal(['pers-redemption-shop', 'pers-activity']);
  const activity = panel.shadowRoot!.querySelector('pers-activity');
  tabs(panel)[0]!.click();
  await panel.updateComplete;
  expect(made(panel)).to.have.length(3);
  expect(panel.shadowRoot!.querySelector('pers-activity')).to.equal(activity);
  await expectAccessible(panel);
});

it('moves through the tabs with the arrows, and around', async () => {
  const { panel } = await show(false);
  expect(tabs(panel).map((tab) => tab.tabIndex)).to.deep.equal([-1, 0, -1]);
  tabs(panel)[1]!.focus();
  for (const [key, wanted] of [
    ['ArrowRight', 2],
    ['ArrowRight', 0],
    ['ArrowLeft', 2],
    ['Home', 0],
    ['End', 2],
  ] as const) {
    await sendKeys({ press: key });
    await panel.updateComplete;
    expect(chosen(panel), key).to.deep.equal([tabs(panel)[wanted]!.id]);
    expect(panel.shadowRoot!.activeElement).to.equal(tabs(panel)[wanted]!);
  }
  await sendKeys({ press: 'Tab' });
  expect(panel.shadowRoot!.activeElement?.id).to.equal('view-activity');
});

it('turns the arrows with the direction of the text', async () => {
  const { panel } = await show(false, 'ar', 'ar');
  expect(panel.dir).to.equal('rtl');
  tabs(panel)[1]!.focus();
  await sendKeys({ press: 'ArrowLeft' });
  await panel.updateComplete;
  expect(chosen(panel)).to.deep.equal(['tab-activity']);
  await expectAccessible(panel);
});

it('folds what is held away where it is narrow', async () => {
  const { panel, store } = await show(true);
  await waitUntil(() => panel.shadowRoot!.querySelector('.held'));
  const button = panel.shadowRoot!.querySelector<HTMLElement>('.held')!;
  const wallet = panel.shadowRoot!.querySelector('pers-wallet')!;
  expect([button.ariaExpanded, wallet.className]).to.deep.equal(['false', 'folded']);
  button.click();
  await panel.updateComplete;
  expect([button.ariaExpanded, wallet.className]).to.deep.equal(['true', '']);
  await expectAccessible(panel);
  await setViewport({ width: 1200, height: 800 });
  expect(getComputedStyle(button).display).to.equal('none');
  await setViewport({ width: 320, height: 800 });
  expect(document.documentElement.scrollWidth).to.equal(320);
  await store.signOut();
});

it('keeps the name when the picture fails, and shows bones before there is a name', async () => {
  await tenant.fault({ path: '/tenants', delayMs: 300, times: 2 });
  const panel = document.createElement('pers-panel');
  await mount(panel, tenant.projectKey);
  await panel.updateComplete;
  expect(panel.shadowRoot!.querySelector('.bone.name')).to.not.equal(null);
  await expectAccessible(panel);
  await waitUntil(() => panel.shadowRoot!.querySelector('h2'));
  await waitUntil(() => panel.shadowRoot!.querySelector('img'));
  panel.shadowRoot!.querySelector('img')!.dispatchEvent(new Event('error'));
  await panel.updateComplete;
  expect(panel.shadowRoot!.querySelector('img')).to.equal(null);
});

it('takes a tab from the page and ignores one that is none', async () => {
  const { panel } = await show(false);
  panel.setAttribute('tab', 'activity');
  await panel.updateComplete;
  expect(chosen(panel)).to.deep.equal(['tab-activity']);
  panel.setAttribute('tab', 'nonsense');
  await panel.updateComplete;
  expect(chosen(panel)).to.deep.equal(['tab-rewards']);
});
