import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { unmetConditions } from '../../../demo/server/claim-conditions.js';
import { checkClaim, grantsReward, type ClaimCheck, type Engagement } from '../../../demo/server/claim-rules.js';
import { countryAllowed, dayStart, distanceInMeters, nextDay } from '../../../demo/server/eligibility.js';
import { Problem } from '../../../demo/server/problems.js';
import { rewardAmount } from '../../../demo/server/rewards.js';
import { NOON } from './rewards-server.js';

const later = (seconds: number): string => new Date(NOON.getTime() + seconds * 1000).toISOString();
const MIDNIGHT = '2026-05-21T00:00:00.000Z';

const engagement = (overrides: Partial<Engagement> = {}): Engagement => ({
  tenant_id: 't', id: 'e1', campaign_id: 'c', business_id: 'cafe', short_description: null, max_per_business: null, max_per_day: null, external_url: null,
  business: { latitude: 53.3458, longitude: -6.2417 }, ...overrides,
});
const cafe = engagement();
const museum = engagement({ id: 'e2', business_id: 'museum', business: { latitude: 53.3489, longitude: -6.2463 } });

type Campaign = ClaimCheck['campaign'];
type User = ClaimCheck['user'];
const campaign = (overrides: Partial<Campaign> = {}): Campaign => ({
  tenant_id: 't', id: 'c', name: 'Coffee', description: null, start_date: null, end_date: null, image_url: null, external_url: null, is_active: 1,
  is_testnet: 1, tags: '[]', country_code_restrictions: '[]', trigger_id: 'tr', trigger_name: 'Once', trigger_description: null,
  trigger_type: 'CLAIM_BY_USER', max_per_day: null, max_per_user: null, min_cooldown_seconds: null, max_geo_distance_in_meters: null,
  required_user_info: null, max_multiplier: null, completion_threshold: null, conditions: null, created_at: later(-9e6), ...overrides,
});
const user = (overrides: Partial<User> = {}): User => ({
  tenant_id: 't', id: 'u', email: 'mina@example.com', first_name: 'Mina', last_name: 'Ferrer', external_id: 'shop-mina', instagram_account_id: null,
  google_account_name: null, custom_data: null, public_profile: '{}', is_guest: 0, is_active: 1, created_at: later(-9e6), updated_at: later(-9e6),
  accountAddress: '0xF31a9429C3B8e83db9c8A617f14557d4a4779707', ...overrides,
});
const source = (is_active: number): NonNullable<ClaimCheck['source']> => ({ tenant_id: 't', id: 's', type: 'QR_CODE', name: 'Door', business_id: null, is_active, created_at: later(-9e6) });
const fresh: ClaimCheck['history'] = { total: 0, today: 0, lastAt: null, atBusiness: { total: 0, today: 0 } };
const check = (overrides: Partial<ClaimCheck> = {}): ClaimCheck => ({
  campaign: campaign(), sourceRequired: false, source: null, callerKind: 'user', user: user(), businessId: null, engagements: [], engagement: null,
  position: null, conditionsData: {}, multiplier: 1, history: fresh, now: NOON, countryCode: 'IE', ...overrides,
});

function verdict(of: ClaimCheck): { code: string; details?: unknown; target?: string } | 'passes' {
  try {
    checkClaim(of);
    return 'passes';
  } catch (error) {
    assert.ok(error instanceof Problem, String(error));
    return { code: error.code, ...(error.details ? { details: error.details } : {}), ...(error.target ? { target: error.target } : {}) };
  }
}
const minimum = campaign({ conditions: JSON.stringify([{ id: '1', type: 'GREATER_OR_EQUAL', key: 'spentEuros', value: 10 }, { id: '2', type: 'EXISTS', key: 'till' }]) });
const near = { latitude: 53.346, longitude: -6.2417 };
const far = { latitude: 53.36, longitude: -6.2417 };
const within = campaign({ max_geo_distance_in_meters: 200 });
const claimed = (overrides: Partial<ClaimCheck['history']>): ClaimCheck['history'] => ({ ...fresh, ...overrides });

