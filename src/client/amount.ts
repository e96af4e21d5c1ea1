import type { Amount } from '../decimal.js';

export type { Amount };

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
