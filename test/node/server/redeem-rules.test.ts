import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { chargedPrice, levelsHeld } from '../../../demo/server/pricing.js';
import { Problem } from '../../../demo/server/problems.js';
import { creditTokenOf } from '../../../demo/server/redeem-facts.js';
import { checkRedeem, type RedeemCheck } from '../../../demo/server/redeem-rules.js';
import type { StatusTypeRow, TokenRow } from '../../../demo/server/schema.js';

const level = (id: number, name: string, min_token_balance: string, discount_percentage = 0): StatusTypeRow => ({
  tenant_id: 't',
  id,
  name,
  description: null,
  min_token_balance,
  discount_percentage,
  image_url: null,
  eligible_token_addresses: '["0xAA"]',
});
const [bronze, silver, gold] = [level(1, 'Bronze', '100'), level(2, 'Silver', '500', 10), level(3, 'Gold', '1500', 20)];

type Redemption = RedeemCheck['redemption'];
const redemption = (overrides: Partial<Redemption> = {}): Redemption => ({
  tenant_id: 't',
  id: 'r',
  name: 'Coffee',
  description: null,
  image_url: null,
  is_active: 1,
  credit_token_amount: '250',
  redemption_type_id: null,
  sort_order: 1,
  available_supply: null,
  total_supply: null,
  max_per_user: null,
  min_status_type_id: null,
  country_code_restrictions: '[]',
  tags: '[]',
  created_at: '',
  ...overrides,
});
const check = (overrides: Partial<RedeemCheck> = {}): RedeemCheck => ({
  redemption: redemption(),
  earlier: 0,
  minLevel: null,
  levelsHeld: [],
  countryCode: 'IE',
  price: '250',
  available: '250',
  ...overrides,
});
function verdict(of: RedeemCheck): { code: string; details?: unknown } | 'passes' {
  try {
    checkRedeem(of);
    return 'passes';
  } catch (error) {
    assert.ok(error instanceof Problem, String(error));
    return { code: error.code, ...(error.details ? { details: error.details } : {}) };
  }
}
const needs = { minUserStatusType: { id: 2, name: 'Silver', minTokenBalance: 500 } };

const TABLE: [string, RedeemCheck, ReturnType<typeof verdict>][] = [
  ['just enough', check(), 'passes'],
  ['switched off', check({ redemption: redemption({ is_active: 0 }) }), { code: 'REDEMPTION_INACTIVE' }],
  ['nothing left', check({ redemption: redemption({ available_supply: 0, total_supply: 9 }) }), { code: 'REDEMPTION_SOLD_OUT' }],
  ['last piece', check({ redemption: redemption({ available_supply: 1 }) }), 'passes'],
  ['used up', check({ redemption: redemption({ max_per_user: 2 }), earlier: 2 }), { code: 'REDEEM_LIMIT_PER_USER', details: { limit: 2 } }],
  ['one more allowed', check({ redemption: redemption({ max_per_user: 2 }), earlier: 1 }), 'passes'],
  ['level not reached', check({ minLevel: silver, levelsHeld: [bronze] }), { code: 'STATUS_REQUIRED', details: needs }],
  ['level reached', check({ minLevel: silver, levelsHeld: [bronze, silver] }), 'passes'],
  [
    'other country',
    check({ redemption: redemption({ country_code_restrictions: '["GB"]' }) }),
    { code: 'REDEEM_COUNTRY_RESTRICTED', details: { countryCode: 'IE' } },
  ],
  ['one point short', check({ available: '249' }), { code: 'INSUFFICIENT_BALANCE', details: { required: 250, available: 249 } }],
  [
    'a hair short',
    check({ available: '249.999999999999999999' }),
    { code: 'INSUFFICIENT_BALANCE', details: { required: 250, available: '249.999999999999999999' } },
  ],
  [
    'beyond what a number holds',
    check({ price: '9007199254740993', available: '9007199254740992' }),
    { code: 'INSUFFICIENT_BALANCE', details: { required: '9007199254740993', available: '9007199254740992' } },
  ],
  ['free', check({ price: '0', available: '0' }), 'passes'],
];

describe('rules of a redeem', () => {
  for (const [name, of, expected] of TABLE) it(name, () => assert.deepEqual(verdict(of), expected));

  it('checks in the order of the contract', () => {
    let offer = redemption({ is_active: 0, available_supply: 0, max_per_user: 1, country_code_restrictions: '["GB"]' });
    let of = check({ redemption: offer, earlier: 1, minLevel: silver, available: '0' });
    const fixes: [string, Partial<Redemption>, Partial<RedeemCheck>][] = [
      ['REDEMPTION_INACTIVE', { is_active: 1 }, {}],
      ['REDEMPTION_SOLD_OUT', { available_supply: 1 }, {}],
      ['REDEEM_LIMIT_PER_USER', {}, { earlier: 0 }],
      ['STATUS_REQUIRED', {}, { levelsHeld: [silver] }],
      ['REDEEM_COUNTRY_RESTRICTED', { country_code_restrictions: '[]' }, {}],
      ['INSUFFICIENT_BALANCE', {}, { available: '250' }],
    ];
    for (const [code, inOffer, inCheck] of fixes) {
      assert.equal((verdict(of) as { code: string }).code, code);
      offer = { ...offer, ...inOffer };
      of = { ...of, ...inCheck, redemption: offer };
    }
    assert.equal(verdict(of), 'passes');
  });
});

describe('price and levels', () => {
  const cases: [string, StatusTypeRow | null, number | null, string][] = [
    ['250', null, 18, '250'],
    ['250', bronze, 18, '250'],
    ['250', silver, 18, '225'],
    ['95', silver, 18, '85.5'],
    ['95', silver, 0, '85'],
    ['0.05', silver, 2, '0.04'],
    ['9007199254740993', silver, 18, '8106479329266893.7'],
    ['115792089237316195423570985008687907853269984665640564039457584007913129639935', level(9, 'All', '0', 100), 18, '0'],
    ['100', level(9, 'Third', '0', 33.3), 18, '66.7'],
    ['0.000000000000000001', silver, 18, '0'],
    ['0', gold, 18, '0'],
    ['1', silver, null, '0.9'],
  ];
  for (const [amount, highest, decimals, expected] of cases) {
    it(`${amount} less ${highest?.discount_percentage ?? 0} % with ${decimals} decimals: ${expected}`, () =>
      assert.equal(chargedPrice(amount, highest, decimals), expected));
  }

  it('holds every level whose sum is reached, from lowest to highest', () => {
    const held = (sum: string) => levelsHeld([gold, bronze, silver], () => sum).map((one) => one.name);
    assert.deepEqual(held('99.999999999999999999'), []);
    assert.deepEqual(held('100'), ['Bronze']);
    assert.deepEqual(held('1499'), ['Bronze', 'Silver']);
    assert.deepEqual(held('99999999999999999999999'), ['Bronze', 'Silver', 'Gold']);
  });

  it('takes the oldest active ERC-20 that no level counts as the points', () => {
    const token = (contract_address: string, type = 'ERC20', is_active = 1) => ({ contract_address, type, is_active }) as TokenRow;
    const [counted, points, off, badge] = [token('0xaa'), token('0xbb'), token('0xcc', 'ERC20', 0), token('0xdd', 'ERC721')];
    assert.equal(creditTokenOf([badge, off, counted, points], [silver]), points);
    assert.equal(creditTokenOf([badge, off, counted], [silver]), counted);
    assert.equal(creditTokenOf([badge, off], [silver]), null);
  });
});
