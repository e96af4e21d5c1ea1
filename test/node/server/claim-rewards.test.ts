import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { compare, multiply } from '../../../demo/server/amounts.js';
import { unmetConditions } from '../../../demo/server/claim-conditions.js';
import { grantsReward } from '../../../demo/server/claim-rules.js';
import { countryAllowed, dayStart, distanceInMeters, nextDay } from '../../../demo/server/eligibility.js';
import { chargedPrice } from '../../../demo/server/pricing.js';
import { rewardAmount } from '../../../demo/server/rewards.js';
import type { StatusTypeRow } from '../../../demo/server/schema.js';
import { near } from './claim-check.js';

describe('conditions', () => {
  const one = (type: string, value: unknown, data: Record<string, unknown>) =>
    unmetConditions([{ id: '1', type, key: 'k', value }], data).length === 0;
  const cases: [string, unknown, unknown, boolean][] = [
    ['EQUALS', 'a', 'a', true],
    ['EQUALS', 1, '1', false],
    ['EQUALS', { a: [1] }, { a: [1] }, true],
    ['NOT_EQUALS', 'a', 'b', true],
    ['NOT_EQUALS', 'a', 'a', false],
    ['GREATER_OR_EQUAL', 10, 10, true],
    ['GREATER_OR_EQUAL', 10, 9, false],
    ['GREATER_OR_EQUAL', 10, '11', false],
    ['LESS_OR_EQUAL', 10, 10, true],
    ['LESS_OR_EQUAL', 10, 11, false],
    ['IN', ['a', 'b'], 'b', true],
    ['IN', ['a'], 'b', false],
    ['IN', 'ab', 'a', false],
    ['EXISTS', undefined, null, true],
    ['SOUNDS_LIKE', 'a', 'a', false],
    ['constructor', 'a', 'a', false],
  ];
  for (const [type, wanted, given, expected] of cases) {
    it(`${type} ${JSON.stringify(wanted)} on ${JSON.stringify(given)}: ${expected ? 'holds' : 'fails'}`, () =>
      assert.equal(one(type, wanted, { k: given }), expected));
  }
  it('a missing or inherited key fails every operator', () => {
    for (const type of ['EQUALS', 'NOT_EQUALS', 'GREATER_OR_EQUAL', 'LESS_OR_EQUAL', 'IN', 'EXISTS']) {
      assert.equal(one(type, 'x', {}), false);
      assert.deepEqual(unmetConditions([{ id: '1', type, key: 'toString', value: 'x' }], {}), ['toString']);
    }
  });
  it('names a key once, however many of its conditions fail', () => {
    assert.deepEqual(
      unmetConditions(
        [
          { id: '1', type: 'EXISTS', key: 'a' },
          { id: '2', type: 'EQUALS', key: 'a', value: 1 },
          { id: '3', type: 'EXISTS', key: 'b' },
        ],
        {},
      ),
      ['a', 'b'],
    );
  });
});

describe('countries, places, days', () => {
  const cases: [string[], string | null, boolean][] = [
    [[], 'IE', true],
    [[], null, true],
    [['IE'], 'IE', true],
    [['IE'], 'FR', false],
    [['IE'], null, false],
    [['NOT_FR'], 'IE', true],
    [['NOT_FR'], 'FR', false],
    [['NOT_FR'], null, true],
    [['NOT_ES', 'FR'], 'FR', true],
    [['NOT_ES', 'FR'], 'DE', false],
    [['FR', 'NOT_FR'], 'FR', false],
  ];
  for (const [rule, country, expected] of cases)
    it(`${JSON.stringify(rule)} and ${country}: ${expected}`, () => assert.equal(countryAllowed(rule, country), expected));

  it('measures along the surface', () => {
    assert.equal(distanceInMeters(near, near), 0);
    assert.ok(
      Math.abs(distanceInMeters({ latitude: 52.52, longitude: 13.405 }, { latitude: 48.8566, longitude: 2.3522 }) - 877_500) < 2000,
    );
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
    assert.deepEqual(
      [0, 1, 2, 3, 4, 5, 9].map((earlier) => grantsReward(5, earlier)),
      [false, false, false, false, true, false, true],
    );
    assert.deepEqual(
      [null, 0, 1].map((threshold) => grantsReward(threshold, 3)),
      [true, true, true],
    );
  });
  const cases: [string, string | null, string, number, string][] = [
    ['50', null, 'ERC20', 1, '50'],
    ['50', null, 'ERC20', 2.5, '125'],
    ['50', '100', 'ERC20', 3, '100'],
    ['0.1', null, 'ERC20', 3, '0.3'],
    ['50', '10', 'ERC20', 1, '10'],
    ['1', null, 'ERC1155', 2.9, '2'],
    ['1', null, 'ERC721', 0.5, '0'],
    ['9007199254740993', null, 'ERC20', 2, '18014398509481986'],
  ];
  for (const [amount, max_amount, type, multiplier, expected] of cases) {
    it(`${amount} of ${type} x ${multiplier}, at most ${max_amount}: ${expected}`, () =>
      assert.equal(rewardAmount({ amount, max_amount }, { type }, multiplier), expected));
  }
});

describe('whatever the numbers', () => {
  const wholes = fc.bigInt({ min: 0n, max: (1n << 256n) - 1n }).map(String);
  const percents = fc.integer({ min: 0, max: 10_000 }).map((of) => of / 100);
  const level = (discount_percentage: number) => ({ discount_percentage }) as StatusTypeRow;

  it('a discount never raises a price, and what is taken off is never more than its share', () => {
    fc.assert(
      fc.property(wholes, percents, fc.constantFrom(0, 2, 18), (price, percent, decimals) => {
        const charged = chargedPrice(price, level(percent), decimals);
        assert.ok(compare(charged, price) <= 0);
        assert.ok(compare(charged, '0') >= 0);
        // Within one smallest unit of the token below the exact price.
        const exact = multiply(multiply(price, String(Number((100 - percent).toFixed(2)))), '0.01');
        assert.ok(compare(charged, exact) <= 0);
        assert.ok(compare(exact, charged) === 0 || (charged.split('.')[1] ?? '').length <= decimals);
      }),
    );
  });

  it('a reward never passes its ceiling, and items stay whole', () => {
    const factors = fc.integer({ min: 1, max: 100_000 }).map((of) => of / 100);
    fc.assert(
      fc.property(wholes, wholes, factors, fc.constantFrom('ERC20', 'ERC721', 'ERC1155'), (amount, max_amount, factor, type) => {
        const reward = rewardAmount({ amount, max_amount }, { type }, factor);
        assert.ok(compare(reward, max_amount) <= 0);
        if (type !== 'ERC20') assert.match(reward, /^[0-9]+$/);
      }),
    );
  });

  it('distance is the same both ways and never more than half around the earth', () => {
    const point = fc.record({
      latitude: fc.double({ min: -90, max: 90, noNaN: true }),
      longitude: fc.double({ min: -180, max: 180, noNaN: true }),
    });
    fc.assert(
      fc.property(point, point, (a, b) => {
        const metres = distanceInMeters(a, b);
        assert.ok(metres >= 0 && metres <= 20_015_088);
        assert.ok(Math.abs(metres - distanceInMeters(b, a)) < 1e-3);
      }),
    );
  });
});
