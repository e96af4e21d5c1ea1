import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import * as normalize from '../../src/client/normalize.js';
import { isPersError } from '../../src/errors.js';

const { address, amount, boolean, dateTime, field, httpsUrl, integer, list, number, rows, text, textOrNull, texts, word } = normalize;

/** Values that look like a template, a node or a prototype. */
const hostile: unknown[] = [
  JSON.parse('{"__proto__":{"id":"x"}}'),
  { _$litType$: 1, strings: ['<b>'], values: [] },
  { _$litDirective$: {}, values: [] },
  { nodeType: 1 },
  { toString: null, valueOf: null },
  JSON.parse(`${'['.repeat(10_000)}${']'.repeat(10_000)}`),
  Object.create(null),
];
const nothing: unknown[] = [null, undefined, {}, [], true, ...hostile];

test('text: strings and numbers, anything else is empty', () => {
  assert.equal(text('Café'), 'Café');
  assert.equal(text(42), '42');
  assert.equal(text('x'.repeat(1_000_000)).length, 10_000);
  for (const value of [...nothing, NaN, Infinity]) assert.equal(text(value), '');
  assert.equal(textOrNull(''), null);
  assert.equal(textOrNull(3), '3');
});

test('numbers come as numbers or as text', () => {
  const cases: [unknown, number | null][] = [
    [1.5, 1.5],
    ['1.5', 1.5],
    [' -2 ', -2],
    ['1e3', 1000],
    ['', null],
    ['0x10', null],
    ['12px', null],
  ];
  for (const [value, expected] of cases) assert.equal(number(value), expected);
  for (const value of [...nothing, NaN, Infinity]) assert.equal(number(value), null);
  assert.equal(integer('7'), 7);
  for (const value of [1.5, '1.5', 2 ** 60, '99999999999999999999']) assert.equal(integer(value), null);
});

test('booleans, also as words and digits', () => {
  for (const value of [true, 'true', 1]) assert.equal(boolean(value), true);
  for (const value of [false, 'false', 0]) assert.equal(boolean(value, true), false);
  for (const value of [null, undefined, {}, 'yes', 2]) assert.equal(boolean(value, true), true);
});

test('times become ISO 8601 UTC', () => {
  const cases: [unknown, string | null][] = [
    ['2026-01-15T10:30:00.000Z', '2026-01-15T10:30:00.000Z'],
    ['2026-01-15T10:30:00+02:00', '2026-01-15T08:30:00.000Z'],
    ['2026-01-15T10:30:00', '2026-01-15T10:30:00.000Z'],
    ['2026-01-15', '2026-01-15T00:00:00.000Z'],
    [1_768_473_000, '2026-01-15T10:30:00.000Z'],
    [1_768_473_000_000, '2026-01-15T10:30:00.000Z'],
    ['1768473000', '2026-01-15T10:30:00.000Z'],
    ['2026-13-45', null],
    ['soon', null],
    ['', null],
    [-1e15, null],
    [1e18, null],
  ];
  for (const [value, expected] of cases) assert.equal(dateTime(value), expected, String(value));
  for (const value of nothing) assert.equal(dateTime(value), null);
});

test('addresses and open sets', () => {
  assert.equal(address(`0x${'aB'.repeat(20)}`), `0x${'aB'.repeat(20)}`);
  for (const value of [...nothing, '0x12', `0x${'g'.repeat(40)}`, 5]) assert.equal(address(value), null);
  assert.equal(word('BRAND_NEW_VALUE', 'OLD'), 'BRAND_NEW_VALUE');
  for (const value of [...nothing, '', 'two words', '<b>', 'x'.repeat(65)]) assert.equal(word(value, 'OLD'), 'OLD');
  assert.equal(amount('nonsense'), '0');
});

