import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { parseAmount } from '../../src/client/amount.js';
import { add, compare, isZero, percentOff, share, subtract } from '../../src/decimal.js';
import { fuzz } from './fuzz.js';
import { odd } from './odd.js';

const LARGEST = 2n ** 256n - 1n;

/** Texts that are nearly amounts: every slip between digits, signs, points, exponents and spaces. */
const nearly = fc
  .array(fc.constantFrom(...'0123456789', '.', '-', '+', 'e', 'x', ' ', ',', '\u0660', '\u200b', '_', 'n', '\n'), { maxLength: 90 })
  .map((parts) => parts.join(''));

/** The rule said again, by counting digits instead of by the pattern of the product. */
function isAmount(text: string): boolean {
  const [whole = '', fraction, ...more] = text.split('.');
  const digits = (part: string) => part !== '' && [...part].every((digit) => digit >= '0' && digit <= '9');
  if (more.length > 0 || !digits(whole) || (fraction !== undefined && !digits(fraction))) return false;
  return BigInt(whole) <= LARGEST && (fraction ?? '').replace(/0+$/, '').length <= 78 && text.length <= 200;
}

test('a text is an amount exactly when it is digits with at most one point, up to the largest', (t) => {
  const text = fc.oneof(nearly, fc.bigInt({ min: 0n, max: LARGEST + 5n }).map(String), fc.string({ unit: 'binary' }));
  const property = fc.property(text, (value) => {
    const result = parseAmount(value);
    assert.equal(result !== null, isAmount(value.trim()));
    if (result !== null) assert.equal(compare(result, value.trim()), 0, 'the value has not changed');
  });
  fuzz(t, property, { few: 5000, examples: [[String(LARGEST)], [String(LARGEST + 1n)], ['']] });
});

test('a number is shown as what it is, or not at all', (t) => {
  const property = fc.property(fc.oneof(fc.double(), fc.integer(), fc.maxSafeInteger(), fc.double({ min: 0, max: 1e17 })), (value) => {
    const result = parseAmount(value);
    if (result === null) return;
    assert.ok(Number(result) === value, result);
    assert.ok(value >= 0 && (Number.isSafeInteger(value) || result.replace(/\D/g, '').length <= 15));
  });
  fuzz(t, property, { few: 5000, examples: [[0.1 + 0.2], [1e21], [-0], [5e-324]] });
});

test('what is neither text nor number is none', (t) => {
  const property = fc.property(odd, (value) => {
    if (typeof value !== 'string' && typeof value !== 'number') assert.equal(parseAmount(value), null);
  });
  fuzz(t, property, { few: 2000 });
});

const amount = fc
  .tuple(fc.bigInt({ min: 0n, max: LARGEST }), fc.bigInt({ min: 0n, max: 10n ** 18n - 1n }))
  .map(([whole, part]) => parseAmount(`${whole}.${String(part).padStart(18, '0')}`)!);

test('sums, differences and shares are those of whole numbers at the smallest scale', (t) => {
  const units = (value: string): bigint => {
    const [whole = '', part = ''] = value.replace('-', '').split('.');
    return (value.startsWith('-') ? -1n : 1n) * BigInt(whole + part.padEnd(18, '0'));
  };
  const property = fc.property(amount, amount, fc.double({ min: -10, max: 110 }), (a, b, percent) => {
    assert.equal(units(add(a, b)), units(a) + units(b));
    assert.equal(units(subtract(a, b)), units(a) - units(b));
    assert.equal(Math.sign(compare(a, b)), Number(units(a) > units(b)) - Number(units(a) < units(b)));
    assert.equal(isZero(a), units(a) === 0n);
    const drawn = share(a, b);
    assert.ok(drawn >= 0 && drawn <= 1);
    const reduced = percentOff(a, percent);
    assert.ok(compare(reduced, a) <= 0 && compare(reduced, '0') >= 0, reduced);
  });
  fuzz(t, property, { few: 3000 });
});
