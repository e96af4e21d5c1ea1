import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { checkSigningData } from '../../src/wallet/guard.js';
import type { TypedData } from '../../src/wallet/typed-data.js';
import { FORMATS, NOW, sample, type Json } from './honest.js';
import { refusal, why } from './refused.js';

const { intent, data } = sample('EIP-712');
const message = data['message'] as Json;

test('getters are not called', () => {
  let calls = 0;
  const trap = { enumerable: true, get: () => (++calls, message['to']) };
  for (const name of Object.keys(message))
    assert.equal(why({ ...data, message: Object.defineProperty({ ...message }, name, trap) }, intent), 'SHAPE signingData');
  assert.equal(why(Object.defineProperty({ ...data }, 'type', trap), intent), 'SHAPE signingData');
  assert.equal(calls, 0);
});

test('a proxy that answers differently each time gains nothing: every field is read once', () => {
  let reads = 0;
  const liar = new Proxy(message, {
    getOwnPropertyDescriptor: (target, key) => {
      const property = Reflect.getOwnPropertyDescriptor(target, key);
      if (key !== 'to' || !property) return property;
      return { ...property, value: ++reads > 1 ? intent.signer : message['to'] };
    },
    get: () => intent.signer,
  });
  const { payload } = checkSigningData({ ...data, message: liar }, intent, NOW);
  assert.equal((payload as TypedData).message.to.toLowerCase(), intent.tokenAddress);
  assert.equal(reads, 1);
});

test('whatever a proxy throws stays inside', () => {
  const forged = { [Symbol.for('pers.error')]: true, code: 'GUARD_KIND' };
  for (const thrown of [forged, null, undefined, 'text', new Proxy({}, { getPrototypeOf: () => assert.fail('looked at') })])
    for (const trap of ['ownKeys', 'getPrototypeOf', 'getOwnPropertyDescriptor'] as const) {
      const thrower = (): never => {
        throw thrown;
      };
      assert.equal(why(new Proxy({ ...data }, { [trap]: thrower }), intent), 'SHAPE signingData');
      assert.equal(why(data, new Proxy({ ...intent }, { [trap]: thrower })), 'SHAPE intent');
    }
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  assert.equal(why(proxy, intent), 'SHAPE signingData');
});

test('fields called __proto__, constructor or toJSON are fields like any other', () => {
  const before = Object.keys(Object.prototype).length;
  for (const name of ['__proto__', 'constructor', 'prototype', 'toJSON', 'toString', 'valueOf', 'length']) {
    const extra = JSON.parse(`{"${name}":{"polluted":true,"type":"EIP-712"}}`) as Json;
    const put = (base: unknown): unknown => Object.defineProperties({ ...(base as Json) }, Object.getOwnPropertyDescriptors(extra));
    for (const path of ['domain', 'types', 'message'])
      assert.match(why({ ...data, [path]: put(data[path]) }, intent), /^SHAPE /, `${path}.${name}`);
    assert.equal(why(put(data), intent), 'SHAPE signingData');
    assert.equal(why(Object.create(extra), intent), 'SHAPE signingData');
  }
  assert.equal(({} as Json)['polluted'], undefined);
  assert.equal(Object.keys(Object.prototype).length, before);
});

test('inherited fields do not count', () => {
  assert.equal(why(Object.create(data), intent), 'SHAPE signingData');
  assert.equal(why({ ...data, message: Object.create(message) }, intent), 'SHAPE signingData');
  const hidden = Object.defineProperty({ ...data }, 'note', { value: 1, enumerable: false });
  assert.equal(why(hidden, intent), 'SHAPE signingData');
  assert.equal(why({ ...data, [Symbol('note')]: 1 }, intent), 'SHAPE signingData');
});

test('huge, deep, circular and odd values', () => {
  const deep = JSON.parse(`${'['.repeat(5000)}${']'.repeat(5000)}`) as unknown;
  const circular: Json = { ...data };
  circular['message'] = circular;
  const huge = `0x${'a9'.repeat(5_000_000)}`;
  const odd: unknown[] = [
    deep,
    circular,
    huge,
    Array.from({ length: 100_000 }, () => 0),
    [, 1],
    new Array(3),
    new Map(),
    new Date(),
    new Uint8Array(4),
    /x/,
    Symbol('x'),
    1n,
    () => data,
    NaN,
    Infinity,
    class {},
    new String('0'),
    new Number(0),
    Object.assign([], { extra: 1 }),
    new (class Sub extends Array {})(),
  ];
  for (const value of odd) {
    refusal(value, intent);
    for (const name of Object.keys(data)) refusal({ ...data, [name]: value }, intent);
    for (const name of Object.keys(message)) refusal({ ...data, message: { ...message, [name]: value } }, intent);
    refusal(data, { ...intent, amount: value as string });
  }
});

test('nothing of what came is repeated in the error', () => {
  const secret = 'canary-7f3a';
  for (const change of [
    { type: secret },
    { primaryType: secret },
    { [secret]: 1 },
    { message: { ...message, to: secret } },
    { domain: secret },
  ]) {
    const error = refusal({ ...data, ...change }, intent);
    assert.ok(!JSON.stringify([error.message, error.details, String(error.stack), error.cause]).includes(secret));
  }
});

test('anything at all: a PersError, never something else', () => {
  const anything = fc.anything({
    withBigInt: true,
    withDate: true,
    withMap: true,
    withNullPrototype: true,
    withObjectString: true,
    withSparseArray: true,
    withTypedArray: true,
    maxDepth: 4,
  });
  fc.assert(
    fc.property(anything, (value) => void refusal(value, intent)),
    { numRuns: 3000 },
  );
  const part = fc.tuple(fc.constantFrom(...FORMATS), fc.nat(20), anything);
  fc.assert(
    fc.property(part, ([type, index, value]) => {
      const honest = sample(type);
      const names = Object.keys(honest.data).filter(
        (name) => !['deadline', 'expiresAt', 'accessList', 'primaryType', 'nonce'].includes(name) && !/gas/i.test(name),
      );
      const name = names[index % names.length] ?? 'type';
      fc.pre(value !== honest.data[name] && !(name === 'value' && (value === 0 || value === '0')));
      void refusal({ ...honest.data, [name]: value }, honest.intent);
    }),
    { numRuns: 3000 },
  );
});
