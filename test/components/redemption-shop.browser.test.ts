import { expect, nextFrame, waitUntil } from '@open-wc/testing';
import { emulateMedia, sendKeys, setViewport } from '@web/test-runner-commands';
import type { PersRedemptionShop } from '../../src/components/redemption-shop/redemption-shop.js';
import { expectAccessible } from '../support/axe.js';
import { openTenant } from '../support/tenant.js';
import { redeemElsewhere, show, tap, textOf, type Shown } from './rewards-fixture.js';

type Shop = Shown<PersRedemptionShop>;

beforeEach(async () => {
  await setViewport({ width: 1000, height: 800 });
  await emulateMedia({ reducedMotion: 'reduce' });
});

const shopOf = async (who?: string, world = 'regular'): Promise<Shop> => {
  const shop = await show('pers-redemption-shop', { world, ...(who ? { who } : {}) });
  await shop.found('[part=card]');
  return shop;
};
const card = ({ all }: Shop, name: string): HTMLElement => all('[part=card]').find((one) => textOf(one.querySelector('h3')) === name)!;
const button = (shop: Shop, name: string): HTMLButtonElement => card(shop, name).querySelector('button')!;
const dialog = ({ find }: Shop): HTMLDialogElement => find<HTMLDialogElement>('dialog');
const focused = ({ element }: Shop): Element | null => element.shadowRoot!.activeElement;
/** The button that spends is dead for half a second. */
const alive = () => new Promise((resolve) => setTimeout(resolve, 550));
const open = async (shop: Shop, name: string): Promise<void> => {
  await tap(button(shop, name));
  await waitUntil(() => dialog(shop).open);
};

describe('states', () => {
  it('loading: bones, and it says that it loads', async () => {
    const tenant = await openTenant('regular');
    await tenant.fault({ path: '/redemptions', delayMs: 1000, times: 2 });
    const shop = await show('pers-redemption-shop', { world: tenant });
    await shop.found('[part=skeleton]');
    await expectAccessible(shop.element);
    await shop.found('[part=card]');
  });

  it('signed out: offers with prices, and the way to sign in', async () => {
    const shop = await shopOf();
    await expectAccessible(shop.element);
    expect(textOf(card(shop, 'Free coffee'))).to.contain('120 points');
    expect(textOf(button(shop, 'Free coffee'))).to.equal('Sign in to redeem');
    let asked = 0;
    shop.rewards.addEventListener('pers-sign-in-requested', () => (asked += 1));
    await tap(button(shop, 'Free coffee'));
    await waitUntil(() => asked === 1);
    expect(dialog(shop).open).to.equal(false);
  });

  it('empty: says so', async () => {
    const shop = await show('pers-redemption-shop', { world: 'expired', who: 'paul' });
    await shop.found('[part=empty]');
    await expectAccessible(shop.element);
    expect(textOf(shop.find('[part=empty]'))).to.contain('No rewards at the moment');
  });

  it('failed: one sentence, and trying again brings the offers', async () => {
    const tenant = await openTenant('regular');
    await tenant.fault({ path: '/redemptions?', status: 404, times: 1 });
    await tenant.fault({ path: '/redemptions', status: 404, times: 2 });
    const shop = await show('pers-redemption-shop', { world: tenant });
    await shop.found('[part=error] button');
    await expectAccessible(shop.element);
    await tenant.clearFaults();
    await tap(shop.find('[part=error] button'));
    await shop.found('[part=card]');
  });

  it('sold out: says so, and nothing can be pressed', async () => {
    const shop = await shopOf('lena', 'sold-out');
    await expectAccessible(shop.element);
    for (const one of shop.all('[part=get-button]')) {
      expect(textOf(one)).to.equal('Sold out');
      expect(one.getAttribute('aria-disabled')).to.equal('true');
    }
    await tap(button(shop, 'Canvas tote bag'));
    expect(dialog(shop).open).to.equal(false);
  });

  it('ready: C8 each offer says price, discount, stock and what is missing; what can be had comes first', async () => {
    const shop = await shopOf('mina');
    await expectAccessible(shop.element);
    expect(textOf(card(shop, 'Free coffee')))
      .to.contain('108 points')
      .and.contain('Instead of 120 points');
    expect(button(shop, 'Free coffee').getAttribute('aria-label')).to.equal('Get: Free coffee');
    expect(textOf(card(shop, 'Canvas tote bag'))).to.contain('1 left · 2 per person');
    expect(textOf(card(shop, 'Museum day ticket'))).not.to.contain('left');
    expect(textOf(card(shop, 'Open-air cinema'))).to.contain('From Silver');
    expect(textOf(card(shop, 'Harbour tour for two'))).to.contain('920 more points');
    expect(textOf(card(shop, 'After hours at the gallery'))).to.contain('This reward is for level Gold and above.');
    expect(textOf(card(shop, 'A day on two wheels'))).to.contain('You have had this reward. It is offered once per person.');
    expect(textOf(button(shop, 'Evening concert on the pier'))).to.equal('Sold out');
    const able = shop.all('[part=get-button]').map((one) => one.getAttribute('aria-disabled'));
    expect(able.lastIndexOf('false')).to.be.lessThan(able.indexOf('true'));
  });

  it('C7 the kinds are one group of the arrow keys', async () => {
    const shop = await shopOf('mina');
    const chips = shop.all<HTMLInputElement>('[part=chip] input');
    expect(chips).to.have.length(5);
    chips[0]!.focus();
    await sendKeys({ press: 'ArrowRight' });
    await nextFrame();
    expect(chips[1]!.checked).to.equal(true);
    expect(focused(shop)).to.equal(chips[1]);
    await expectAccessible(shop.element);
    const names = shop.all('[part=card] h3').map(textOf);
    expect(names).to.include('Free coffee').and.not.include('Museum day ticket');
    await sendKeys({ press: 'ArrowLeft' });
    await waitUntil(() => shop.all('[part=card]').length > names.length);
  });
});

