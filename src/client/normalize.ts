import { PersError } from '../errors.js';
import { parseAmount, type Amount } from './amount.js';

/**
 * Whatever the API sends becomes safe primitives of our own types here, and nowhere else. Nothing in this file throws on
 * any JSON value, except `required`. Absent, `null` and `{}` in place of a text, number or date mean the same.
 *
 * Properties are read only when they are the object's own: `__proto__` or `toString` in an answer stays data. No object of
 * an answer reaches an element as it is, so one that looks like a template or a node cannot blank a component.
 */

const LONGEST_TEXT = 10_000;
const LONGEST_URL = 2048;
/** A longer list is cut: the server pages, and a phone has to hold what comes. */
const LONGEST_LIST = 1000;

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An own property of an object, else undefined. */
export function field(value: unknown, key: string): unknown {
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/** Reads own properties by names that the compiler checks against a schema of the contract. */
export function reader<Schema>(value: unknown): (key: keyof Schema & string) => unknown {
  return (key) => field(value, key);
}

/** How properties of a schema are read, by their names: `{ name: text, imageUrl: httpsUrl }`. Use with `satisfies`. */
export type Shape<Schema> = { readonly [Key in keyof Schema]?: (value: unknown) => unknown };

/** The properties that `shape` names, each as its converter gives it. */
export function pick<S extends Record<string, (value: unknown) => unknown>>(
  raw: unknown,
  shape: S,
): { readonly [Key in keyof S]: ReturnType<S[Key]> } {
  const result: Record<string, unknown> = {};
  for (const key of Object.keys(shape)) result[key] = shape[key]!(field(raw, key));
  return result as { [Key in keyof S]: ReturnType<S[Key]> };
}

/** As `pick`, or null without an id: such a thing can be neither named nor asked for. */
export function pickWithId<S extends Record<string, (value: unknown) => unknown> & { readonly id: typeof text }>(raw: unknown, shape: S) {
  const result = pick(raw, shape);
  return result.id ? result : null;
}

/** Text of at most 10,000 characters; a number becomes its digits, anything else `''`. */
export function text(value: unknown): string {
  if (typeof value === 'string') return value.slice(0, LONGEST_TEXT);
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : '';
}

/** Text, or null where there is none. Also for ids that may be missing. */
export function textOrNull(value: unknown): string | null {
  return text(value) || null;
}

/** A finite number, also from a decimal string, else null. */
export function number(value: unknown): number | null {
  const result = typeof value === 'string' && /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(value.trim()) ? Number(value) : value;
  return typeof result === 'number' && Number.isFinite(result) ? result : null;
}

/** A safe integer, else null. */
export function integer(value: unknown): number | null {
  const result = number(value);
  return Number.isSafeInteger(result) ? result : null;
}

/** True and false, also as `'true'`, `'false'`, 1 and 0; anything else is `fallback`. */
export function boolean(value: unknown, fallback = false): boolean {
  if (value === true || value === 'true' || value === 1) return true;
  return value === false || value === 'false' || value === 0 ? false : fallback;
}

/**
 * ISO 8601 UTC, or null. Takes ISO text (without an offset it counts as UTC, whatever the device's zone) and epochs in
 * seconds or milliseconds.
 */
export function dateTime(value: unknown): string | null {
  const epoch = number(value);
  let time = NaN;
  if (epoch !== null) time = Math.abs(epoch) < 1e11 ? epoch * 1000 : epoch;
  else if (typeof value === 'string' && /^\d{4}-\d\d-\d\d/.test(value)) {
    time = Date.parse(/T[\d:.]+$/.test(value) ? `${value}Z` : value);
  }
  // Outside this range the ISO form is no longer a four-digit year, which `Intl` and servers take in different ways.
  return time >= 0 && time < 253_402_300_800_000 ? new Date(time).toISOString() : null;
}

/** A non-negative decimal string, `'0'` when it is not readable. For a price or a balance use `amountOrNull` and leave the item out. */
export function amount(value: unknown): Amount {
  return parseAmount(value) ?? '0';
}

export const amountOrNull: (value: unknown) => Amount | null = parseAmount;

/** `0x` and 40 hex digits, else null. */
export function address(value: unknown): string | null {
  return typeof value === 'string' && /^0x[0-9a-f]{40}$/i.test(value) ? value : null;
}

/** True unless the API says otherwise: what it does not say is not switched off. */
export function unlessFalse(value: unknown): boolean {
  return boolean(value, true);
}

/** A value of an open set, unknown ones included; anything that is not a plain word is `fallback`. */
export function word(value: unknown, fallback = ''): string {
  return typeof value === 'string' && /^[\w.-]{1,64}$/.test(value) ? value : fallback;
}

/** An absolute https URL (http on this machine only) without credentials, control characters or backslashes, else null. */
export function httpsUrl(value: unknown): string | null {
  // The pattern names control characters on purpose: `new URL` would remove them silently.
  if (typeof value !== 'string' || value.length > LONGEST_URL || !/^https?:\/\/[^\u0000-\u001f\u007f\\]+$/i.test(value)) return null;
  try {
    const url = new URL(value);
    const local = url.protocol === 'http:' && /^(localhost|127\.0\.0\.1)$/.test(url.hostname);
    const safe = (local || url.protocol === 'https:') && !url.username && !url.password && url.href.length <= LONGEST_URL;
    return safe ? url.href : null;
  } catch {
    return null;
  }
}

/** Free data of the integrator, handed on as it is: never put a value of it into a template without `text`. */
export function data(value: unknown): Readonly<Record<string, unknown>> {
  return isObject(value) ? value : {};
}

/** The array in an answer: bare, or as `data`, `items` or `results`; none is an empty list. */
export function rows(value: unknown): readonly unknown[] {
  for (const candidate of [value, field(value, 'data'), field(value, 'items'), field(value, 'results')]) {
    if (Array.isArray(candidate)) return candidate.slice(0, LONGEST_LIST) as unknown[];
  }
  return [];
}

/** A list of what `convert` makes of each item; an item it cannot use (null) is left out and breaks nothing. */
export function list<T>(value: unknown, convert: (raw: unknown) => T | null): readonly T[] {
  return rows(value).flatMap((raw) => convert(raw) ?? []);
}

/** Texts of a list; a single text counts as a list of one. */
export function texts(value: unknown): readonly string[] {
  return list(typeof value === 'string' ? [value] : value, textOrNull);
}

/** What an operation must answer with. @throws PersError BAD_RESPONSE when the answer had another shape */
export function required<T>(value: T | null, operation: string): T {
  if (value === null) throw new PersError('BAD_RESPONSE', `The answer of ${operation} does not have the contract's shape.`);
  return value;
}
