import type { CampaignRow } from '../schema.js';
import { ITEM, type HarbourTokens } from './harbour.js';
import type { Seed } from './seed.js';

/** Everyone's first points. */
export function welcome(seed: Seed, { points, status }: HarbourTokens): CampaignRow {
  return seed.campaign('welcome', {
    name: 'Welcome aboard',
    description: 'A first hundred points for joining. Your next coffee is closer than you think.',
    picture: 'harbour',
    gives: [
      { token: points, amount: '100' },
      { token: status, amount: '20' },
    ],
    tags: ['welcome'],
    trigger: { name: 'Once per member', perUser: 1 },
  });
}

export interface HarbourCampaigns {
  readonly coffee: CampaignRow;
  readonly museum: CampaignRow;
  readonly ride: CampaignRow;
  readonly tours: CampaignRow;
}

/** The campaigns of a normal week, each in another state. */
export function harbourCampaigns(seed: Seed, { points, status, rewards }: HarbourTokens): HarbourCampaigns {
  const coffee = seed.campaign('coffee', {
    name: 'Morning coffee at the quay',
    description: 'Have a coffee at Quayside Coffee and collect, once a day.',
    picture: 'espresso',
    endsIn: 45,
    gives: [{ token: points, amount: '40' }],
    tags: ['coffee'],
    trigger: { name: 'Once a day', perDay: 1, perUser: 60 },
    at: [{ business: 'coffee', text: 'Order at the bar, then claim.', perDay: 1 }],
  });
  const museum = seed.campaign('museum', {
    name: 'A day at the museum',
    description: 'Check in at the Museum of the Sea. Your visit also counts towards your level.',
    picture: 'museum',
    endsIn: 120,
    gives: [
      { token: points, amount: '60' },
      { token: status, amount: '40' },
    ],
    tags: ['museum'],
    trigger: { name: 'One visit a day', perDay: 1 },
    at: [{ business: 'museum', text: 'At the ticket desk.' }],
  });
  const ride = seed.campaign('ride', {
    name: 'Ride instead of drive',
    description: 'Return a bike at any Two Wheels station and collect for the kilometres.',
    picture: 'bicycle',
    gives: [{ token: points, amount: '30' }],
    tags: ['bike', 'outdoors'],
    trigger: { name: 'Every four hours', cooldownSeconds: 14_400 },
    at: [{ business: 'bikes' }],
  });
  const tours = seed.campaign('tours', {
    name: 'Five walks, one boat',
    description: 'Join five guided walks; the sixth trip is by boat and on us.',
    picture: 'stamp-card',
    endsIn: 200,
    gives: [{ token: rewards, amount: '1', item: ITEM.boat }],
    tags: ['outdoors'],
    trigger: { name: 'One walk a day', perDay: 1, threshold: 5 },
  });
  seed.campaign('letter', {
    name: 'Letters from the harbour',
    description: 'Tell us where to write and get the programme before everyone else.',
    picture: 'book',
    gives: [{ token: points, amount: '80' }],
    tags: ['news'],
    trigger: { name: 'Once, with an e-mail address', perUser: 1, needs: ['email'] },
  });
  seed.campaign('lighthouse', {
    name: 'Walk out to the lighthouse',
    description: 'Two kilometres of sea wall. Claim within 200 metres of the lamp room.',
    picture: 'lighthouse',
    gives: [
      { token: points, amount: '120' },
      { token: status, amount: '60' },
    ],
    tags: ['outdoors'],
    trigger: { name: 'At the lighthouse', perUser: 4, withinMetres: 200 },
    at: [{ business: 'lighthouse' }],
  });
  seed.campaign('market', {
    name: 'Saturday market',
    description: 'Scan the code at the information stand and collect.',
    picture: 'market',
    gives: [{ token: points, amount: '50' }],
    tags: ['market'],
    trigger: { name: 'Scan at the stand', perDay: 1 },
    codes: [
      { name: 'Information stand', business: 'coffee' },
      { name: 'Old market gate', business: 'museum', active: false },
    ],
  });
  seed.campaign('jazz', {
    name: 'Jazz on the pier',
    description: 'Opening night is free for members. Collect at the gate from the first evening on.',
    picture: 'concert',
    startsIn: 5,
    endsIn: 12,
    gives: [{ token: points, amount: '150' }],
    tags: ['music'],
    trigger: { name: 'Once per season', perUser: 1 },
  });
  seed.campaign('barista', {
    name: "Barista's thank you",
    description: 'Regulars know: sometimes the bar says thank you.',
    picture: 'coffee-bag',
    gives: [{ token: points, amount: '20', max: '100' }],
    tags: ['coffee'],
    trigger: { name: 'Given at the bar', by: 'BUSINESS', maxMultiplier: 10, perDay: 3 },
    at: [{ business: 'coffee', perUser: 20, perDay: 1 }],
  });
  seed.campaign('online', {
    name: 'Order online, collect twice',
    description: 'From 25 euros in the online shop.',
    picture: 'tote',
    gives: [{ token: points, amount: '100' }],
    tags: ['shop'],
    trigger: {
      name: 'By the shop',
      by: 'SYSTEM',
      conditions: [
        { type: 'GREATER_OR_EQUAL', key: 'spentEuros', value: 25 },
        { type: 'IN', key: 'channel', value: ['web', 'app'] },
      ],
    },
  });
  seed.campaign('draft', {
    name: 'Winter lights',
    description: 'In preparation.',
    picture: 'cinema',
    active: false,
    gives: [{ token: points, amount: '75' }],
    tags: ['winter'],
    trigger: { perUser: 1 },
    at: [{ business: 'museum' }],
  });
  return { coffee, museum, ride, tours };
}
