import assert from 'node:assert/strict';
import test from 'node:test';
import type { Redeem } from '../../src/client/redeems.js';
import type { Redemption } from '../../src/client/redemptions.js';
import type { Token } from '../../src/client/tokens.js';
import type { UserStatusType } from '../../src/client/users.js';
import { expiryOf, offerFor, type Holder } from '../../src/components/shared/redeem.js';
import { en } from '../../src/i18n/en.js';
import { sentenceFor } from '../../src/i18n/sentences.js';

const level = (name: string, minTokenBalance: string, discountPercentage = 0): UserStatusType => ({
  ...{ id: name, name, description: '', minTokenBalance, discountPercentage, imageUrl: null, eligibleTokenAddresses: [] },
});
const [silver, gold] = [level('Silver', '500', 10), level('Gold', '2000', 12.5)];
const points: Token = {
  ...{ id: 'p', contractAddress: '0x1', chainId: 1, name: 'Points', symbol: 'P', decimals: 2, type: 'ERC20' },
  ...{ isActive: true, isGallery: false, items: [] },
};
const redemption = (facts: Partial<Redemption> = {}): Redemption => ({
  ...{
    id: 'r',
    name: 'Coffee',
    description: '',
    imageUrl: null,
    isActive: true,
    creditTokenAmount: '100',
    type: null,
    tokenUnits: [],
    order: null,
  },
  ...{ supply: null, maxPerUser: null, minUserStatusType: null, countryCodeRestrictions: [], tags: [], ...facts },
});
const redeem = (status = 'COMPLETED', redemptionId = 'r'): Redeem => ({
  ...{ id: 'x', userId: 'u', redemptionId, status, failureReason: '', createdAt: null, updatedAt: null },
});
const holder = (balance: string, status: UserStatusType | null = null, redeems: readonly Redeem[] = []): Holder => ({
  holdings: { creditToken: points, points: balance, rewards: [], others: [], status, nextStatus: null, statusBalance: '0' },
  redeems,
});

const TABLE = [
  ['affordable', 'enough', redemption(), holder('100')],
  ['short', 'one cent too little', redemption(), holder('99.99')],
  ['affordable', 'the discount makes it enough', redemption(), holder('90', silver)],
  ['signed-out', 'nobody is signed in', redemption({ maxPerUser: 1 }), null],
  ['inactive', 'switched off', redemption({ isActive: false }), holder('100')],
  ['sold-out', 'nothing is left, whoever asks', redemption({ supply: { available: 0, total: 9 } }), null],
  ['affordable', 'one is left', redemption({ supply: { available: 1, total: null } }), holder('100')],
  ['limit', 'had as often as allowed', redemption({ maxPerUser: 1 }), holder('100', null, [redeem()])],
  [
    'affordable',
    'what failed and what is another does not count',
    redemption({ maxPerUser: 1 }),
    holder('100', null, [redeem('FAILED'), redeem('COMPLETED', 'other')]),
  ],
  ['needs-level', 'no level yet', redemption({ minUserStatusType: silver }), holder('100')],
  ['needs-level', 'a lower level', redemption({ minUserStatusType: gold }), holder('100', silver)],
  ['affordable', 'a higher level', redemption({ minUserStatusType: silver }), holder('100', gold)],
  ['needs-level', 'the level comes before the points', redemption({ minUserStatusType: gold }), holder('0')],
] as const;

for (const [state, what, offer, who] of TABLE) {
  test(`offer ${state}: ${what}`, () => {
    const known = offerFor(offer, who);
    assert.equal(known.state, state);
    if (known.why) assert.notEqual(sentenceFor(known.why, en, 'en'), en.errors.generic);
    else assert.equal(state, 'affordable');
  });
}

test('prices are exact: the discount of the level, cut to what the token can express', () => {
  const price = (amount: string, status: UserStatusType | null) =>
    offerFor(redemption({ creditTokenAmount: amount }), holder('0', status)).price;
  assert.equal(price('100', null), '100');
  assert.equal(price('120', silver), '108');
  assert.equal(price('100', gold), '87.5');
  assert.equal(price('0.05', silver), '0.04');
  assert.equal(
    price('115792089237316195423570985008687907853269984665640564039457584007913129639930', silver),
    '104212880313584575881213886507819117067942986199076507635511825607121816675937',
  );
  assert.deepEqual([offerFor(redemption(), holder('0')).before, offerFor(redemption(), holder('0', silver)).before], [null, '100']);
});

test('what is missing is said exactly', () => {
  const { missing, why } = offerFor(redemption({ creditTokenAmount: '2400' }), holder('1240', silver));
  assert.equal(missing, '920');
  assert.equal(sentenceFor(why, en, 'en'), 'You need 920 more points.');
});

test('a receipt is valid as long as the first of its items', () => {
  const unit = (expiryDate: string | null) => ({
    ...{ id: 'u', token: points, amount: '1', maxAmount: null },
    item: { id: 'i', incrementalId: 1, name: '', description: '', imageUrl: null, externalUrl: null, expiryDate },
  });
  assert.equal(expiryOf(redemption()), null);
  assert.equal(
    expiryOf(redemption({ tokenUnits: [unit(null), unit('2027-02-01T00:00:00.000Z'), unit('2027-01-01T00:00:00.000Z')] })),
    '2027-01-01T00:00:00.000Z',
  );
});
