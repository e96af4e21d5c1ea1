import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { compare, share, subtract } from '../src/decimal.js';
import { formatAmount, formatDistance, formatSigned } from '../src/i18n/format.js';
import { plural, text } from '../src/i18n/text.js';

const whole = fc.bigInt({ min: 0n, max: 2n ** 256n - 1n });

test('differences are exact up to 2^256 − 1', () => {
  fc.assert(
    fc.property(whole, whole, (a, b) => {
      assert.equal(subtract(a.toString(), b.toString()), (a - b).toString());
      assert.equal(compare(a.toString(), b.toString()), a < b ? -1 : a > b ? 1 : 0);
    }),
  );
});

test('decimals of different length', () => {
  assert.equal(subtract('12.5', '0.25'), '12.25');
  assert.equal(subtract('0.1', '0.3'), '-0.2');
  assert.equal(subtract('1.50', '0.5'), '1');
  assert.equal(compare('1.10', '1.1'), 0);
  assert.equal(compare('9', '10'), -1);
});

test('a share is between nothing and all', () => {
  assert.equal(share('25', '100'), 0.25);
  assert.equal(share('0', '100'), 0);
  assert.equal(share('500', '100'), 1);
  assert.equal(share('0', '0'), 1);
  assert.equal(share('-5', '100'), 0);
});

test('amounts in words of the locale, with their sign', () => {
  assert.equal(formatAmount('1240', 'en'), '1,240');
  assert.equal(formatAmount('12345.50', 'es'), '12.345,5');
  assert.equal(formatAmount('-0.5', 'en'), '−0.5');
  assert.equal(formatSigned('50', true, 'en'), '+50');
  assert.equal(formatSigned('300', false, 'en'), '−300');
  assert.equal(formatDistance(950, 'en'), '950 m');
});

test('sentences: holes are filled, unknown ones stay visible, plurals follow the language', () => {
  assert.equal(text('{a} of {b}', { a: 1 }), '1 of {b}');
  assert.equal(text('{constructor}', {}), '{constructor}');
  assert.equal(plural({ one: '{count} day', other: '{count} days' }, 1, 'en', { count: '1' }), '1 day');
  assert.equal(plural({ one: 'x', few: 'few', other: 'y' }, 3, 'pl'), 'few');
  assert.equal(plural({ one: 'x', other: 'y' }, 1_000_000, 'es'), 'y');
});
