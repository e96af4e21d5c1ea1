import type { World } from '../world.js';
import { harbourTenant, harbourTokens, harbourTypes, ITEM, OFFER_TYPE } from './harbour.js';
import { History } from './history.js';
import { Seed } from './seed.js';

/** Points enough, and nothing left to spend them on; the campaigns are used up as well. */
export const soldOut: World = {
  title: 'Harbour Pass: sold out',
  tenant: harbourTenant,
  async seed(trx, tenantId, ids, now, publicUrl) {
    const seed = new Seed(tenantId, ids, now, publicUrl);
    const { points, rewards, status } = harbourTokens(seed);
    harbourTypes(seed);
    const admin = seed.admin('Orla Quinn');
    const lena = seed.customer('lena', { name: 'Lena Walsh', email: 'lena.walsh@example.com' });
    const opening = seed.campaign('opening', {
      name: 'Season opening',
      description: 'Thank you for being there. The next season opens in spring.',
      picture: 'harbour',
      endsIn: 20,
      gives: [
        { token: points, amount: '200' },
        { token: status, amount: '150' },
      ],
      trigger: { name: 'Once per season', perUser: 1 },
    });
    seed.offer('concert', {
      name: 'Evening concert on the pier',
      description: 'One seat, any evening of the season.',
      picture: 'concert',
      price: '900',
      type: OFFER_TYPE.culture,
      gives: [{ token: rewards, amount: '1', item: ITEM.concert }],
      stock: [0, 80],
    });
    seed.offer('tote', {
      name: 'Canvas tote bag',
      description: 'Sailcloth from the harbour loft.',
      picture: 'tote',
      price: '450',
      type: OFFER_TYPE.shop,
      stock: [0, 200],
    });
    seed.offer('boat', {
      name: 'Harbour tour for two',
      description: 'Ninety minutes on the water.',
      picture: 'boat',
      price: '2400',
      type: OFFER_TYPE.out,
      stock: [0, 24],
      gives: [{ token: rewards, amount: '1', item: ITEM.boat }],
    });
    await seed.write(trx, 'logo');
    const history = await History.of(trx, seed);
    await history.receive(lena, seed.ago(60), [[points, '3200']]);
    await history.claim(lena, opening, seed.ago(10), [
      [points, '200'],
      [status, '150'],
    ]);
    return { customers: [lena], admin };
  },
};
