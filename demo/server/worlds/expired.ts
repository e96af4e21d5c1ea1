import type { World } from '../world.js';
import { harbourTenant, harbourTokens, harbourTypes, ITEM } from './harbour.js';
import { History } from './history.js';
import { Seed } from './seed.js';

/** The season is over: campaigns have ended, offers are switched off, and what is still held has run out. */
export const expired: World = {
  title: 'Harbour Pass: after the season',
  tenant: harbourTenant,
  async seed(trx, tenantId, ids, now, publicUrl) {
    const seed = new Seed(tenantId, ids, now, publicUrl);
    const { points, rewards } = harbourTokens(seed);
    harbourTypes(seed);
    const admin = seed.admin('Orla Quinn');
    const paul = seed.customer('paul', { name: 'Paul Nolan', email: 'paul.nolan@example.com' });
    const summer = seed.campaign('summer', {
      name: 'Summer on the quays',
      description: 'Ten weeks of points for every visit.',
      picture: 'ice-cream',
      startsIn: -90,
      endsIn: -14,
      gives: [{ token: points, amount: '50' }],
      trigger: { name: 'Once a day', perDay: 1 },
    });
    seed.campaign('regatta', {
      name: 'Regatta weekend',
      description: 'Three days of sails.',
      picture: 'boat',
      startsIn: -30,
      endsIn: -1,
      gives: [{ token: points, amount: '80' }],
      trigger: { name: 'Once', perUser: 1 },
    });
    seed.offer('ice', {
      name: 'Two scoops at the pier',
      description: 'Back next summer.',
      picture: 'ice-cream',
      price: '150',
      active: false,
    });
    seed.offer('umbrella', {
      name: 'Harbour umbrella',
      description: 'Back with the rain.',
      picture: 'umbrella',
      price: '400',
      active: false,
      stock: [30, 50],
    });
    await seed.write(trx, 'logo');
    const history = await History.of(trx, seed);
    for (const days of [80, 61, 44, 20]) await history.claim(paul, summer, seed.ago(days), [[points, '50']]);
    await history.receive(paul, seed.ago(18), [[rewards, '1', ITEM.pastry]], 'ADMIN_TRIGGERED');
    return { customers: [paul], admin };
  },
};
