import assert from 'node:assert/strict';
import { checkClaim, type ClaimCheck, type Engagement } from '../../../demo/server/claim-rules.js';
import { Problem } from '../../../demo/server/problems.js';
import { NOON } from './rewards-server.js';

/** Claims to be judged: plain ones, with what a test wants otherwise. */

export const later = (seconds: number): string => new Date(NOON.getTime() + seconds * 1000).toISOString();
export const MIDNIGHT = '2026-05-21T00:00:00.000Z';

export const engagement = (overrides: Partial<Engagement> = {}): Engagement => ({
  tenant_id: 't',
  id: 'e1',
  campaign_id: 'c',
  business_id: 'cafe',
  short_description: null,
  max_per_business: null,
  max_per_day: null,
  external_url: null,
  business: { latitude: 53.3458, longitude: -6.2417 },
  ...overrides,
});
export const cafe = engagement();
export const museum = engagement({ id: 'e2', business_id: 'museum', business: { latitude: 53.3489, longitude: -6.2463 } });

export type Campaign = ClaimCheck['campaign'];
export type User = ClaimCheck['user'];
export const campaign = (overrides: Partial<Campaign> = {}): Campaign => ({
  tenant_id: 't',
  id: 'c',
  name: 'Coffee',
  description: null,
  start_date: null,
  end_date: null,
  image_url: null,
  external_url: null,
  is_active: 1,
  is_testnet: 1,
  tags: '[]',
  country_code_restrictions: '[]',
  trigger_id: 'tr',
  trigger_name: 'Once',
  trigger_description: null,
  trigger_type: 'CLAIM_BY_USER',
  max_per_day: null,
  max_per_user: null,
  min_cooldown_seconds: null,
  max_geo_distance_in_meters: null,
  required_user_info: null,
  max_multiplier: null,
  completion_threshold: null,
  conditions: null,
  created_at: later(-9e6),
  ...overrides,
});
export const user = (overrides: Partial<User> = {}): User => ({
  tenant_id: 't',
  id: 'u',
  email: 'mina@example.com',
  first_name: 'Mina',
  last_name: 'Ferrer',
  external_id: 'shop-mina',
  instagram_account_id: null,
  google_account_name: null,
  current_signing_account_id: null,
  custom_data: null,
  public_profile: '{}',
  is_guest: 0,
  is_active: 1,
  created_at: later(-9e6),
  updated_at: later(-9e6),
  accountAddress: '0xF31a9429C3B8e83db9c8A617f14557d4a4779707',
  ...overrides,
});
export const source = (is_active: number): NonNullable<ClaimCheck['source']> => ({
  tenant_id: 't',
  id: 's',
  type: 'QR_CODE',
  name: 'Door',
  business_id: null,
  is_active,
  created_at: later(-9e6),
});
export const fresh: ClaimCheck['history'] = { total: 0, today: 0, lastAt: null, atBusiness: { total: 0, today: 0 } };
export const check = (overrides: Partial<ClaimCheck> = {}): ClaimCheck => ({
  campaign: campaign(),
  sourceRequired: false,
  source: null,
  callerKind: 'user',
  user: user(),
  businessId: null,
  engagements: [],
  engagement: null,
  position: null,
  conditionsData: {},
  multiplier: 1,
  history: fresh,
  now: NOON,
  countryCode: 'IE',
  ...overrides,
});

export function verdict(of: ClaimCheck): { code: string; details?: unknown; target?: string } | 'passes' {
  try {
    checkClaim(of);
    return 'passes';
  } catch (error) {
    assert.ok(error instanceof Problem, String(error));
    return { code: error.code, ...(error.details ? { details: error.details } : {}), ...(error.target ? { target: error.target } : {}) };
  }
}
export const minimum = campaign({
  conditions: JSON.stringify([
    { id: '1', type: 'GREATER_OR_EQUAL', key: 'spentEuros', value: 10 },
    { id: '2', type: 'EXISTS', key: 'till' },
  ]),
});
export const near = { latitude: 53.346, longitude: -6.2417 };
export const far = { latitude: 53.36, longitude: -6.2417 };
export const within = campaign({ max_geo_distance_in_meters: 200 });
export const claimed = (overrides: Partial<ClaimCheck['history']>): ClaimCheck['history'] => ({ ...fresh, ...overrides });
