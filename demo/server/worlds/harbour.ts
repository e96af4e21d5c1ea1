import type { TokenRow } from '../schema.js';
import type { World } from '../world.js';
import type { Seed } from './seed.js';

/** Harbour Pass, the programme of a city's quays: cafés, museums, boats and bikes collect the same points. */

/** Where its customers are. */
const DUBLIN = JSON.stringify({
  country_code: 'IE',
  country_name: 'Ireland',
  region_code: 'L',
  region_name: 'Leinster',
  city_name: 'Dublin',
  postal_code: 'D02',
  latitude: 53.346,
  longitude: -6.24,
  accuracy_radius: 20,
});

export const harbourTenant: World['tenant'] = {
  project_name: 'Harbour Pass',
  acronym: 'HP',
  project_description: 'One pass for the cafés, museums and boats along the quays.',
  project_website: 'https://harbourpass.example',
  project_email: 'hello@harbourpass.example',
  client_ip_location: DUBLIN,
};

export interface HarbourTokens {
  /** Points. */
  readonly points: TokenRow;
  /** Rewards by item number, see {@link ITEM}. */
  readonly rewards: TokenRow;
  /** Collected with every visit; decides about the level and is never spent. */
  readonly status: TokenRow;
  /** One of a kind, for those who have been everywhere. */
  readonly badges: TokenRow;
}

/** Numbers of the reward items. */
export const ITEM = { coffee: 1, museum: 2, boat: 3, pastry: 4, concert: 5 } as const;

export function harbourTokens(seed: Seed): HarbourTokens {
  const points = seed.token('points', { name: 'Harbour Points', symbol: 'HPT' });
  const status = seed.token('status', { name: 'Harbour Status', symbol: 'HST' });
  const rewards = seed.token('rewards', { name: 'Harbour Rewards', symbol: 'HRW', type: 'ERC1155' });
  const badges = seed.token('badges', { name: 'Harbour Badges', symbol: 'HBG', type: 'ERC721' });
  seed.item(rewards, ITEM.coffee, {
    name: 'Free coffee',
    description: 'One coffee of your choice at Quayside Coffee.',
    picture: 'reward-coffee',
    expiresIn: 60,
  });
  seed.item(rewards, ITEM.museum, {
    name: 'Museum day ticket',
    description: 'One day at the Museum of the Sea, all floors.',
    picture: 'reward-museum',
    expiresIn: 9,
  });
  seed.item(rewards, ITEM.boat, {
    name: 'Harbour tour for two',
    description: 'Ninety minutes on the water, any day but Monday.',
    picture: 'reward-boat',
  });
  seed.item(rewards, ITEM.pastry, {
    name: 'Pastry of the day',
    description: 'Whatever came out of the oven this morning.',
    picture: 'croissant',
    expiresIn: -2,
  });
  seed.item(rewards, ITEM.concert, {
    name: 'Evening concert',
    description: 'One seat on the pier. Show this at the gate.',
    picture: 'ticket',
    expiresIn: 30,
  });
  seed.item(badges, 1, {
    name: 'Explorer of the quays',
    description: 'For a visit to every partner of the pass.',
    picture: 'badge-explorer',
  });
  seed.level({ id: 1, name: 'Bronze', description: 'From 100 status points', from: '100', discount: 0, picture: 'level-bronze' }, status);
  seed.level(
    {
      id: 2,
      name: 'Silver',
      description: 'From 500 status points: 10 % off every reward',
      from: '500',
      discount: 10,
      picture: 'level-silver',
    },
    status,
  );
  seed.level(
    {
      id: 3,
      name: 'Gold',
      description: 'From 1,500 status points: 20 % off every reward',
      from: '1500',
      discount: 20,
      picture: 'level-gold',
    },
    status,
  );
  return { points, rewards, status, badges };
}

const CAFE = { id: 1, name: 'Café', code: 'CAFE' };
const MUSEUM = { id: 2, name: 'Museum', code: 'MUSEUM' };
const TOUR = { id: 3, name: 'Tours and hire', code: 'TOUR' };

export function harbourBusinesses(seed: Seed): { coffee: ReturnType<Seed['business']>; museum: ReturnType<Seed['business']> } {
  const coffee = seed.business('coffee', {
    name: 'Quayside Coffee',
    legalName: 'Quayside Coffee Ltd',
    short: 'Espresso bar by the water',
    kind: CAFE,
    picture: 'cafe',
    description: 'House-roasted beans, pastries from six in the morning, and the best window seat on the quay.',
    email: 'hello@quayside.example',
    website: 'https://quayside.example',
    street: '12 Sailmaker Quay',
    city: 'Dublin',
    postalCode: 'D02 HP12',
    at: [53.3458, -6.2417],
  });
  const museum = seed.business('museum', {
    name: 'Museum of the Sea',
    legalName: 'Museum of the Sea Trust',
    short: 'Ships, charts and a whale',
    kind: MUSEUM,
    picture: 'museum',
    description: 'Three floors about the people who lived from the harbour. Closed on Mondays.',
    email: 'tickets@museumofthesea.example',
    website: 'https://museumofthesea.example',
    street: '1 Customs Square',
    city: 'Dublin',
    postalCode: 'D01 HP01',
    at: [53.3489, -6.2463],
  });
  seed.business('lighthouse', {
    name: 'Lighthouse Gallery',
    short: 'Local painters in the old lamp room',
    kind: MUSEUM,
    picture: 'lighthouse',
    email: 'look@lighthouse.example',
    website: 'https://lighthouse.example',
    street: 'Great South Wall',
    city: 'Dublin',
    postalCode: 'D04 HP77',
    at: [53.3422, -6.1514],
  });
  seed.business('bikes', {
    name: 'Two Wheels',
    short: 'Bikes by the hour and by the day',
    kind: TOUR,
    picture: 'bicycle',
    email: 'ride@twowheels.example',
    website: 'https://twowheels.example',
    street: '3 Rope Walk',
    city: 'Dublin',
    postalCode: 'D02 HP30',
    at: [53.3441, -6.2378],
  });
  return { coffee, museum };
}

export const OFFER_TYPE = { drinks: 1, culture: 2, out: 3, shop: 4 } as const;

export function harbourTypes(seed: Seed): void {
  seed.redemptionType(OFFER_TYPE.drinks, 'Food and drink', 'espresso');
  seed.redemptionType(OFFER_TYPE.culture, 'Culture', 'painting');
  seed.redemptionType(OFFER_TYPE.out, 'Out and about', 'boat');
  seed.redemptionType(OFFER_TYPE.shop, 'To take home', 'tote');
}