/** What is checked · a claim · what comes of it. */
const TABLE: [string, ClaimCheck, ReturnType<typeof verdict>][] = [
  ['nothing in the way', check(), 'passes'],
  ['switched off', check({ campaign: campaign({ is_active: 0 }) }), { code: 'CAMPAIGN_INACTIVE' }],
  ['before the start', check({ campaign: campaign({ start_date: later(1) }) }), { code: 'CAMPAIGN_NOT_STARTED', details: { retryAt: later(1) } }],
  ['at the start', check({ campaign: campaign({ start_date: later(0) }) }), 'passes'],
  ['after the end', check({ campaign: campaign({ end_date: later(-1) }) }), { code: 'CAMPAIGN_ENDED' }],
  ['at the end', check({ campaign: campaign({ end_date: later(0) }) }), 'passes'],
  ['source missing', check({ sourceRequired: true }), { code: 'TRIGGER_SOURCE_REQUIRED', target: 'triggerSourceId' }],
  ['source switched off', check({ sourceRequired: true, source: source(0) }), { code: 'TRIGGER_SOURCE_INACTIVE' }],
  ['source there', check({ sourceRequired: true, source: source(1) }), 'passes'],
  ['no trigger', check({ campaign: campaign({ trigger_id: null, trigger_type: null }) }), { code: 'CLAIM_TRIGGER_FORBIDDEN' }],
  ['user where a business claims', check({ campaign: campaign({ trigger_type: 'CLAIM_BY_BUSINESS' }) }), { code: 'CLAIM_TRIGGER_FORBIDDEN' }],
  ['business where a user claims', check({ callerKind: 'business' }), { code: 'CLAIM_TRIGGER_FORBIDDEN' }],
  ['system where a system claims', check({ callerKind: 'system', campaign: campaign({ trigger_type: 'CLAIM_BY_SYSTEM' }) }), 'passes'],
  ['administrator where a system claims', check({ callerKind: 'admin', campaign: campaign({ trigger_type: 'CLAIM_BY_SYSTEM' }) }), 'passes'],
  ['visitor', check({ callerKind: 'public' }), { code: 'CLAIM_TRIGGER_FORBIDDEN' }],
  ['business elsewhere', check({ businessId: 'kiosk', engagements: [cafe] }), { code: 'CLAIM_BUSINESS_NOT_ENGAGED', details: { businessId: 'kiosk' } }],
  ['business that takes part', check({ businessId: 'cafe', engagements: [cafe], engagement: cafe }), 'passes'],
  ['country denied', check({ campaign: campaign({ country_code_restrictions: '["NOT_IE"]' }) }), { code: 'CLAIM_COUNTRY_RESTRICTED', details: { countryCode: 'IE' } }],
  ['country unknown, some allowed', check({ countryCode: null, campaign: campaign({ country_code_restrictions: '["IE"]' }) }), { code: 'CLAIM_COUNTRY_RESTRICTED', details: { countryCode: null } }],
  ['e-mail missing', check({ campaign: campaign({ required_user_info: '["email"]' }), user: user({ email: null }) }), { code: 'CLAIM_USER_INFO_REQUIRED', details: { fields: ['email'] } }],
  ['several missing', check({ campaign: campaign({ required_user_info: '["email","instagramAccountId","publicProfile","customData","currentSigningAccountId"]' }) }),
    { code: 'CLAIM_USER_INFO_REQUIRED', details: { fields: ['instagramAccountId', 'publicProfile', 'customData', 'currentSigningAccountId'] } }],
  ['everything filled in', check({ campaign: campaign({ required_user_info: '["id","email","firstName","lastName","externalId","accountAddress","isActive","publicProfile"]' }), user: user({ public_profile: '{"a":1}' }) }), 'passes'],
  ['a name that every object has', check({ campaign: campaign({ required_user_info: '["constructor"]' }) }), { code: 'CLAIM_USER_INFO_REQUIRED', details: { fields: ['constructor'] } }],
  ['position missing', check({ campaign: within, engagements: [cafe] }), { code: 'CLAIM_LOCATION_REQUIRED', details: { maxGeoDistanceInMeters: 200 } }],
  ['near the nearest', check({ campaign: within, engagements: [museum, cafe], position: near }), 'passes'],
  ['near another than the named one', check({ campaign: within, engagements: [museum, cafe], businessId: 'museum', engagement: museum, position: near }),
    { code: 'CLAIM_TOO_FAR', details: { distanceInMeters: 444, maxGeoDistanceInMeters: 200 } }],
  ['too far', check({ campaign: within, engagements: [cafe], position: far }), { code: 'CLAIM_TOO_FAR', details: { distanceInMeters: 1579, maxGeoDistanceInMeters: 200 } }],
  ['nothing to measure from', check({ campaign: within, engagements: [engagement({ business: { latitude: null, longitude: null } })], position: far }), 'passes'],
  ['conditions unmet', check({ campaign: minimum, conditionsData: { spentEuros: 9.99 } }), { code: 'CLAIM_CONDITION_UNMET', details: { fields: ['spentEuros', 'till'] } }],
  ['conditions met', check({ campaign: minimum, conditionsData: { spentEuros: 10, till: null } }), 'passes'],
  ['multiplier over the limit', check({ campaign: campaign({ max_multiplier: 2 }), multiplier: 2.5 }), { code: 'VALIDATION_ERROR', target: 'multiplier' }],
  ['multiplier at the limit', check({ campaign: campaign({ max_multiplier: 2 }), multiplier: 2 }), 'passes'],
  ['multiplier without a limit', check({ multiplier: 99 }), 'passes'],
  ['used up', check({ campaign: campaign({ max_per_user: 3 }), history: claimed({ total: 3 }) }), { code: 'CLAIM_LIMIT_PER_USER', details: { limit: 3 } }],
  ['one left', check({ campaign: campaign({ max_per_user: 3 }), history: claimed({ total: 2 }) }), 'passes'],
  ['a limit of none', check({ campaign: campaign({ max_per_user: 0 }) }), { code: 'CLAIM_LIMIT_PER_USER', details: { limit: 0 } }],
  ['used up today', check({ campaign: campaign({ max_per_day: 1 }), history: claimed({ total: 5, today: 1 }) }), { code: 'CLAIM_LIMIT_PER_DAY', details: { limit: 1, retryAt: MIDNIGHT } }],
  ['used yesterday', check({ campaign: campaign({ max_per_day: 1 }), history: claimed({ total: 5 }) }), 'passes'],
  ['cooling down', check({ campaign: campaign({ min_cooldown_seconds: 3600 }), history: claimed({ total: 1, today: 1, lastAt: later(-3599) }) }), { code: 'CLAIM_COOLDOWN', details: { retryAt: later(1) } }],
  ['cooled down', check({ campaign: campaign({ min_cooldown_seconds: 3600 }), history: claimed({ total: 1, today: 1, lastAt: later(-3600) }) }), 'passes'],
  ['used up at the place', check({ engagement: engagement({ max_per_business: 2 }), businessId: 'cafe', history: claimed({ total: 2, atBusiness: { total: 2, today: 0 } }) }),
    { code: 'CLAIM_LIMIT_PER_USER', details: { limit: 2, businessId: 'cafe' } }],
  ['used up at the place today', check({ engagement: engagement({ max_per_day: 1 }), businessId: 'cafe', history: claimed({ total: 1, atBusiness: { total: 1, today: 1 } }) }),
    { code: 'CLAIM_LIMIT_PER_DAY', details: { limit: 1, retryAt: MIDNIGHT, businessId: 'cafe' } }],
];

