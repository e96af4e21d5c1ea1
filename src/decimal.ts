/**
 * A quantity of tokens in whole units as people see them: a decimal string such as `"1250"` or `"12.5"`, exact to
 * 2^256 − 1. Never a number: floating point loses points.
 */
export type Amount = string;

// Amounts have up to 78 digits: they meet as BigInt of a common scale. A difference may be below zero, with a leading `-`.
const DECIMAL = /^(-?)(\d*)\.?(\d*)$/;

/** `a + b`, exact. */
export function add(a: Amount, b: Amount): Amount {
  const [left, right, places] = pair(a, b);
  return unscale(left + right, places);
}

/** `a − b`, exact; below zero with a leading `-`. */
export function subtract(a: Amount, b: Amount): Amount {
  const [left, right, places] = pair(a, b);
  return unscale(left - right, places);
}

/** Negative when `a < b`, zero when equal, positive when `a > b`. */
export function compare(a: Amount, b: Amount): number {
  const [left, right] = pair(a, b);
  return left < right ? -1 : left > right ? 1 : 0;
}

export function isZero(amount: Amount): boolean {
  return !/[1-9]/.test(amount);
}

/** How much of `whole` is there, from 0 to 1, good enough to draw. */
export function share(part: Amount, whole: Amount): number {
  const [left, right] = pair(part, whole);
  if (right <= 0n || left >= right) return 1;
  return left <= 0n ? 0 : Number((left * 10_000n) / right) / 10_000;
}

/** `amount` less `percent` (0 to 100, outside it the nearer end), exact to the ten-thousandth of a percent and not rounded. */
export function percentOff(amount: Amount, percent: number): Amount {
  const places = decimals(amount);
  const kept = BigInt(Math.round((100 - Math.min(100, Math.max(0, percent || 0))) * 10_000));
  return unscale(scale(amount, places) * kept, places + 6);
}

function pair(a: Amount, b: Amount): [bigint, bigint, number] {
  const places = Math.max(decimals(a), decimals(b));
  return [scale(a, places), scale(b, places), places];
}

const decimals = (amount: Amount): number => DECIMAL.exec(amount)?.[3]?.length ?? 0;

function scale(amount: Amount, places: number): bigint {
  const [, sign = '', whole = '', fraction = ''] = DECIMAL.exec(amount) ?? [];
  return BigInt(`${sign}${whole || '0'}${fraction.padEnd(places, '0')}`);
}

function unscale(value: bigint, places: number): Amount {
  const digits = (value < 0n ? -value : value).toString().padStart(places + 1, '0');
  const point = digits.length - places;
  const fraction = digits.slice(point).replace(/0+$/, '');
  return `${value < 0n ? '-' : ''}${digits.slice(0, point)}${fraction && `.${fraction}`}`;
}
