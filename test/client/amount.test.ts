import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { parseAmount } from '../../src/client/amount.js';
import { add, compare, isZero, percentOff, subtract } from '../../src/decimal.js';

const largest = (2n ** 256n - 1n).toString();

test('what counts as an amount, and what does not', () => {
  const cases: [unknown, string | null][] = [
    [0, '0'],
    [250, '250'],
    [0.1, '0.1'],
    [12.5, '12.5'],
    [Number.MAX_SAFE_INTEGER, '9007199254740991'],
    ['1250', '1250'],
    [' 7 ', '7'],
    ['007', '7'],
    ['00', '0'],
    ['0.0', '0'],
    ['1.50', '1.5'],
    ['115792089237316195423570985008687907853', '115792089237316195423570985008687907853'],
    [largest, largest],
    [(2n ** 256n).toString(), null],
    [2 ** 53, null],
    [1.157e77, null],
    [0.1 + 0.2, null],
    [1e-7, null],
    [-1, null],
    [NaN, null],
    [Infinity, null],
    ['-1', null],
    ['1e18', null],
    ['0x10', null],
    ['1.', null],
    ['.5', null],
    ['1,5', null],
    ['', null],
    ['0'.repeat(5_000_000), null],
    [null, null],
    [undefined, null],
    [{}, null],
    [[], null],
    [['5'], null],
    [true, null],
    [10n, null],
  ];
  for (const [value, expected] of cases) assert.equal(parseAmount(value), expected, String(value).slice(0, 40));
});

test('arithmetic on points is exact where floating point is not', () => {
  assert.equal(add('0.1', '0.2'), '0.3');
  assert.equal(add(largest, '1'), (2n ** 256n).toString());
  assert.equal(subtract('1', '0.000000000000000001'), '0.999999999999999999');
  assert.equal(subtract('5', '8'), '-3');
  assert.equal(percentOff('250', 10), '225');
  assert.equal(percentOff('99.99', 12.5), '87.49125');
  assert.equal(percentOff('100', 0), '100');
  assert.equal(percentOff('100', 130), '0');
  assert.equal(percentOff('100', -5), '100');
  assert.equal(percentOff('100', NaN), '100');
  assert.ok(compare('10', '9') > 0 && compare('1.5', '1.50') === 0 && compare('0.09', '0.1') < 0);
  assert.ok(isZero('0') && isZero('0.00') && !isZero('0.01') && !isZero('10'));
});

const amounts = fc
  .tuple(fc.bigInt({ min: 0n, max: 2n ** 200n }), fc.nat({ max: 999_999 }))
  .map(([whole, part]) => parseAmount(`${whole}.${String(part).padStart(6, '0')}`) ?? '0');

test('amounts behave like numbers do, at any size', () => {
  fc.assert(
    fc.property(amounts, amounts, (a, b) => {
      assert.equal(add(a, b), add(b, a));
      assert.equal(subtract(add(a, b), b), a);
      assert.equal(compare(a, b), -compare(b, a) || 0);
      assert.ok(compare(add(a, b), a) >= 0);
      assert.equal(isZero(subtract(a, b)), compare(a, b) === 0);
      assert.equal(parseAmount(add(a, b)), add(a, b));
    }),
  );
  fc.assert(fc.property(fc.bigInt({ min: 0n, max: 2n ** 256n - 1n }), (value) => parseAmount(value.toString()) === value.toString()));
  fc.assert(fc.property(amounts, fc.integer({ min: 0, max: 100 }), (a, percent) => compare(percentOff(a, percent), a) <= 0));
});
