import assert from 'node:assert/strict';
import test from 'node:test';
import type { Campaign, CampaignTrigger } from '../../src/client/campaigns.js';
import type { CampaignClaim } from '../../src/client/claims.js';
import type { User } from '../../src/client/users.js';
import { eligibility, judge, standing, type Claimant, type EligibilityState } from '../../src/components/shared/eligibility.js';
import { en } from '../../src/i18n/en.js';
import { sentenceFor } from '../../src/i18n/sentences.js';

const NOW = Date.parse('2026-11-24T12:00:00.000Z');
const HOUR = 3_600_000;
const at = (hours: number): string => new Date(NOW + hours * HOUR).toISOString();

const trigger = (facts: Partial<CampaignTrigger> = {}): CampaignTrigger => ({
  ...{ id: 't', name: '', description: '', triggerType: 'CLAIM_BY_USER', maxPerDay: null, maxPerUser: null, minCooldownSeconds: null },
  ...{ maxGeoDistanceInMeters: null, requiredUserInfo: [], maxMultiplier: null, completionThreshold: null, conditionKeys: [], ...facts },
});
const campaign = (rules: Partial<CampaignTrigger> = {}, facts: Partial<Campaign> = {}): Campaign => ({
  ...{
    id: 'c',
    name: '',
    description: '',
    imageUrl: null,
    externalUrl: null,
    startDate: null,
    endDate: null,
    isActive: true,
    isTestnet: false,
  },
  ...{
    trigger: trigger(rules),
    tokenUnits: [],
    businessEngagements: [],
    tags: [],
    countryCodeRestrictions: [],
    triggerSourceRequired: false,
  },
  ...facts,
});
const claim = (hours: number, facts: Partial<CampaignClaim> = {}): CampaignClaim => ({
  ...{ id: `${hours}`, campaignId: 'c', userId: 'u', status: 'COMPLETED', multiplier: 1, business: null, campaign: null, transactions: [] },
  ...{ failureReason: '', createdAt: at(hours), updatedAt: null, ...facts },
});
const user = (facts: Partial<User> = {}): User => ({
  ...{ id: 'u', email: 'a@example.com', firstName: '', lastName: '', externalId: 'x', accountAddress: null, currentSigningAccountId: null },
  ...{ isActive: true, wallets: [], customData: {}, publicProfile: { city: 'Dublin' }, ...facts },
});
const claimant = (claims: readonly CampaignClaim[] = [], facts: Partial<User> = {}): Claimant => ({
  user: user(facts),
  claims,
  complete: true,
});

const TABLE: readonly (readonly [what: string, campaign: Campaign, claimant: Claimant | null, state: EligibilityState, at?: string])[] = [
  ['nothing stands in the way', campaign(), claimant(), 'claimable'],
  ['nobody is signed in', campaign({ maxPerUser: 1 }), null, 'signed-out'],
  ['switched off', campaign({}, { isActive: false }), claimant(), 'ended'],
  ['over, also for who is signed out', campaign({}, { endDate: at(-1) }), null, 'ended'],
  ['the very moment of its end', campaign({}, { endDate: at(0) }), claimant(), 'claimable', at(0)],
  ['begins later', campaign({}, { startDate: at(1) }), claimant(), 'not-started', at(1)],
  ['begins now', campaign({}, { startDate: at(0) }), claimant(), 'claimable'],
  ['without a trigger nobody can claim', campaign({}, { trigger: null }), claimant(), 'business-only'],
  ['given by a business', campaign({ triggerType: 'CLAIM_BY_BUSINESS' }), null, 'business-only'],
  ['given by a kind that we do not know', campaign({ triggerType: 'CLAIM_BY_MAGIC' }), claimant(), 'business-only'],
  ['used up', campaign({ maxPerUser: 2 }), claimant([claim(-1), claim(-99)]), 'limit-per-user'],
  ['one is left', campaign({ maxPerUser: 2 }), claimant([claim(-1)]), 'claimable'],
  [
    'claims that failed and those of others do not count',
    campaign({ maxPerUser: 1 }),
    claimant([claim(-1, { status: 'FAILED' }), claim(-1, { campaignId: 'd' })]),
    'claimable',
  ],
  ['a claim that is being settled counts', campaign({ maxPerUser: 1 }), claimant([claim(0, { status: 'PROCESSING' })]), 'limit-per-user'],
  ['used up today, until UTC midnight', campaign({ maxPerDay: 1 }), claimant([claim(-12)]), 'limit-per-day', '2026-11-25T00:00:00.000Z'],
  ['used up yesterday', campaign({ maxPerDay: 1 }), claimant([claim(-12.001)]), 'claimable'],
  ['too soon', campaign({ minCooldownSeconds: 7200 }), claimant([claim(-1), claim(-50)]), 'cooldown', at(1)],
  ['the very second the wait ends', campaign({ minCooldownSeconds: 3600 }), claimant([claim(-1)]), 'claimable'],
  [
    'in all before per day before the wait',
    campaign({ maxPerUser: 1, maxPerDay: 1, minCooldownSeconds: 9999 }),
    claimant([claim(-1)]),
    'limit-per-user',
  ],
  [
    'per day before the wait',
    campaign({ maxPerDay: 1, minCooldownSeconds: 9999 }),
    claimant([claim(-1)]),
    'limit-per-day',
    '2026-11-25T00:00:00.000Z',
  ],
  ['lacks a name', campaign({ requiredUserInfo: ['email', 'firstName'] }), claimant(), 'needs-info'],
  ['has what is needed', campaign({ requiredUserInfo: ['email', 'publicProfile', 'isActive'] }), claimant(), 'claimable'],
  ['an empty object is nothing', campaign({ requiredUserInfo: ['customData'] }), claimant(), 'needs-info'],
  [
    'what we cannot know is left to the server',
    campaign({ requiredUserInfo: ['instagramAccountId', 'toString'] }),
    claimant(),
    'claimable',
  ],
  ['needs a code', campaign({}, { triggerSourceRequired: true }), claimant(), 'needs-code'],
  [
    'a limit says more than the code',
    campaign({ maxPerDay: 1 }, { triggerSourceRequired: true }),
    claimant([claim(-1)]),
    'limit-per-day',
    '2026-11-25T00:00:00.000Z',
  ],
  ['needs a place', campaign({ maxGeoDistanceInMeters: 200 }), claimant(), 'needs-place'],
  ['has conditions', campaign({ conditionKeys: ['spent'] }), claimant(), 'conditions'],
  ['a limit of zero is a limit', campaign({ maxPerUser: 0 }), claimant(), 'limit-per-user'],
];