describe('rules of a claim', () => {
  for (const [name, of, expected] of TABLE) it(name, () => assert.deepEqual(verdict(of), expected));

  it('checks in the order of the contract: each rule speaks once those before it are content', () => {
    const spent = { total: 9, today: 9, lastAt: later(-1), atBusiness: { total: 9, today: 9 } };
    const worst = engagement({ max_per_business: 1, max_per_day: 1 });
    let at = campaign({
      is_active: 0, start_date: later(1), end_date: later(-1), trigger_type: 'CLAIM_BY_SYSTEM', country_code_restrictions: '["FR"]', required_user_info: '["instagramAccountId"]',
      max_geo_distance_in_meters: 5, conditions: minimum.conditions, max_multiplier: 1, max_per_user: 1, max_per_day: 1, min_cooldown_seconds: 60,
    });
    let of = check({ campaign: at, sourceRequired: true, businessId: 'cafe', engagements: [worst], multiplier: 7, history: spent });
    const fixes: [string, Partial<Campaign>, Partial<ClaimCheck>][] = [
      ['CAMPAIGN_INACTIVE', { is_active: 1 }, {}], ['CAMPAIGN_NOT_STARTED', { start_date: null }, {}], ['CAMPAIGN_ENDED', { end_date: null }, {}],
      ['TRIGGER_SOURCE_REQUIRED', {}, { source: source(0) }], ['TRIGGER_SOURCE_INACTIVE', {}, { source: source(1) }],
      ['CLAIM_TRIGGER_FORBIDDEN', { trigger_type: 'CLAIM_BY_USER' }, {}], ['CLAIM_BUSINESS_NOT_ENGAGED', {}, { engagement: worst }],
      ['CLAIM_COUNTRY_RESTRICTED', { country_code_restrictions: '[]' }, {}], ['CLAIM_USER_INFO_REQUIRED', { required_user_info: null }, {}],
      ['CLAIM_LOCATION_REQUIRED', {}, { position: far }], ['CLAIM_TOO_FAR', { max_geo_distance_in_meters: null }, {}], ['CLAIM_CONDITION_UNMET', { conditions: null }, {}],
      ['VALIDATION_ERROR', {}, { multiplier: 1 }], ['CLAIM_LIMIT_PER_USER', { max_per_user: null }, {}], ['CLAIM_LIMIT_PER_DAY', { max_per_day: null }, {}],
      ['CLAIM_COOLDOWN', { min_cooldown_seconds: null }, {}], ['CLAIM_LIMIT_PER_USER', {}, { engagement: engagement({ max_per_day: 1 }) }],
      ['CLAIM_LIMIT_PER_DAY', {}, { engagement: cafe }],
    ];
    for (const [code, inCampaign, inCheck] of fixes) {
      assert.equal((verdict(of) as { code: string }).code, code);
      at = { ...at, ...inCampaign };
      of = { ...of, ...inCheck, campaign: at };
    }
    assert.equal(verdict(of), 'passes');
  });
});

