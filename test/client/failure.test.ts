import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { retryAfter, toFailure } from '../../src/client/failure.js';

const wait = (value: string, status = 429, extra: Record<string, string> = {}) =>
  retryAfter(status, new Headers({ 'retry-after': value, ...extra }));

test('Retry-After: seconds or a date, between 1 and 120; unreadable on a 429 counts 60', () => {
  assert.equal(wait('7'), 7);
  assert.equal(wait('0'), 1);
  assert.equal(wait('1000000000'), 120);
  for (const value of ['-1', '1e9', '1.5', 'soon', '', '2026-01-01']) assert.equal(wait(value), 60, value);
  assert.equal(retryAfter(429, new Headers()), 60);
  assert.equal(retryAfter(503, new Headers()), undefined);
  assert.equal(wait('5', 503), 5);
  const inHalfAMinute = new Date(Date.now() + 30_000).toUTCString();
  assert.ok(Math.abs(wait(inHalfAMinute)! - 30) <= 1);
  assert.equal(wait(new Date(Date.now() - 5000).toUTCString()), 1);
});

test("a date counts from the server's own clock where that can be read", () => {
  const date = { date: 'Thu, 15 Jan 2026 10:30:00 GMT' };
  assert.equal(wait('Thu, 15 Jan 2026 10:30:45 GMT', 429, date), 45);
});

test('whatever the header says, the wait is one that a person can be asked for', () => {
  const value = fc.string({ unit: 'grapheme-ascii' }).map((text) => text.trim());
  fc.assert(
    fc.property(fc.oneof(value, fc.integer().map(String), fc.double().map(String)), (header) => {
      const seconds = wait(header)!;
      assert.ok(Number.isInteger(seconds) && seconds >= 1 && seconds <= 120);
    }),
  );
});

const failure = (body: unknown, status = 422, headers: Record<string, string> = {}) =>
  toFailure(new Response(null, { status, headers }), body);

test('the contract’s own example becomes an error with its facts', () => {
  const error = failure({
    status: 422,
    message: 'The next claim is possible in 25 minutes.',
    code: 'CLAIM_COOLDOWN',
    correlationId: 'pers-5f1c2ab0',
    retryable: false,
    details: { retryAt: '2026-01-15T10:55:00.000Z' },
    target: 'campaignId',
  });
  assert.deepEqual([error.code, error.status, error.retryable, error.correlationId], ['CLAIM_COOLDOWN', 422, false, 'pers-5f1c2ab0']);
  assert.deepEqual(error.details, { retryAt: '2026-01-15T10:55:00.000Z', target: 'campaignId' });
  assert.equal(error.userMessage, 'The next claim is possible in 25 minutes.');
});

test('details are normalised like every other answer', () => {
  const level = { id: 2, name: 'Silver', minTokenBalance: 500 };
  const details = {
    required: 250,
    available: '120',
    minUserStatusType: level,
    fields: ['email', null],
    limit: '3',
    distanceInMeters: {},
    countryCode: null,
  };
  assert.deepEqual(failure({ details }).details, {
    required: '250',
    available: '120',
    statusName: 'Silver',
    statusMinimum: '500',
    fields: ['email'],
    limit: 3,
  });
  for (const odd of [null, [], 'x', { fields: 'email' }]) assert.equal(typeof failure({ details: odd }).details, 'object');
});

test('without a code of its own a failure is told by its status', () => {
  for (const body of [undefined, null, 'text', [], {}, { code: 5 }, { code: 'two words' }]) {
    const error = failure(body, 503);
    assert.deepEqual([error.code, error.status, error.retryable, error.userMessage], ['HTTP_ERROR', 503, true, undefined]);
  }
  assert.equal(failure({}, 404).retryable, false);
  assert.equal(failure({ code: 'SOMETHING_NEW' }).code, 'SOMETHING_NEW');
  assert.equal(failure({}, 500, { 'x-request-id': 'r-9' }).correlationId, 'r-9');
});

test('only a plain short sentence is offered to a person', () => {
  assert.equal(failure({ userMessage: 'Sold out.', message: 'stock=0' }).userMessage, 'Sold out.');
  assert.equal(failure({ message: 'at Object.<anonymous> (db.js:1)' }, 400).userMessage, undefined);
  assert.equal(failure({ message: 'Cannot read properties of null' }, 500).userMessage, undefined);
  for (const text of ['<b>x</b>', 'two\nlines', 'turned \u202e round', 'x'.repeat(301), '', '   ', {}, 5]) {
    assert.equal(failure({ userMessage: text }).userMessage, undefined);
  }
});
