import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ClaimCheck } from '../../../demo/server/claim-rules.js';
import {
  later,
  MIDNIGHT,
  engagement,
  cafe,
  museum,
  campaign,
  user,
  source,
  check,
  verdict,
  minimum,
  near,
  far,
  within,
  claimed,
  type Campaign,
} from './claim-check.js';

/** What is checked · a claim · what comes of it. */
const TABLE: [string, ClaimCheck, ReturnType<typeof verdict>][] = [
  ['nothing in the way', check(), 'passes'],
  ['switched off', check({ campaign: campaign({ is_active: 0 }) }), { code: 'CAMPAIGN_INACTIVE' }],
  [
    'before the start',
    check({ campaign: campaign({ start_date: later(1) }) }),
    { code: 'CAMPAIGN_NOT_STARTED', details: { retryAt: later(1) } },
  ],
  ['at the start', check({ campaign: campaign({ start_date: later(0) }) }), 'passes'],
  ['after the end', check({ campaign: campaign({ end_date: later(-1) }) }), { code: 'CAMPAIGN_ENDED' }],
  ['at the end', check({ campaign: campaign({ end_date: later(0) }) }), 'passes'],
  ['source missing', check({ sourceRequired: true }), { code: 'TRIGGER_SOURCE_REQUIRED', target: 'triggerSourceId' }],
  ['source switched off', check({ sourceRequired: true, source: source(0) }), { code: 'TRIGGER_SOURCE_INACTIVE' }],
  ['source there', check({ sourceRequired: true, source: source(1) }), 'passes'],
  ['no trigger', check({ campaign: campaign({ trigger_id: null, trigger_type: null }) }), { code: 'CLAIM_TRIGGER_FORBIDDEN' }],
  [
    'user where a business claims',
    check({ campaign: campaign({ trigger_type: 'CLAIM_BY_BUSINESS' }) }),
    { code: 'CLAIM_TRIGGER_FORBIDDEN' },
  ],
  ['business where a user claims', check({ callerKind: 'business' }), { code: 'CLAIM_TRIGGER_FORBIDDEN' }],
  ['system where a system claims', check({ callerKind: 'system', campaign: campaign({ trigger_type: 'CLAIM_BY_SYSTEM' }) }), 'passes'],
  [
    'administrator where a system claims',
    check({ callerKind: 'admin', campaign: campaign({ trigger_type: 'CLAIM_BY_SYSTEM' }) }),
    'passes',
  ],
  ['visitor', check({ callerKind: 'public' }), { code: 'CLAIM_TRIGGER_FORBIDDEN' }],
  [
    'business elsewhere',
    check({ businessId: 'kiosk', engagements: [cafe] }),
    { code: 'CLAIM_BUSINESS_NOT_ENGAGED', details: { businessId: 'kiosk' } },
  ],
  ['business that takes part', check({ businessId: 'cafe', engagements: [cafe], engagement: cafe }), 'passes'],
  [
    'country denied',
    check({ campaign: campaign({ country_code_restrictions: '["NOT_IE"]' }) }),
    { code: 'CLAIM_COUNTRY_RESTRICTED', details: { countryCode: 'IE' } },
  ],
  [
    'country unknown, some allowed',
    check({ countryCode: null, campaign: campaign({ country_code_restrictions: '["IE"]' }) }),
    { code: 'CLAIM_COUNTRY_RESTRICTED', details: { countryCode: null } },
  ],
  [
    'e-mail missing',
    check({ campaign: campaign({ required_user_info: '["email"]' }), user: user({ email: null }) }),
    { code: 'CLAIM_USER_INFO_REQUIRED', details: { fields: ['email'] } },
  ],
  [
    'several missing',
    check({
      campaign: campaign({ required_user_info: '["email","instagramAccountId","publicProfile","customData","currentSigningAccountId"]' }),
    }),
    {
      code: 'CLAIM_USER_INFO_REQUIRED',
      details: { fields: ['instagramAccountId', 'publicProfile', 'customData', 'currentSigningAccountId'] },
    },
  ],
  [
    'everything filled in',
    check({
      campaign: campaign({
        required_user_info: '["id","email","firstName","lastName","externalId","accountAddress","isActive","publicProfile"]',
      }),
      user: user({ public_profile: '{"a":1}' }),
    }),
    'passes',
  ],
  [
    'a name that every object has',
    check({ campaign: campaign({ required_user_info: '["constructor"]' }) }),
    { code: 'CLAIM_USER_INFO_REQUIRED', details: { fields: ['constructor'] } },
  ],
  [
    'position missing',
    check({ campaign: within, engagements: [cafe] }),
    { code: 'CLAIM_LOCATION_REQUIRED', details: { maxGeoDistanceInMeters: 200 } },
  ],
  ['near the nearest', check({ campaign: within, engagements: [museum, cafe], position: near }), 'passes'],
  [
    'near another than the named one',
    check({ campaign: within, engagements: [museum, cafe], businessId: 'museum', engagement: museum, position: near }),
    { code: 'CLAIM_TOO_FAR', details: { distanceInMeters: 444, maxGeoDistanceInMeters: 200 } },
  ],
  [
    'too far',
    check({ campaign: within, engagements: [cafe], position: far }),
    { code: 'CLAIM_TOO_FAR', details: { distanceInMeters: 1579, maxGeoDistanceInMeters: 200 } },
  ],
  [
    'nothing to measure from',
    check({ campaign: within, engagements: [engagement({ business: { latitude: null, longitude: null } })], position: far }),
    'passes',
  ],
  [
    'conditions unmet',
    check({ campaign: minimum, conditionsData: { spentEuros: 9.99 } }),
    { code: 'CLAIM_CONDITION_UNMET', details: { fields: ['spentEuros', 'till'] } },
  ],
  ['conditions met', check({ campaign: minimum, conditionsData: { spentEuros: 10, till: null } }), 'passes'],
  [
    'multiplier over the limit',
    check({ campaign: campaign({ max_multiplier: 2 }), multiplier: 2.5 }),
    { code: 'VALIDATION_ERROR', target: 'multiplier' },
  ],
  ['multiplier at the limit', check({ campaign: campaign({ max_multiplier: 2 }), multiplier: 2 }), 'passes'],
  ['multiplier without a limit', check({ multiplier: 99 }), 'passes'],
  [
    'used up',
    check({ campaign: campaign({ max_per_user: 3 }), history: claimed({ total: 3 }) }),
    { code: 'CLAIM_LIMIT_PER_USER', details: { limit: 3 } },
  ],
  ['one left', check({ campaign: campaign({ max_per_user: 3 }), history: claimed({ total: 2 }) }), 'passes'],
  ['a limit of none', check({ campaign: campaign({ max_per_user: 0 }) }), { code: 'CLAIM_LIMIT_PER_USER', details: { limit: 0 } }],
  [
    'used up today',
    check({ campaign: campaign({ max_per_day: 1 }), history: claimed({ total: 5, today: 1 }) }),
    { code: 'CLAIM_LIMIT_PER_DAY', details: { limit: 1, retryAt: MIDNIGHT } },
  ],
  ['used yesterday', check({ campaign: campaign({ max_per_day: 1 }), history: claimed({ total: 5 }) }), 'passes'],
  [
    'cooling down',
    check({ campaign: campaign({ min_cooldown_seconds: 3600 }), history: claimed({ total: 1, today: 1, lastAt: later(-3599) }) }),
    { code: 'CLAIM_COOLDOWN', details: { retryAt: later(1) } },
  ],
  [
    'cooled down',
    check({ campaign: campaign({ min_cooldown_seconds: 3600 }), history: claimed({ total: 1, today: 1, lastAt: later(-3600) }) }),
    'passes',
  ],
  [
    'used up at the place',
    check({
      engagement: engagement({ max_per_business: 2 }),
      businessId: 'cafe',
      history: claimed({ total: 2, atBusiness: { total: 2, today: 0 } }),
    }),
    { code: 'CLAIM_LIMIT_PER_USER', details: { limit: 2, businessId: 'cafe' } },
  ],
  [
    'used up at the place today',
    check({
      engagement: engagement({ max_per_day: 1 }),
      businessId: 'cafe',
      history: claimed({ total: 1, atBusiness: { total: 1, today: 1 } }),
    }),
    { code: 'CLAIM_LIMIT_PER_DAY', details: { limit: 1, retryAt: MIDNIGHT, businessId: 'cafe' } },
  ],
];

