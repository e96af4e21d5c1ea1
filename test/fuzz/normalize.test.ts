import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import * as normalize from '../../src/client/normalize.js';
import { fuzz } from './fuzz.js';
import { odd, oddOrDeep } from './odd.js';

const isText = (value: unknown) => typeof value === 'string' && value.length <= 10_000;
const isNumber = (value: unknown) => typeof value === 'number' && Number.isFinite(value);
const isAmount = (value: unknown) => typeof value === 'string' && /^(0|[1-9]\d*)(\.\d*[1-9])?$/.test(value);
const isTime = (value: unknown) => typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value);
const isUrl = (value: unknown) => typeof value === 'string' && /^https?:\/\/[^\s\\]+$/.test(value) && value.length <= 2048;
const orNull = (is: (value: unknown) => boolean) => (value: unknown) => value === null || is(value);

/** What each converter may give, whatever it is given. */
const promises: Readonly<Record<string, [(value: unknown) => unknown, (value: unknown) => boolean]>> = {
  text: [normalize.text, isText],
  textOrNull: [normalize.textOrNull, orNull((value) => isText(value) && value !== '')],
  number: [normalize.number, orNull(isNumber)],
  integer: [normalize.integer, orNull(Number.isSafeInteger)],
  boolean: [normalize.boolean, (value) => typeof value === 'boolean'],
  unlessFalse: [normalize.unlessFalse, (value) => typeof value === 'boolean'],
  dateTime: [normalize.dateTime, orNull(isTime)],
  amount: [normalize.amount, isAmount],
  amountOrNull: [normalize.amountOrNull, orNull(isAmount)],
  address: [normalize.address, orNull((value) => /^0x[0-9a-f]{40}$/i.test(String(value)))],
  word: [normalize.word, (value) => /^[\w.-]{0,64}$/.test(String(value))],
  httpsUrl: [normalize.httpsUrl, orNull(isUrl)],
  data: [normalize.data, normalize.isObject],
  rows: [normalize.rows, (value) => Array.isArray(value) && value.length <= 1000],
  texts: [normalize.texts, (value) => Array.isArray(value) && value.every(isText)],
};

test('the list of promises is complete', () => {
  const others = ['isObject', 'field', 'reader', 'pick', 'pickWithId', 'list', 'required'];
  assert.deepEqual(
    Object.keys(promises).sort(),
    Object.keys(normalize)
      .filter((name) => !others.includes(name))
      .sort(),
  );
});

for (const [name, [convert, holds]] of Object.entries(promises)) {
  test(`${name} gives what it promises for any value, and throws on none`, (t) => {
    const property = fc.property(oddOrDeep, (value) => {
      const result = convert(value);
      assert.ok(holds(result), name);
      // Twice is the same as once: what has been through can go through again.
      if (typeof result === 'string' && name !== 'amount') assert.equal(convert(result), result);
    });
    fuzz(t, property, { few: 1500 });
  });
}

test('an object of any properties gives the named ones and nothing else; no prototype changes', (t) => {
  const names = fc.constantFrom('id', 'name', 'constructor', '__proto__', 'toString', 'data', 'items');
  const property = fc.property(fc.array(fc.tuple(names, odd), { maxLength: 8 }), fc.boolean(), (entries, bare) => {
    const raw = bare ? (Object.create(null) as object) : {};
    for (const [key, value] of entries) Object.defineProperty(raw, key, { value, enumerable: true, configurable: true });
    const shape = { id: normalize.text, name: normalize.text, count: normalize.integer };
    const picked = normalize.pick(raw, shape);
    assert.equal(Object.getPrototypeOf(picked), Object.prototype);
    assert.deepEqual(Object.keys(picked), ['id', 'name', 'count']);
    assert.ok(isText(picked.id) && isText(picked.name));
    assert.equal(normalize.pickWithId(raw, shape) === null, picked.id === '');
    for (const key of ['constructor', 'toString']) {
      if (!Object.hasOwn(raw, key)) assert.equal(normalize.field(raw, key), undefined);
    }
    assert.equal(({} as { polluted?: boolean }).polluted, undefined);
  });
  fuzz(t, property, { few: 1500 });
});
