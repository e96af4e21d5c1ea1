import assert from 'node:assert/strict';
import test from 'node:test';
import { isPersError, PersError, toPersError } from '../src/errors.js';

test('an error carries what code can decide on, and cannot be changed through its details', () => {
  const details = { limit: 2 };
  const error = new PersError('CLAIM_LIMIT_PER_DAY', 'Twice a day.', { status: 422, retryAfter: 7, correlationId: 'c-1', details });
  details.limit = 9;
  assert.equal(error.details.limit, 2);
  assert.throws(() => Object.assign(error.details, { limit: 3 }));
  assert.deepEqual(
    [error.name, error.code, error.status, error.retryable, error.retryAfter, error.correlationId],
    ['PersError', 'CLAIM_LIMIT_PER_DAY', 422, false, 7, 'c-1'],
  );
  assert.ok(!('cause' in new PersError('NETWORK', 'x')));
});

test('an error of another copy of the library is recognised, a look-alike is not', () => {
  const foreign = Object.assign(new Error('x'), { code: 'NETWORK' });
  assert.ok(!isPersError(foreign));
  Object.defineProperty(foreign, Symbol.for('pers.error'), { value: true });
  assert.ok(isPersError(foreign));
  for (const value of [null, undefined, 'NETWORK', 0, {}, { code: 'NETWORK' }]) assert.ok(!isPersError(value));
});

test('any thrown value becomes one error, with the original as its cause', () => {
  const own = new PersError('NETWORK', 'x');
  assert.equal(toPersError(own), own);
  const cases: [unknown, string][] = [
    [new DOMException('stop', 'AbortError'), 'ABORTED'],
    [new DOMException('late', 'TimeoutError'), 'TIMEOUT'],
    [new TypeError('odd'), 'BAD_RESPONSE'],
    ['text', 'BAD_RESPONSE'],
    [null, 'BAD_RESPONSE'],
    [undefined, 'BAD_RESPONSE'],
    [{ toString: null }, 'BAD_RESPONSE'],
    [Object.create(null), 'BAD_RESPONSE'],
    [Symbol('s'), 'BAD_RESPONSE'],
  ];
  for (const [value, code] of cases) {
    const error = toPersError(value);
    assert.equal(error.code, code);
    assert.equal(typeof error.message, 'string');
    assert.equal(error.cause, value);
  }
  assert.equal(toPersError(new Error('x'), 'NETWORK').code, 'NETWORK');
});