describe('rules of a claim', () => {
  for (const [name, of, expected] of TABLE) it(name, () => assert.deepEqual(verdict(of), expected));

  it('checks in the order of the contract: each rule speaks once those before it are content', () => {
    const spent = { total: 9, today: 9, lastAt: later(-1), atBusiness: { total: 9, today: 9 } };
    const worst = engagement({ max_per_business: 1, max_per_day: 1 });
    let at = campaign({
      is_active: 0,
      start_date: later(1),
      end_date: later(-1),
      trigger_type: 'CLAIM_BY_SYSTEM',
      country_code_restrictions: '["FR"]',
      required_user_info: '["instagramAccountId"]',
      max_geo_distance_in_meters: 5,
      conditions: minimum.conditions,
      max_multiplier: 1,
      max_per_user: 1,
      max_per_day: 1,
      min_cooldown_seconds: 60,
    });
    let of = check({ campaign: at, sourceRequired: true, businessId: 'cafe', engagements: [worst], multiplier: 7, history: spent });
    const fixes: [string, Partial<Campaign>, Partial<ClaimCheck>][] = [
      ['CAMPAIGN_INACTIVE', { is_active: 1 }, {}],
      ['CAMPAIGN_NOT_STARTED', { start_date: null }, {}],
      ['CAMPAIGN_ENDED', { end_date: null }, {}],
      ['TRIGGER_SOURCE_REQUIRED', {}, { source: source(0) }],
      ['TRIGGER_SOURCE_INACTIVE', {}, { source: source(1) }],
      ['CLAIM_TRIGGER_FORBIDDEN', { trigger_type: 'CLAIM_BY_USER' }, {}],
      ['CLAIM_BUSINESS_NOT_ENGAGED', {}, { engagement: worst }],
      ['CLAIM_COUNTRY_RESTRICTED', { country_code_restrictions: '[]' }, {}],
      ['CLAIM_USER_INFO_REQUIRED', { required_user_info: null }, {}],
      ['CLAIM_LOCATION_REQUIRED', {}, { position: far }],
      ['CLAIM_TOO_FAR', { max_geo_distance_in_meters: null }, {}],
      ['CLAIM_CONDITION_UNMET', { conditions: null }, {}],
      ['VALIDATION_ERROR', {}, { multiplier: 1 }],
      ['CLAIM_LIMIT_PER_USER', { max_per_user: null }, {}],
      ['CLAIM_LIMIT_PER_DAY', { max_per_day: null }, {}],
      ['CLAIM_COOLDOWN', { min_cooldown_seconds: null }, {}],
      ['CLAIM_LIMIT_PER_USER', {}, { engagement: engagement({ max_per_day: 1 }) }],
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