describe('conditions', () => {
  const one = (type: string, value: unknown, data: Record<string, unknown>) => unmetConditions([{ id: '1', type, key: 'k', value }], data).length === 0;
  const cases: [string, unknown, unknown, boolean][] = [
    ['EQUALS', 'a', 'a', true], ['EQUALS', 1, '1', false], ['EQUALS', { a: [1] }, { a: [1] }, true], ['NOT_EQUALS', 'a', 'b', true], ['NOT_EQUALS', 'a', 'a', false],
    ['GREATER_OR_EQUAL', 10, 10, true], ['GREATER_OR_EQUAL', 10, 9, false], ['GREATER_OR_EQUAL', 10, '11', false], ['LESS_OR_EQUAL', 10, 10, true], ['LESS_OR_EQUAL', 10, 11, false],
    ['IN', ['a', 'b'], 'b', true], ['IN', ['a'], 'b', false], ['IN', 'ab', 'a', false], ['EXISTS', undefined, null, true], ['SOUNDS_LIKE', 'a', 'a', false], ['constructor', 'a', 'a', false],
  ];
  for (const [type, wanted, given, expected] of cases) {
    it(`${type} ${JSON.stringify(wanted)} on ${JSON.stringify(given)}: ${expected ? 'holds' : 'fails'}`, () => assert.equal(one(type, wanted, { k: given }), expected));
  }
  it('a missing or inherited key fails every operator', () => {
    for (const type of ['EQUALS', 'NOT_EQUALS', 'GREATER_OR_EQUAL', 'LESS_OR_EQUAL', 'IN', 'EXISTS']) {
      assert.equal(one(type, 'x', {}), false);
      assert.deepEqual(unmetConditions([{ id: '1', type, key: 'toString', value: 'x' }], {}), ['toString']);
    }
  });
  it('names a key once, however many of its conditions fail', () => {
    assert.deepEqual(unmetConditions([{ id: '1', type: 'EXISTS', key: 'a' }, { id: '2', type: 'EQUALS', key: 'a', value: 1 }, { id: '3', type: 'EXISTS', key: 'b' }], {}), ['a', 'b']);
  });
});

