import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { textOrNull } from '../../src/client/normalize.js';
import { pageQuery, toPage } from '../../src/client/page.js';

const items = ['a', 'b'];
const next = (value: unknown, query = { page: 1, limit: 2 }) => toPage(value, textOrNull, query).next;

test('page and limit are always sent', () => {
  assert.deepEqual(pageQuery(), { page: 1, limit: 50 });
  assert.deepEqual(pageQuery({ page: 3, limit: 100 }), { page: 3, limit: 100 });
});

test('paging facts are read wherever they stand', () => {
  assert.equal(next({ data: items, pagination: { hasNext: true } }), 2);
  assert.equal(next({ data: items, pagination: { page: 1, limit: 2, total: 5, pages: 3 } }), 2);
  assert.equal(next({ items, meta: { total: '5' } }), 2);
  assert.equal(next({ results: items, totalPages: 2 }), 2);
  assert.equal(next({ data: items, total: 5 }, { page: 2, limit: 2 }), 3);
});

test('missing facts, a last page and an empty page all end the list', () => {
  for (const value of [
    items,
    { data: items },
    { data: items, pagination: {} },
    { data: items, pagination: { hasNext: false, pages: 9 } },
  ]) {
    assert.equal(next(value), null);
  }
  assert.equal(next({ data: items, total: 4 }, { page: 2, limit: 2 }), null);
  assert.equal(next({ data: [], pagination: { hasNext: true } }), null);
  for (const value of [null, undefined, 'x', {}, { pagination: { hasNext: true } }])
    assert.deepEqual(toPage(value, textOrNull), { items: [], next: null });
});

test('reading on always ends, whatever the answer says', () => {
  fc.assert(
    fc.property(fc.anything(), (value) => {
      const page = toPage(value, textOrNull, { page: 1, limit: 2 });
      assert.ok(page.next === null || page.next === 2);
    }),
  );
});