describe('redeeming', () => {
  it('the dialog takes the focus, says before and after, and gives the focus back on Esc', async () => {
    const shop = await shopOf('mina');
    const coffee = button(shop, 'Free coffee');
    await open(shop, 'Free coffee');
    await expectAccessible(shop.element);
    expect(focused(shop)).to.equal(shop.find('#dialog-title'));
    const lines = shop.all('dialog dl > div').map(textOf);
    expect(lines).to.deep.equal(['Costs 108 points', 'You have 1,240 points', 'You keep 1,132 points']);
    await sendKeys({ press: 'Escape' });
    await waitUntil(() => !dialog(shop).open);
    expect(focused(shop)).to.equal(coffee);
    expect(await shop.tenant.requests()).not.to.have.property('POST /redemptions/redeems');
  });

  it('nothing is spent in the first half second, and never by a click that a script makes', async () => {
    const shop = await shopOf('mina');
    await open(shop, 'Free coffee');
    await tap(shop.find('[part=confirm]'));
    await alive();
    shop.find('[part=confirm]').click();
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(textOf(shop.find('[part=confirm]'))).to.equal('Get this for 108 points');
    expect(await shop.tenant.requests()).not.to.have.property('POST /redemptions/redeems');
  });

  it('C4 C14 two taps are one redeem; the receipt has the code large, and it is spoken once', async () => {
    const shop = await shopOf('mina');
    let code = '';
    shop.rewards.addEventListener('pers-redeemed', (event) => (code = event.detail.code));
    await open(shop, 'Free coffee');
    await alive();
    const confirm = shop.find('[part=confirm]');
    await tap(confirm, 2);
    await expectAccessible(shop.element);
    await shop.found('[part=receipt]');
    await expectAccessible(shop.element);
    await waitUntil(() => code !== '');
    const shown = shop.find('[part=code]');
    expect(textOf(shown)).to.equal(code);
    expect(getComputedStyle(shown).fontSize).to.equal('28px');
    expect(shown.dir).to.equal('ltr');
    expect(textOf(shop.find('[part=receipt]')))
      .to.match(/Redeemed \w{3} \d{1,2}, \d{4}/)
      .and.match(/Valid until /);
    expect(textOf(dialog(shop).querySelector('[role=status]'))).to.equal(`It is yours: Free coffee. Your code is ${code}.`);
    expect(shop.find('[part=confirm]')).to.equal(confirm, 'the same button, so that the focus stays');
    expect((await shop.tenant.requests())['POST /redemptions/redeems']).to.equal(1);
    expect(await shop.tenant.ledgerSum()).to.equal('0');
    await alive();
    await tap(confirm);
    await waitUntil(() => !dialog(shop).open);
    await open(shop, 'Free coffee');
    expect(textOf(shop.find('dialog dl'))).to.contain('You have 1,132 points');
  });

  it('C7 C14 works with the keyboard only, the copy too', async () => {
    const shop = await shopOf('mina');
    button(shop, 'Free coffee').focus();
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => dialog(shop).open);
    await sendKeys({ press: 'Tab' });
    expect(focused(shop)).to.equal(shop.find('[part=cancel]'));
    await sendKeys({ press: 'Tab' });
    expect(focused(shop)).to.equal(shop.find('[part=confirm]'));
    await alive();
    await sendKeys({ press: 'Enter' });
    await shop.found('[part=receipt]');
    expect(focused(shop)).to.equal(shop.find('[part=confirm]'), 'the focus has not moved');
    await sendKeys({ down: 'Shift' });
    await sendKeys({ press: 'Tab' });
    await sendKeys({ up: 'Shift' });
    expect(focused(shop)).to.equal(shop.find('[part=copy]'));
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => /Copied|Copying did not work/.test(textOf(dialog(shop))));
    await expectAccessible(shop.element);
  });

  it('C14 where there is no clipboard the code is left selected, and a sentence says so', async () => {
    const shop = await shopOf('mina');
    await open(shop, 'Free coffee');
    await alive();
    await tap(shop.find('[part=confirm]'));
    await shop.found('[part=receipt]');
    const original = Object.getOwnPropertyDescriptor(Navigator.prototype, 'clipboard')!;
    Object.defineProperty(Navigator.prototype, 'clipboard', { configurable: true, value: undefined });
    try {
      await tap(shop.find('[part=copy]'));
      await waitUntil(() => textOf(shop.find('[part=receipt]')).includes('Select the text and copy it by hand.'));
    } finally {
      Object.defineProperty(Navigator.prototype, 'clipboard', original);
    }
    await expectAccessible(shop.element);
    expect(getSelection()!.toString()).to.equal(textOf(shop.find('[part=code]')));
  });

  it('C5 leaving the dialog does not stop a redeem: its card leads to the code', async () => {
    const shop = await shopOf('mina');
    await shop.tenant.fault({ method: 'POST', path: '/redemptions/redeems', delayMs: 1000 });
    await open(shop, 'Free coffee');
    await alive();
    await tap(shop.find('[part=confirm]'));
    await waitUntil(() => textOf(shop.find('[part=confirm]')) === 'Redeeming…');
    await expectAccessible(shop.element);
    await sendKeys({ press: 'Escape' });
    await waitUntil(() => !dialog(shop).open);
    expect(textOf(button(shop, 'Free coffee'))).to.equal('On its way');
    await expectAccessible(shop.element);
    await waitUntil(() => textOf(button(shop, 'Free coffee')) === 'Show code', 'done', { timeout: 8000 });
    await open(shop, 'Free coffee');
    expect(textOf(shop.find('[part=code]'))).to.match(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/);
  });

  it('sold out meanwhile: says so in the dialog, and the card shows it', async () => {
    const shop = await shopOf('mina');
    await open(shop, 'Canvas tote bag');
    await redeemElsewhere(shop.tenant, 'mina', 'Canvas tote bag');
    await alive();
    await tap(shop.find('[part=confirm]'));
    await shop.says('dialog [class~=note]', 'This reward is sold out. Your points were not used.');
    await expectAccessible(shop.element);
    await tap(shop.find('[part=cancel]'));
    await waitUntil(() => textOf(button(shop, 'Canvas tote bag')) === 'Sold out', 'sold out', { timeout: 8000 });
  });

  it('C3 a refusal stands in the dialog, and is gone when it is opened again', async () => {
    const shop = await shopOf('mina');
    await open(shop, 'Tram day pass, Belfast');
    await shop.tenant.fault({ method: 'POST', path: '/redemptions/redeems', status: 422, code: 'REDEEM_COUNTRY_RESTRICTED' });
    await alive();
    await tap(shop.find('[part=confirm]'));
    await shop.says('dialog [class~=note]', 'This reward is not offered in your country.');
    await expectAccessible(shop.element);
    await tap(shop.find('[part=cancel]'));
    await waitUntil(() => !dialog(shop).open);
    await open(shop, 'Tram day pass, Belfast');
    expect(textOf(shop.find('.dialog-note'))).to.equal('');
  });
});