describe('countries, places, days', () => {
  const cases: [string[], string | null, boolean][] = [
    [[], 'IE', true], [[], null, true], [['IE'], 'IE', true], [['IE'], 'FR', false], [['IE'], null, false], [['NOT_FR'], 'IE', true], [['NOT_FR'], 'FR', false],
    [['NOT_FR'], null, true], [['NOT_ES', 'FR'], 'FR', true], [['NOT_ES', 'FR'], 'DE', false], [['FR', 'NOT_FR'], 'FR', false],
  ];
  for (const [rule, country, expected] of cases) it(`${JSON.stringify(rule)} and ${country}: ${expected}`, () => assert.equal(countryAllowed(rule, country), expected));

  it('measures along the surface', () => {
    assert.equal(distanceInMeters(near, near), 0);
    assert.ok(Math.abs(distanceInMeters({ latitude: 52.52, longitude: 13.405 }, { latitude: 48.8566, longitude: 2.3522 }) - 877_500) < 2000);
    assert.ok(Math.abs(distanceInMeters({ latitude: 0, longitude: 179.999 }, { latitude: 0, longitude: -179.999 }) - 222) < 1);
    assert.ok(Math.abs(distanceInMeters({ latitude: 90, longitude: 0 }, { latitude: -90, longitude: 0 }) - 20_015_087) < 10);
  });
  it('days begin and end at midnight UTC', () => {
    assert.equal(dayStart(new Date('2026-05-20T23:59:59.999Z')), '2026-05-20T00:00:00.000Z');
    assert.equal(nextDay(new Date('2026-12-31T00:00:00.000Z')), '2027-01-01T00:00:00.000Z');
  });
});

describe('rewards', () => {
  it('a threshold grants every n-th time; without one, every time', () => {
    assert.deepEqual([0, 1, 2, 3, 4, 5, 9].map((earlier) => grantsReward(5, earlier)), [false, false, false, false, true, false, true]);
    assert.deepEqual([null, 0, 1].map((threshold) => grantsReward(threshold, 3)), [true, true, true]);
  });
  const cases: [string, string | null, string, number, string][] = [
    ['50', null, 'ERC20', 1, '50'], ['50', null, 'ERC20', 2.5, '125'], ['50', '100', 'ERC20', 3, '100'], ['0.1', null, 'ERC20', 3, '0.3'], ['50', '10', 'ERC20', 1, '10'],
    ['1', null, 'ERC1155', 2.9, '2'], ['1', null, 'ERC721', 0.5, '0'], ['9007199254740993', null, 'ERC20', 2, '18014398509481986'],
  ];
  for (const [amount, max_amount, type, multiplier, expected] of cases) {
    it(`${amount} of ${type} x ${multiplier}, at most ${max_amount}: ${expected}`, () => assert.equal(rewardAmount({ amount, max_amount }, { type }, multiplier), expected));
  }
});
