import type { Amount } from '../client/amount.js';

// Amounts have up to 78 digits: they are compared and subtracted as BigInt of a common scale, never as floating point.
const DECIMAL = /^(-?)(\d*)\.?(\d*)$/;

function scaled(amount: Amount, digits: number): bigint {
  const [, sign = '', whole = '', fraction = ''] = DECIMAL.exec(amount) ?? [];
  return BigInt(`${sign}${whole || '0'}${fraction.padEnd(digits, '0').slice(0, digits)}`);
}

const fractionLength = (amount: Amount): number => DECIMAL.exec(amount)?.[3]?.length ?? 0;

function pair(a: Amount, b: Amount): [bigint, bigint, number] {
  const digits = Math.max(fractionLength(a), fractionLength(b));
  return [scaled(a, digits), scaled(b, digits), digits];
}

/** `a − b`, exact; below zero with a leading `-`. */
export function subtract(a: Amount, b: Amount): Amount {
  const [left, right, digits] = pair(a, b);
  return shift(left - right, digits);
}

/** `value` with the point `digits` from its end. */
function shift(value: bigint, digits: number): Amount {
  const text = (value < 0n ? -value : value).toString().padStart(digits + 1, '0');
  const whole = text.slice(0, text.length - digits);
  const fraction = text.slice(text.length - digits).replace(/0+$/, '');
  return `${value < 0n ? '-' : ''}${whole}${fraction && `.${fraction}`}`;
}

/** Below zero when `a` is less than `b`, zero when they are the same, above zero when it is more. */
export function compare(a: Amount, b: Amount): number {
  const [left, right] = pair(a, b);
  return left < right ? -1 : left > right ? 1 : 0;
}

/** How much of `whole` is there, from 0 to 1, good enough to draw. */
export function share(part: Amount, whole: Amount): number {
  const [left, right] = pair(part, whole);
  if (right <= 0n || left >= right) return 1;
  return left <= 0n ? 0 : Number((left * 10_000n) / right) / 10_000;
}

/** `amount` less `percent` (0 to 100), exact. */
export function percentOff(amount: Amount, percent: number): Amount {
  const digits = fractionLength(amount);
  // Ten-thousandths of a percent: more than a rate has in practice, and an integer.
  const kept = BigInt(Math.round((100 - Math.min(100, Math.max(0, percent))) * 10_000));
  return shift(scaled(amount, digits) * kept, digits + 6);
}
