import type { World } from '../world.js';
import { harbourTenant, harbourTokens, harbourTypes, ITEM, OFFER_TYPE } from './harbour.js';
import { welcome } from './harbour-campaigns.js';
import { Seed } from './seed.js';

/** Nobody has anything yet: one campaign to begin with, three things worth having. */
export const newcomer: World = {
  title: 'Harbour Pass: first day',
  tenant: harbourTenant,
  async seed(trx, tenantId, ids, now, publicUrl) {
    const seed = new Seed(tenantId, ids, now, publicUrl);
    const tokens = harbourTokens(seed);
    harbourTypes(seed);
    const admin = seed.admin('Orla Quinn');
    const nia = seed.customer('nia', { name: 'Nia Byrne', email: 'nia.byrne@example.com' });
    welcome(seed, tokens);
    seed.offer('coffee', {
      name: 'Free coffee',
      description: 'Espresso, flat white or filter at Quayside Coffee.',
      picture: 'espresso',
      price: '100',
      type: OFFER_TYPE.drinks,
      gives: [{ token: tokens.rewards, amount: '1', item: ITEM.coffee }],
    });
    seed.offer('museum', {
      name: 'Museum day ticket',
      description: 'All floors of the Museum of the Sea.',
      picture: 'museum',
      price: '600',
      type: OFFER_TYPE.culture,
      gives: [{ token: tokens.rewards, amount: '1', item: ITEM.museum }],
    });
    seed.offer('boat', {
      name: 'Harbour tour for two',
      description: 'Ninety minutes on the water.',
      picture: 'boat',
      price: '2400',
      type: OFFER_TYPE.out,
      gives: [{ token: tokens.rewards, amount: '1', item: ITEM.boat }],
    });
    await seed.write(trx, 'logo');
    return { customers: [nia], admin };
  },
};
