import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { retryAfter, toFailure } from '../../src/client/failure.js';
import { lifetimeOf, subjectOf } from '../../src/client/jwt.js';
import { textOrNull } from '../../src/client/normalize.js';
import { toPage } from '../../src/client/page.js';
import { isPersError } from '../../src/errors.js';
import { fuzz } from './fuzz.js';
import { odd, oddOrDeep } from './odd.js';

/** A header's value: what HTTP lets through. */
const header = fc
  .array(
    fc.constantFrom(
      ...'0123456789',
      '-',
      '+',
      '.',
      'e',
      ',',
      ' ',
      ':',
      'G',
      'M',
      'T',
      'Thu, ',
      ' Jan ',
      '2026',
      '00:00:00',
      'Infinity',
      'NaN',
    ),
    {
      maxLength: 12,
    },
  )
  .map((parts) => parts.join('').trim());
const date = fc.date({ min: new Date(0), max: new Date('9999-12-31'), noInvalidDate: true }).map((when) => when.toUTCString());

test('whatever Retry-After and Date say, the wait is whole seconds from 1 to 120', (t) => {
  const value = fc.oneof(header, date, fc.integer().map(String));
  const property = fc.property(value, fc.oneof(header, date), fc.constantFrom(429, 503, 500, 422), (asked, now, status) => {
    const seconds = retryAfter(status, new Headers({ 'retry-after': asked, date: now }));
    if (status === 429) assert.ok(seconds !== undefined);
    assert.ok(seconds === undefined || (Number.isInteger(seconds) && seconds >= 1 && seconds <= 120), String(seconds));
    if (/^\d+$/.test(asked)) assert.equal(seconds, Math.min(120, Math.max(1, Number(asked))));
  });
  fuzz(t, property, { few: 3000 });
});

test('whatever a failure says, it is one error with safe words', (t) => {
  const keys = fc.constantFrom('message', 'detail', 'title', 'code', 'retryable', 'userMessage', 'details', 'target', 'correlationId');
  const body = fc.oneof(
    fc.array(fc.tuple(keys, odd)).map((entries) => Object.fromEntries(entries) as unknown),
    oddOrDeep,
  );
  const property = fc.property(body, fc.integer({ min: 400, max: 599 }), (value, status) => {
    const error = toFailure(new Response(null, { status }), value);
    assert.ok(isPersError(error) && error.status === status);
    assert.match(error.code, /^[\w.-]{1,64}$/);
    assert.ok(error.message.length > 0 && error.message.length <= 10_000);
    if (error.userMessage !== undefined) assert.doesNotMatch(error.userMessage, /[<>{}\n\u202e]|^$/);
    for (const fact of Object.values(error.details)) assert.ok(['string', 'number'].includes(typeof fact) || Array.isArray(fact));
  });
  fuzz(t, property, { few: 1500, share: 0.5 });
});

const base64 = (text: string) => Buffer.from(text).toString('base64url');
const token = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc
    .dictionary(fc.constantFrom('exp', 'iat', 'sub', '__proto__', 'toString'), fc.jsonValue({ maxDepth: 1 }))
    .map((claims) => `a.${base64(JSON.stringify(claims))}.c`),
  fc.jsonValue().map((claims) => `.${base64(JSON.stringify(claims))}`),
);

test('whatever a token says, it lives some time and is about a text or nobody', (t) => {
  const property = fc.property(token, (value) => {
    assert.ok(lifetimeOf(value) > 0);
    const subject = subjectOf(value);
    assert.ok(subject === null || (typeof subject === 'string' && subject !== ''));
  });
  fuzz(t, property, { few: 3000, examples: [[`a.${base64('{"exp":1e999,"iat":0}')}.c`], [`a.${base64('[1]')}`], ['..']] });
});

test('reading page after page always ends, and no page is asked for twice', (t) => {
  const place = fc.constantFrom('pagination', 'meta', 'data', 'items', 'results', 'hasNext', 'pages', 'totalPages', 'total', 'page');
  const body = fc
    .array(fc.tuple(place, fc.oneof(odd, fc.nat({ max: 300 }), fc.constantFrom(['a'], ['a', 'b'], [], true, false))))
    .map((entries) => Object.fromEntries(entries) as unknown);
  const property = fc.property(
    fc.oneof(body, odd),
    fc.integer({ min: 1, max: 50 }),
    fc.integer({ min: 1, max: 100 }),
    (value, page, limit) => {
      const { items, next } = toPage(value, textOrNull, { page, limit });
      assert.ok(items.length <= 1000 && items.every((item) => typeof item === 'string'));
      assert.ok(next === null || next === page + 1);
    },
  );
  fuzz(t, property, { few: 3000 });
});
