import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { add, amount, compare, MAX_AMOUNT, min, multiply, negate, subtract, toWire } from '../../../demo/server/amounts.js';

const UNIT = 10n ** 18n;
const whole = fc.bigInt({ min: 0n, max: (1n << 256n) - 1n });
const fine = fc
  .bigInt({ min: 0n, max: (1n << 256n) * UNIT })
  .map((units) => [units, `${units / UNIT}.${(units % UNIT).toString().padStart(18, '0')}`] as const);
/** What an amount is worth in units of 10^-18. */
const units = (text: string): bigint => {
  const [head = '', tail = ''] = text.replace('-', '').split('.');
  const value = BigInt(head) * UNIT + BigInt(tail.padEnd(18, '0'));
  return text.startsWith('-') ? -value : value;
};

describe('amounts', () => {
  it('adds, subtracts and compares exactly', () => {
    fc.assert(
      fc.property(fine, fine, ([a, textA], [b, textB]) => {
        assert.equal(units(add(textA, textB)), a + b);
        assert.equal(units(subtract(textA, textB)), a - b);
        assert.equal(Math.sign(compare(textA, textB)), a < b ? -1 : a > b ? 1 : 0);
        assert.equal(units(negate(textA)), -a);
        assert.equal(units(min(textA, textB)), a < b ? a : b);
      }),
    );
  });

  it('writes one form of every amount', () => {
    for (const [given, canonical] of [
      ['007', '7'],
      ['1.500', '1.5'],
      ['0.0', '0'],
      ['-0', '0'],
      [1e21, '1000000000000000000000'],
      [1e-7, '0.0000001'],
      [-2.5, '-2.5'],
      [12.5e1, '125'],
      [1.5e300, `15${'0'.repeat(299)}`],
    ] as const) {
      assert.equal(amount(given), canonical, String(given));
    }
  });

  it('refuses what is not a plain decimal', () => {
    for (const bad of ['', ' ', '1e3', '0x10', '.5', '5.', '1,5', '+1', '--1', '1.0000000000000000001', 'NaN', NaN, Infinity, '١']) {
      assert.throws(() => amount(bad), RangeError, String(bad));
    }
  });

  it('multiplies by numbers without floating point', () => {
    assert.equal(multiply('0.1', 3), '0.3');
    assert.equal(multiply('10', 0.07), '0.7');
    assert.equal(multiply(MAX_AMOUNT, 1), MAX_AMOUNT);
    assert.equal(multiply('1', '0.333333333333333333'), '0.333333333333333333');
    assert.equal(multiply('0.000000000000000001', 0.5), '0');
    fc.assert(
      fc.property(
        whole,
        fc.integer({ min: 0, max: 1000 }),
        (value, factor) => multiply(String(value), factor) === String(value * BigInt(factor)),
      ),
    );
  });

  it('goes over the wire as a number only while that is exact', () => {
    for (const value of ['0', '250', '12.5', '999999999999999', '9000000000000000', '0.000001', '123456789.123456'])
      assert.equal(toWire(value), Number(value));
    for (const value of [
      '1234567890123456',
      '9007199254740993',
      '10000000000000000',
      '1.234567890123456',
      '123456789012345.6',
      MAX_AMOUNT,
    ]) {
      assert.equal(toWire(value), value);
    }
    fc.assert(
      fc.property(fine, ([value, text]) => {
        const wire = toWire(text);
        assert.equal(units(amount(wire)), value);
      }),
    );
  });
});