test('only absolute https URLs pass, http on this machine only', () => {
  const good = [
    'https://cdn.example/a b.png',
    'https://cdn.example/ü?q=1#x',
    'http://localhost:4010/p.png',
    'http://127.0.0.1/p.png',
    'HTTPS://X.example/',
  ];
  for (const value of good) assert.ok(httpsUrl(value), value);
  assert.equal(httpsUrl('https://X.example'), 'https://x.example/');
  const bad = [
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'java\nscript:alert(1)',
    ' javascript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    'blob:https://x/1',
    'file:///etc/passwd',
    '//evil.example',
    '\\\\evil.example',
    '/relative.png',
    'relative.png',
    'https:evil.example',
    'https:/\\evil.example',
    'https://ok.example@evil.example/',
    'https://user:pass@evil.example/',
    'https://evil.example\\@ok.example',
    'https://evil\t.example/',
    'https://evil.example/\u0000',
    'http://evil.example/',
    'http://localhost.evil.example/',
    'http://127.0.0.1.evil.example/',
    'https://',
    'https://[',
    `https://x.example/${'a'.repeat(2048)}`,
    `https://x.example/${'ü'.repeat(1000)}`,
  ];
  for (const value of [...bad, ...nothing, 5])
    assert.equal(httpsUrl(value), null, typeof value === 'string' ? value.slice(0, 60) : typeof value);
});

test('a list is an array, or one level below a known name', () => {
  for (const value of [[1], { data: [1] }, { items: [1] }, { results: [1] }]) assert.deepEqual(rows(value), [1]);
  for (const value of [null, {}, 'text', 5, { data: {} }, { data: null }, { rows: [1] }]) assert.deepEqual(rows(value), []);
  assert.equal(rows(Array.from({ length: 10_000 })).length, 1000);
  assert.deepEqual(
    list([{ id: 1 }, null, 'x', { id: '' }, [], { id: 'b' }], (raw) => textOrNull(field(raw, 'id'))),
    ['1', 'b'],
  );
  assert.deepEqual(texts('email'), ['email']);
  assert.deepEqual(texts(['a', null, 2, {}]), ['a', '2']);
});

test('only own properties are read', () => {
  for (const key of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) assert.equal(field({}, key), undefined);
  assert.equal(field(JSON.parse('{"__proto__":{"id":"x"}}'), 'id'), undefined);
  assert.equal(field(Object.create({ id: 'inherited' }), 'id'), undefined);
  for (const value of [null, undefined, 'id', 5, ['id']]) assert.equal(field(value, 'id'), undefined);
});

test('no value of any shape makes a normaliser throw or give anything but a primitive', () => {
  const {
    data,
    required,
    reader,
    isObject,
    pick,
    pickWithId,
    rows: _rows,
    list: _list,
    texts: _texts,
    field: _field,
    ...converters
  } = normalize;
  fc.assert(
    fc.property(fc.oneof(fc.anything({ withNullPrototype: true }), fc.jsonValue(), fc.string({ unit: 'binary' }), fc.double()), (value) => {
      for (const convert of Object.values(converters)) {
        const result = convert(value);
        assert.ok(result === null || ['string', 'number', 'boolean'].includes(typeof result), convert.name);
      }
      assert.ok(isObject(data(value)) && Array.isArray(rows(value)) && texts(value).every((entry) => typeof entry === 'string'));
    }),
    { numRuns: 2000, examples: hostile.map((value) => [value] as [unknown]) },
  );
  assert.equal(reader<{ id: string }>({ id: 'x' })('id'), 'x');
  assert.deepEqual(pick(JSON.parse('{"a":1,"__proto__":{"b":2},"c":3}'), { a: text, b: text }), { a: '1', b: '' });
  for (const value of [...nothing, { id: {} }]) assert.equal(pickWithId(value, { id: text }), null);
  assert.throws(
    () => required(null, 'anything'),
    (error) => isPersError(error) && error.code === 'BAD_RESPONSE',
  );
});

test('what passes as a URL is always safe to put into a page', () => {
  const scheme = fc.constantFrom(
    'https://',
    'http://',
    'javascript:',
    'https:',
    '//',
    'data:',
    'https://a@',
    '\u0001https://',
    'http://localhost',
  );
  fc.assert(
    fc.property(scheme, fc.string({ unit: 'binary', maxLength: 60 }), (start, rest) => {
      const result = httpsUrl(start + rest);
      if (result === null) return;
      const url = new URL(result);
      assert.ok(url.protocol === 'https:' || /^(localhost|127\.0\.0\.1)$/.test(url.hostname));
      assert.equal(url.username + url.password, '');
      assert.ok(!/[\u0000-\u0020\\]/.test(result) && result.length <= 2048);
    }),
    { numRuns: 5000 },
  );
});
