import { refuse } from './refusal.js';

/** What JSON can hold, copied: nothing in it runs code or changes after it was compared. */
export type Plain = string | number | boolean | null | undefined | readonly Plain[] | Fields;
export interface Fields {
  readonly [name: string]: Plain;
}

export const MAX_UINT = 2n ** 256n - 1n;

const DEEPEST = 6;
const MOST_VALUES = 400;
const LONGEST = 4096;
const UINT = /^(?:0|[1-9]\d{0,77})$/;
const ADDRESS = /^0x[0-9a-fA-F]{40}$/;

/**
 * A deep copy of plain data. Getters are not called: one could answer the comparison and the wallet differently.
 * @throws PersError GUARD_SHAPE when `value` is not plain, or larger than any honest transaction
 */
export function snapshot(value: unknown, target: string): Plain {
  let left = MOST_VALUES;
  const copy = (from: unknown, depth: number): Plain => {
    if (--left < 0 || depth > DEEPEST) throw new RangeError();
    if (typeof from === 'string' && from.length > LONGEST) throw new RangeError();
    if (from === null || /^(string|number|boolean|undefined)$/.test(typeof from)) return from as Plain;
    if (typeof from !== 'object') throw new TypeError();
    return copyObject(from, (part) => copy(part, depth + 1));
  };
  try {
    return copy(value, 0);
  } catch {
    // Whatever was thrown may come from a trap of a proxy: it goes no further.
    return refuse('GUARD_SHAPE', target, 'is not plain data of a sensible size');
  }
}

function copyObject(from: object, copy: (part: unknown) => Plain): Plain {
  const isList = Array.isArray(from);
  const prototype: unknown = Object.getPrototypeOf(from);
  if (prototype !== (isList ? Array.prototype : Object.prototype) && (isList || prototype !== null)) throw new TypeError();
  const list: Plain[] = [];
  // Without a prototype `__proto__` is a field like any other.
  const record = Object.create(null) as Record<string, Plain>;
  for (const key of Reflect.ownKeys(from)) {
    if (isList && key === 'length') continue;
    const property = Object.getOwnPropertyDescriptor(from, key);
    if (typeof key === 'symbol' || !property?.enumerable || !Object.hasOwn(property, 'value')) throw new TypeError();
    if (isList && key !== String(list.length)) throw new TypeError();
    const part = copy(property.value);
    if (isList) list.push(part);
    else record[key] = part;
  }
  return isList ? list : record;
}

/** The fields of a record that has every one of `needed`, perhaps some of `optional`, and nothing else. */
export function fieldsOf(value: Plain, target: string, needed: readonly string[], optional: readonly string[] = []): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) refuse('GUARD_SHAPE', target, 'is not an object');
  const fields = value as Fields;
  const unknown = Object.keys(fields).some((name) => !needed.includes(name) && !optional.includes(name));
  if (unknown) refuse('GUARD_SHAPE', target, 'has a field that is not understood');
  const missing = needed.find((name) => fields[name] == null);
  if (missing !== undefined) refuse('GUARD_SHAPE', `${target}.${missing}`, 'is missing');
  return fields;
}

/** A whole number from 0 to `largest`, from a decimal string or an exact JSON number. */
export function uint(value: Plain, target: string, largest = MAX_UINT): bigint {
  const exact = typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : value;
  const number = typeof exact === 'string' && UINT.test(exact) ? BigInt(exact) : -1n;
  return number >= 0n && number <= largest ? number : refuse('GUARD_SHAPE', target, 'is not an unsigned integer of its size');
}

/** An address in lower case: the letters' case of the input says nothing, what counts is compared byte by byte. */
export function address(value: Plain, target: string): string {
  return typeof value === 'string' && ADDRESS.test(value) ? value.toLowerCase() : refuse('GUARD_SHAPE', target, 'is not an address');
}
