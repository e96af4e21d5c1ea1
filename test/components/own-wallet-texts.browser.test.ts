import { expect } from '@open-wc/testing';
import '../../src/components/own-wallet/define.js';
import { ownWalletEn } from '../../src/i18n/en.own-wallet.js';
import { ownWalletEs } from '../../src/i18n/es.own-wallet.js';
import { expectAccessible } from '../support/axe.js';
import { openTenant } from '../support/tenant.js';
import { show } from './rewards-fixture.js';

const BUTTON = '[part=connect-button]';

async function visit(locale = 'en') {
  const world = await openTenant('regular');
  return show('pers-own-wallet', { world, who: world.customers[0]!.key, locale });
}

describe('M12: sentences of the page', () => {
  it('stand in place of ours, and change at once', async () => {
    const { element, rewards, found, says, find } = await visit();
    await found(BUTTON);
    rewards.strings = { ownWallet: { connect: 'Attach a purse', title: 'Your purse' } };
    await says(BUTTON, 'Attach a purse');
    await says('h4', 'Your purse');
    await expectAccessible(element);
    expect(find('.own').textContent).to.include(ownWalletEn.intro);
    rewards.strings = { ownWallet: { connect: 'Attach yours' } };
    await says(BUTTON, 'Attach yours');
    await says('h4', ownWalletEn.title);
    rewards.strings = undefined;
    await says(BUTTON, ownWalletEn.connect);
  });

  it('stand beside those of the language, and stay when it changes', async () => {
    const { element, rewards, says } = await visit('es');
    rewards.strings = { ownWallet: { connect: 'Vincular monedero' } };
    await says(BUTTON, 'Vincular monedero');
    await says('h4', ownWalletEs.title);
    rewards.locale = 'en';
    await says('h4', ownWalletEn.title);
    await says(BUTTON, 'Vincular monedero');
    await expectAccessible(element);
  });

  it('bring a language of their own, with its direction', async () => {
    const { element, rewards, says } = await visit();
    rewards.strings = { language: 'ar', ownWallet: { connect: 'اربط محفظة' } };
    await says(BUTTON, 'اربط محفظة');
    expect(element.dir).to.equal('rtl');
    await expectAccessible(element);
  });
});
