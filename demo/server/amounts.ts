/**
 * Exact arithmetic on quantities of tokens: decimal strings in whole units, at most 18 decimals, up to 2^256 − 1.
 * Inside, a quantity is a BigInt in units of 10^-18; floating point never touches points.
 */

const DECIMALS = 18;
const UNIT = 10n ** BigInt(DECIMALS);
/** Largest quantity: 2^256 − 1 whole units. */
export const MAX_AMOUNT = ((1n << 256n) - 1n).toString();

/** Decimal text → units of 10^-18. Throws `RangeError` on anything that is not a plain decimal of at most 18 decimals. */
function parse(text: string): bigint {
  const match = /^(-?)([0-9]+)(?:\.([0-9]{1,18}))?$/.exec(text);
  if (!match) throw new RangeError(`"${text}" is not an amount`);
  const units = BigInt(match[2]!) * UNIT + BigInt((match[3] ?? '').padEnd(DECIMALS, '0'));
  return match[1] ? -units : units;
}

function format(units: bigint): string {
  const size = units < 0n ? -units : units;
  const decimals = (size % UNIT).toString().padStart(DECIMALS, '0').replace(/0+$/, '');
  return `${units < 0n ? '-' : ''}${size / UNIT}${decimals && `.${decimals}`}`;
}

/** JavaScript number → the decimal text it prints as, without an exponent. */
function plain(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError(`${value} is not an amount`);
  const [mantissa = '0', exponent] = String(value).split('e');
  if (exponent === undefined) return mantissa;
  const [whole = '0', decimals = ''] = mantissa.replace('-', '').split('.');
  const point = whole.length + Number(exponent);
  const digits = (whole + decimals).padStart(whole.length + decimals.length + Math.max(0, 1 - point), '0').padEnd(Math.max(point, 0), '0');
  const cut = Math.max(point, 1);
  const rest = digits.slice(cut);
  return `${value < 0 ? '-' : ''}${digits.slice(0, cut)}${rest && `.${rest.slice(0, DECIMALS)}`}`;
}

/** Canonical form of an amount given as decimal text or as a number: no leading or trailing zeros. Throws `RangeError`. */
export function amount(value: string | number): string {
  return format(parse(typeof value === 'number' ? plain(value) : value));
}

export const add = (a: string, b: string): string => format(parse(a) + parse(b));
export const subtract = (a: string, b: string): string => format(parse(a) - parse(b));
export const negate = (a: string): string => format(-parse(a));

/** Negative, zero or positive as `a` is less than, equal to or greater than `b`. */
export function compare(a: string, b: string): number {
  const difference = parse(a) - parse(b);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** `a` times a factor (a claim's multiplier, a discount's remainder); digits beyond 18 decimals are cut off. */
export function multiply(a: string, factor: number | string): string {
  return format((parse(a) * parse(typeof factor === 'number' ? plain(factor) : factor)) / UNIT);
}

/** The smaller of the two. */
export const min = (a: string, b: string): string => (compare(a, b) <= 0 ? amount(a) : amount(b));

/** Contract, `Amount`: a JSON number while that is exact (at most 2^53 − 1 and 15 significant digits), else a decimal string. */
export function toWire(value: string): number | string {
  const text = amount(value);
  const digits = text.replace(/^-/, '').replace('.', '').replace(/^0+/, '');
  const significant = text.includes('.') ? digits : digits.replace(/0+$/, '');
  return significant.length <= 15 && compare(text.replace('-', ''), String(Number.MAX_SAFE_INTEGER)) <= 0 ? Number(text) : text;
}
