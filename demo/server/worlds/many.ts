import type { World } from '../world.js';
import { harbourBusinesses, harbourTenant, harbourTokens, harbourTypes, ITEM, OFFER_TYPE } from './harbour.js';
import { History } from './history.js';
import { Seed } from './seed.js';

const COUNT = 1000;
const WHAT = [
  ['Espresso', 'espresso'],
  ['Croissant', 'croissant'],
  ['Breakfast', 'breakfast'],
  ['House beans', 'coffee-bag'],
  ['Ice cream', 'ice-cream'],
  ['Museum visit', 'museum'],
  ['Gallery evening', 'painting'],
  ['Concert', 'concert'],
  ['Cinema night', 'cinema'],
  ['Reading hour', 'book'],
  ['Bike ride', 'bicycle'],
  ['Boat trip', 'boat'],
  ['Tram ride', 'tram'],
  ['Lighthouse walk', 'lighthouse'],
  ['Market morning', 'market'],
] as const;
const WHERE = [
  'at the quay',
  'on the pier',
  'in the old town',
  'by the canal',
  'under the arches',
  'at the north gate',
  'in the park',
] as const;
const WHEN = [
  'on Monday',
  'on Tuesday',
  'on Wednesday',
  'on Thursday',
  'on Friday',
  'at the weekend',
  'before nine',
  'after work',
  'in the rain',
  'with friends',
] as const;

/** 15, 7 and 10 words: the first 1,050 names all differ. */
const title = (at: number): string => `${WHAT[at % 15]![0]} ${WHERE[at % 7]!} ${WHEN[Math.floor(at / 105) % 10]!}`;

/** A thousand campaigns and a thousand offers: lists, paging and speed. */
export const many: World = {
  title: 'Harbour Pass: everything at once',
  tenant: harbourTenant,
  async seed(trx, tenantId, ids, now, publicUrl) {
    const seed = new Seed(tenantId, ids, now, publicUrl);
    const { points, rewards } = harbourTokens(seed);
    harbourBusinesses(seed);
    harbourTypes(seed);
    const admin = seed.admin('Orla Quinn');
    const ada = seed.customer('ada', { name: 'Ada Roche', email: 'ada.roche@example.com' });
    for (let at = 0; at < COUNT; at += 1) {
      const [, picture] = WHAT[at % 15]!;
      const business = ['coffee', 'museum', 'bikes', 'lighthouse'][at % 4]!;
      seed.campaign(`${at}`, {
        name: title(at),
        description: 'Drop in and collect.',
        picture,
        tags: [picture],
        endsIn: 30 + (at % 300),
        gives: [{ token: points, amount: String(10 + (at % 20) * 5) }],
        trigger: { perDay: 1 },
        at: [{ business }],
      });
      seed.offer(`${at}`, {
        name: title(at),
        description: 'A little something for your points.',
        picture,
        price: String(100 + (at % 40) * 50),
        type: OFFER_TYPE.drinks + (at % 4),
        gives: [{ token: rewards, amount: '1', item: ITEM.coffee }],
        ...(at % 3 === 0 ? { stock: [at % 50, 50] as const } : {}),
      });
    }
    await seed.write(trx, 'logo');
    await (await History.of(trx, seed)).receive(ada, seed.ago(7), [[points, '1200']]);
    return { customers: [ada], admin };
  },
};
