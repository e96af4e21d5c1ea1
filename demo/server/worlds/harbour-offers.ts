import type { RedemptionRow } from '../schema.js';
import { ITEM, OFFER_TYPE, type HarbourTokens } from './harbour.js';
import type { Seed } from './seed.js';

export interface HarbourOffers {
  readonly coffee: RedemptionRow;
  readonly museum: RedemptionRow;
  readonly ride: RedemptionRow;
}

/** The twelve offers of the pass, each with something of its own. */
export function harbourOffers(seed: Seed, { rewards }: HarbourTokens): HarbourOffers {
  const gives = (item: number) => [{ token: rewards, amount: '1', item }];
  const coffee = seed.offer('coffee', {
    name: 'Free coffee',
    description: 'Espresso, flat white or filter at Quayside Coffee.',
    picture: 'espresso',
    price: '120',
    type: OFFER_TYPE.drinks,
    gives: gives(ITEM.coffee),
    tags: ['coffee'],
  });
  seed.offer('ice', {
    name: 'Two scoops at the pier',
    description: 'In a cone, with or without sprinkles.',
    picture: 'ice-cream',
    price: '150',
    type: OFFER_TYPE.drinks,
  });
  const museum = seed.offer('museum', {
    name: 'Museum day ticket',
    description: 'All floors of the Museum of the Sea, including the special exhibition.',
    picture: 'museum',
    price: '600',
    type: OFFER_TYPE.culture,
    gives: gives(ITEM.museum),
    stock: [37, 100],
    tags: ['museum'],
  });
  seed.offer('breakfast', {
    name: 'Breakfast by the water',
    description: 'Eggs, sourdough and a large pot of tea, weekdays until eleven.',
    picture: 'breakfast',
    price: '380',
    type: OFFER_TYPE.drinks,
    stock: [12, 60],
  });
  seed.offer('tote', {
    name: 'Canvas tote bag',
    description: 'Sailcloth from the harbour loft, sewn to last.',
    picture: 'tote',
    price: '450',
    type: OFFER_TYPE.shop,
    stock: [1, 200],
    perUser: 2,
  });
  seed.offer('concert', {
    name: 'Evening concert on the pier',
    description: 'One seat, any evening of the season.',
    picture: 'concert',
    price: '900',
    type: OFFER_TYPE.culture,
    gives: gives(ITEM.concert),
    stock: [0, 80],
    tags: ['music'],
  });
  const ride = seed.offer('ride', {
    name: 'A day on two wheels',
    description: 'City bike with basket, helmet and lock.',
    picture: 'bicycle',
    price: '300',
    type: OFFER_TYPE.out,
    perUser: 1,
  });
  seed.offer('boat', {
    name: 'Harbour tour for two',
    description: 'Ninety minutes on the water with a skipper who knows every buoy.',
    picture: 'boat',
    price: '2400',
    type: OFFER_TYPE.out,
    gives: gives(ITEM.boat),
  });
  seed.offer('gallery', {
    name: 'After hours at the gallery',
    description: 'A quiet hour with the curator. For Gold members.',
    picture: 'painting',
    price: '200',
    type: OFFER_TYPE.culture,
    level: 3,
    stock: [8, 12],
  });
  seed.offer('cinema', {
    name: 'Open-air cinema',
    description: 'A deck chair and a blanket. From Silver, and at the Silver price.',
    picture: 'cinema',
    price: '400',
    type: OFFER_TYPE.culture,
    level: 2,
  });
  seed.offer('tram', {
    name: 'Tram day pass, Belfast',
    description: 'For members who live in Northern Ireland and Great Britain.',
    picture: 'tram',
    price: '250',
    type: OFFER_TYPE.out,
    countries: ['GB'],
  });
  seed.offer('plant', {
    name: 'A plant for your window',
    description: 'Picked by the gardeners of the quay, pot included.',
    picture: 'plant',
    price: '520',
    type: OFFER_TYPE.shop,
    countries: ['NOT_FR'],
  });
  return { coffee, museum, ride };
}
