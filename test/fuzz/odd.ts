import fc from 'fast-check';

/** Values that look like a template, a node, a prototype or a number, and what broke something once. */
const known: readonly unknown[] = [
  ...[null, undefined, '', ' ', '0', '-1', '1e18', '0x10', NaN, Infinity, -0, 2 ** 53, 1.157e77, 0.1, true, 10n, Symbol('x')],
  JSON.parse('{"__proto__":{"id":"x","polluted":true}}'),
  JSON.parse('{"constructor":{"prototype":{"polluted":true}}}'),
  { _$litType$: 1, strings: ['<b>'], values: [] },
  { _$litDirective$: {}, values: [] },
  { nodeType: 1 },
  { toString: null, valueOf: null, toJSON: null },
  { length: -1, 0: 'x' },
  Object.create(null),
  () => 'called',
  'javascript:alert(1)',
  'https://user:pass@evil.example/',
  '\u202eevil\u0000',
  '\ud800',
];

/** A deep one, as text could bring it: the parser of the browser makes such values. */
const deep = fc
  .tuple(fc.integer({ min: 1, max: 10_000 }), fc.boolean())
  .map(([depth, list]) =>
    list ? JSON.parse('['.repeat(depth) + ']'.repeat(depth)) : JSON.parse(`${'{"data":'.repeat(depth)}1${'}'.repeat(depth)}`),
  ) as fc.Arbitrary<unknown>;

/** Any value at all; what JSON cannot say is among them, because the rule is to throw on nothing. */
export const odd: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...known) },
  { weight: 4, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
  { weight: 3, arbitrary: fc.anything({ withNullPrototype: true, withBigInt: true, withDate: true, withMap: true, maxDepth: 2 }) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  { weight: 2, arbitrary: fc.oneof(fc.double(), fc.integer(), fc.bigInt().map(String)) },
);

export const oddOrDeep: fc.Arbitrary<unknown> = fc.oneof({ weight: 200, arbitrary: odd }, { weight: 1, arbitrary: deep });