describe('long lists and foreign texts', () => {
  it('shows a thousand offers page by page', async () => {
    const shop = await shopOf('ada', 'many');
    await expectAccessible(shop.element);
    const first = shop.all('[part=card]').length;
    await tap(shop.find('[part=more]'));
    await waitUntil(() => shop.all('[part=card]').length === 2 * first, 'twice as many', { timeout: 8000 });
    await waitUntil(() => focused(shop) === shop.all('[part=card]')[first]);
  });

  it('C10 fits 320 pixels', async () => {
    await setViewport({ width: 320, height: 640 });
    const shop = await show('pers-redemption-shop', { world: 'regular', who: 'mina', width: 300 });
    await shop.found('[part=card]');
    expect(shop.element.scrollWidth).to.be.at.most(shop.element.clientWidth);
    await open(shop, 'Free coffee');
    const { left, right, bottom } = dialog(shop).getBoundingClientRect();
    expect([left >= 0, right <= 320, bottom <= 640]).to.deep.equal([true, true, true]);
    expect(dialog(shop).scrollWidth).to.be.at.most(dialog(shop).clientWidth);
  });

  it('shows hostile texts as text and asks nobody else for anything', async () => {
    performance.clearResourceTimings();
    const shop = await shopOf(undefined, 'hostile');
    await expectAccessible(shop.element);
    expect(shop.all('[part=title]').map(textOf)).to.include('<script>globalThis.pwned=1</script>');
    expect(globalThis).not.to.have.property('pwned');
    for (const { name } of performance.getEntriesByType('resource')) expect(new URL(name).origin).to.equal(location.origin);
  });
});
