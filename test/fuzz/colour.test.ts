import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { parseConfig } from '../../src/config.js';
import { isPersError } from '../../src/errors.js';
import { brandSheet } from '../../src/theme/brand.js';
import { faceLook } from '../../src/theme/launcher-face.js';
import { fuzz } from './fuzz.js';

const piece = fc.constantFrom(
  ...[
    '#',
    '#0b4f6c',
    '#0b4f6C ',
    '#fff',
    '#ffffffff',
    'red',
    'rgb(0,0,0)',
    'url(https://evil.example/x)',
    'var(--x)',
    'env(x, url(//evil))',
  ],
  ...[
    ';',
    '}',
    '{',
    ':host',
    '/*',
    '*/',
    '@import "//evil"',
    '\\',
    '\n',
    '\u0000',
    '\u200b',
    'expression(1)',
    '</style>',
    '0',
    'a',
    'F',
    'g',
    '\uff10',
  ],
);
const brand = fc.oneof(
  fc.array(piece, { maxLength: 7 }).map((pieces) => pieces.join('')),
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.array(fc.constantFrom(...'0123456789abcdefABCDEF'), { minLength: 5, maxLength: 8 }).map((digits) => `#${digits.join('')}`),
);

const COLOUR = '#[0-9a-f]{6}';
const RULE = (value: string) => `:host\\{--pers-accent:${value};--pers-on-accent:${value};--pers-accent-text:${value}\\}`;
/** A sheet made of six colours and nothing that anybody has given. */
const SHEET = new RegExp(
  `^${RULE(COLOUR)}@supports \\(color:light-dark\\(red,red\\)\\)\\{${RULE(`light-dark\\(${COLOUR},${COLOUR}\\)`)}\\}$`,
);

test('of all brands only #rrggbb is taken, and the sheet made of it holds colours alone', (t) => {
  const property = fc.property(brand, (value) => {
    let taken: string | null;
    try {
      taken = parseConfig({ projectKey: '0'.repeat(64), brand: value }).brand;
    } catch (error) {
      assert.ok(isPersError(error) && error.code === 'CONFIG_VALUE_INVALID', String(error));
      assert.doesNotMatch(value.trim(), /^#[0-9a-f]{6}$/i);
      return;
    }
    if (taken === null) return assert.equal(value.trim(), '');
    assert.match(taken, /^#[0-9a-f]{6}$/i);
    assert.match(brandSheet(taken), SHEET);
    assert.match(faceLook('auto', taken), SHEET);
  });
  fuzz(t, property, { few: 4000, examples: [['#0b4f6c;background:url(//evil)'], ['#0b4f6c\n'], ['\u00a0#0b4f6c']] });
});
