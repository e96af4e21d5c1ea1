/**
 * A quantity of tokens in whole units as people see them: a decimal string such as `"1250"` or `"12.5"`, exact to
 * 2^256 − 1. Never a number: floating point loses points.
 */
export type Amount = string;

const DECIMAL = /^0*(\d{1,78})(?:\.(\d{1,78}?)0*)?$/;
/** Characters: 78 digits on each side, and room for zeros that do not count. */
const LONGEST = 200;
const LARGEST = 2n ** 256n - 1n;

/**
 * What the API sent as an `Amount` in its shortest form, or null when it is not one. Strings are read by pattern, because
 * `BigInt` also takes `''`, `[]` and `'0x10'`. A JSON number counts only while it is exact: a safe integer, or a decimal of
 * at most 15 digits; anything beyond has lost digits in `JSON.parse` and must not be shown.
 */
export function parseAmount(value: unknown): Amount | null {
  const text = typeof value === 'number' ? exactNumber(value) : typeof value === 'string' ? value.trim() : '';
  const match = text.length > LONGEST ? null : DECIMAL.exec(text);
  if (!match?.[1] || BigInt(match[1]) > LARGEST) return null;
  const fraction = (match[2] ?? '').replace(/0+$/, '');
  return fraction ? `${match[1]}.${fraction}` : match[1];
}

function exactNumber(value: number): string {
  const text = String(value);
  return Number.isSafeInteger(value) || text.replace(/\D/g, '').length <= 15 ? text : '';
}

export function add(a: Amount, b: Amount): Amount {
  return combine(a, b, (x, y) => x + y);
}

/** `a − b`, and `'0'` where `b` is the greater: an amount has no sign. */
export function subtract(a: Amount, b: Amount): Amount {
  return combine(a, b, (x, y) => (x > y ? x - y : 0n));
}

/** Negative when `a < b`, zero when equal, positive when `a > b`. */
export function compare(a: Amount, b: Amount): number {
  const places = Math.max(decimals(a), decimals(b));
  const difference = scale(a, places) - scale(b, places);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

export function isZero(amount: Amount): boolean {
  return !/[1-9]/.test(amount);
}

/** `amount` less `percent` (0 to 100, outside it the nearer end), exact and not rounded. */
export function percentOff(amount: Amount, percent: number): Amount {
  const rate = parseAmount(Math.min(100, Math.max(0, percent))) ?? '0';
  const kept = subtract('100', rate);
  const places = decimals(amount);
  const ratePlaces = decimals(kept);
  return unscale(scale(amount, places) * scale(kept, ratePlaces), places + ratePlaces + 2);
}

function combine(a: Amount, b: Amount, operation: (x: bigint, y: bigint) => bigint): Amount {
  const places = Math.max(decimals(a), decimals(b));
  return unscale(operation(scale(a, places), scale(b, places)), places);
}

function decimals(amount: Amount): number {
  return amount.split('.')[1]?.length ?? 0;
}

function scale(amount: Amount, places: number): bigint {
  const [whole = '0', fraction = ''] = amount.split('.');
  return BigInt(whole + fraction.padEnd(places, '0'));
}

function unscale(value: bigint, places: number): Amount {
  const digits = value.toString().padStart(places + 1, '0');
  const point = digits.length - places;
  const fraction = digits.slice(point).replace(/0+$/, '');
  return digits.slice(0, point) + (fraction && `.${fraction}`);
}