for (const [what, given, who, state, until] of TABLE) {
  test(`C3 ${state}: ${what}`, () => {
    const known = eligibility(given, who, NOW);
    assert.equal(known.state, state);
    assert.equal(known.at, until ?? null);
    assert.equal(known.why === null, state === 'claimable');
    if (known.why) assert.notEqual(sentenceFor(known.why, en, 'en'), en.errors.generic);
  });
}

test('C3 one sentence says which condition is missing, how far it is and when it changes', () => {
  const why = (given: Campaign, who: Claimant) => sentenceFor(eligibility(given, who, NOW).why, en, 'en');
  assert.equal(
    why(campaign({ maxPerUser: 3 }), claimant([claim(-1), claim(-2), claim(-3)])),
    'You have claimed this 3 times, and that is all it allows.',
  );
  assert.match(why(campaign({ minCooldownSeconds: 7200 }), claimant([claim(-1)])), /^You can claim this again on Nov 24, 2026, /);
  assert.equal(
    why(campaign({ requiredUserInfo: ['firstName'] }), claimant()),
    'Your profile still needs: first name. Add it in the shop, then claim again.',
  );
  assert.equal(
    why(campaign({ maxGeoDistanceInMeters: 200 }), claimant()),
    'This can be claimed within 200 m of the place. Share your location to go on.',
  );
});

test('what can be done now ranks before what comes later, and that before what is over', () => {
  const rank = (given: Campaign, who: Claimant | null = claimant()) => eligibility(given, who, NOW).rank;
  assert.deepEqual([rank(campaign()), rank(campaign(), null), rank(campaign({ maxGeoDistanceInMeters: 9 }))], [0, 0, 0]);
  assert.deepEqual([rank(campaign({}, { startDate: at(9) })), rank(campaign({}, { triggerSourceRequired: true }))], [1, 1]);
  assert.deepEqual([rank(campaign({}, { endDate: at(-9) })), rank(campaign({ triggerType: 'CLAIM_BY_SYSTEM' }))], [2, 2]);
});

test('signed in while nothing of the customer can be read: the server decides, what is over stays over', () => {
  assert.equal(judge(campaign({ maxPerUser: 1 }), null, true, NOW).state, 'claimable');
  assert.equal(judge(campaign(), null, false, NOW).state, 'signed-out');
  assert.equal(judge(campaign({}, { isActive: false }), null, true, NOW).state, 'ended');
});

test('what is left, today and in all; nothing is said about what was not read', () => {
  const given = campaign({ maxPerDay: 3, maxPerUser: 10 });
  const claims = [claim(-1), claim(-2), claim(-30)];
  assert.deepEqual(standing(given, claimant(claims), NOW), { left: 7, leftToday: 1, completed: 0, threshold: null });
  assert.equal(standing(given, { ...claimant(claims), complete: false }, NOW).left, null);
  assert.deepEqual(standing(campaign(), claimant(claims), NOW), { left: null, leftToday: null, completed: 0, threshold: null });
});

test('progress counts towards the next reward: every n-th claim is rewarded', () => {
  const progress = (count: number, rules: Partial<CampaignTrigger> = {}) =>
    standing(campaign({ completionThreshold: 3, ...rules }), claimant(Array.from({ length: count }, (_, n) => claim(-n - 1))), NOW)
      .completed;
  assert.deepEqual(
    [0, 1, 2, 3, 4, 7].map((count) => progress(count)),
    [0, 1, 2, 0, 1, 1],
  );
  assert.equal(progress(3, { maxPerUser: 3 }), 3, 'the last one stays full');
  assert.equal(standing(campaign({ completionThreshold: 1 }), claimant(), NOW).threshold, null);
});
