import { dayStart } from '../eligibility.js';
import type { World } from '../world.js';
import { harbourBusinesses, harbourTenant, harbourTokens, harbourTypes, ITEM } from './harbour.js';
import { harbourCampaigns, welcome } from './harbour-campaigns.js';
import { harbourOffers } from './harbour-offers.js';
import { History, type Portion } from './history.js';
import { Seed } from './seed.js';

/** A programme in full swing: Mina has been around for weeks, Jonas has just joined and keeps his e-mail address to himself. */
export const regular: World = {
  title: 'Harbour Pass',
  tenant: harbourTenant,
  async seed(trx, tenantId, ids, now, publicUrl) {
    const seed = new Seed(tenantId, ids, now, publicUrl);
    const tokens = harbourTokens(seed);
    const { points, rewards, status, badges } = tokens;
    const places = harbourBusinesses(seed);
    harbourTypes(seed);
    const mina = seed.customer('mina', { name: 'Mina Ferrer', email: 'mina.ferrer@example.com', publicProfile: { city: 'Dublin' } });
    const jonas = seed.customer('jonas', { name: 'Jonas Doyle' });
    const campaigns = harbourCampaigns(seed, tokens);
    const welcomed = welcome(seed, tokens);
    const offers = harbourOffers(seed, tokens);
    const people = { customers: [mina, jonas], admin: seed.admin('Orla Quinn'), business: seed.member('coffee', 'Tom Keane') };
    await seed.write(trx, 'logo');

    const history = await History.of(trx, seed);
    // What an hour or two ago was is today, even shortly after midnight.
    const today = (hours: number): string => [seed.ago(0, hours), dayStart(now)].sort()[1]!;
    const visit: Portion[] = [
      [points, '60'],
      [status, '40'],
    ];
    await history.receive(mina, seed.ago(44), [
      [points, '678'],
      [status, '440'],
    ]);
    await history.claim(mina, welcomed, seed.ago(43), [
      [points, '100'],
      [status, '20'],
    ]);
    for (const days of [41, 38, 36, 33, 31, 27, 24, 21, 17, 14, 11, 8, 6, 3, 1]) {
      await history.claim(mina, campaigns.coffee, seed.ago(days, 2), [[points, '40']], places.coffee);
    }
    await history.redeem(mina, offers.coffee, seed.ago(30), [points, '120'], [[rewards, '1', ITEM.coffee]]);
    await history.claim(mina, campaigns.museum, seed.ago(26), visit, places.museum);
    await history.claim(mina, campaigns.museum, seed.ago(19), visit, places.museum);
    await history.claim(mina, campaigns.museum, seed.ago(13), visit, places.museum);
    await history.redeem(mina, offers.ride, seed.ago(12), [points, '270'], []);
    for (const days of [9, 6, 3]) await history.claim(mina, campaigns.tours, seed.ago(days), []);
    await history.redeem(mina, offers.coffee, seed.ago(5), [points, '108'], [[rewards, '1', ITEM.coffee]]);
    await history.receive(
      mina,
      seed.ago(4),
      [
        [rewards, '1', ITEM.pastry],
        [rewards, '1', ITEM.museum],
        [badges, '1', 1],
      ],
      'ADMIN_TRIGGERED',
    );
    for (const days of [10, 7, 2]) await history.claim(mina, campaigns.ride, seed.ago(days), [[points, '30']]);
    await history.claim(mina, campaigns.museum, today(2), visit, places.museum);
    await history.claim(mina, campaigns.ride, seed.ago(0, 1), [[points, '30']]);
    await history.claim(jonas, welcomed, seed.ago(1), [
      [points, '100'],
      [status, '20'],
    ]);
    return people;
  },
};
