import type { Amount } from '../client/amount.js';

// Formatters are slow to make and are asked for in every row: one per locale and kind.
const cache = new Map<string, unknown>();
export function cached<T>(key: string, make: () => T): T {
  if (!cache.has(key)) cache.set(key, make());
  return cache.get(key) as T;
}

/** `"1240"` → `1,240`, exact for any length: whole part as BigInt, decimals as they came. */
export function formatAmount(amount: Amount, locale: string): string {
  if (amount.startsWith('-')) return MINUS + formatAmount(amount.slice(1), locale);
  const [whole = '0', fraction = ''] = amount.split('.');
  const numbers = cached(`n ${locale}`, () => new Intl.NumberFormat(locale));
  const text = numbers.format(BigInt(whole || '0'));
  const decimals = fraction.replace(/0+$/, '');
  if (!decimals) return text;
  const separator = numbers.formatToParts(1.5).find((part) => part.type === 'decimal')?.value ?? '.';
  const digits = cached(`d ${locale}`, () => new Intl.NumberFormat(locale, { useGrouping: false }));
  return text + separator + [...decimals].map((digit) => digits.format(Number(digit))).join('');
}

const MINUS = '\u2212';

/** What came in with a plus, what went out with a minus: `+50`, `−300`. */
export function formatSigned(amount: Amount, incoming: boolean, locale: string): string {
  return (incoming ? '+' : MINUS) + formatAmount(amount, locale);
}

/** `['e-mail', 'name']` → `e-mail and name`. */
export function formatList(words: readonly string[], locale: string): string {
  return cached(`list ${locale}`, () => new Intl.ListFormat(locale)).format(words);
}

export function formatNumber(value: number, locale: string): string {
  return cached(`n ${locale}`, () => new Intl.NumberFormat(locale)).format(value);
}

/** ISO 8601 UTC → a date in the customer's time zone, for example `24 Nov 2026`. */
export function formatDate(iso: string, locale: string): string {
  return cached(`date ${locale}`, () => new Intl.DateTimeFormat(locale, { dateStyle: 'medium' })).format(new Date(iso));
}

/** ISO 8601 UTC → date and time in the customer's time zone, which it names, for example `24 Nov 2026, 18:00 CET`. */
export function formatDateTime(iso: string, locale: string): string {
  return cached(
    `time ${locale}`,
    () =>
      new Intl.DateTimeFormat(locale, {
        day: 'numeric',
        month: 'short',
        year: 'numeric',
        hour: 'numeric',
        minute: '2-digit',
        timeZoneName: 'short',
      }),
  ).format(new Date(iso));
}

/** ISO 8601 UTC → a moment of the past in the customer's time zone, with the year when it is not this one: `24 Nov, 18:00`. */
export function formatMoment(iso: string, locale: string, now: Date): string {
  const date = new Date(iso);
  const year = date.getFullYear() === now.getFullYear() ? {} : ({ year: 'numeric' } as const);
  return cached(
    `moment ${'year' in year} ${locale}`,
    () => new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', ...year, hour: 'numeric', minute: '2-digit' }),
  ).format(date);
}

/** Distance in metres or kilometres of the locale. */
export function formatDistance(metres: number, locale: string): string {
  const unit = metres < 1000 ? 'meter' : 'kilometer';
  return cached(
    `${unit} ${locale}`,
    () => new Intl.NumberFormat(locale, { style: 'unit', unit, maximumFractionDigits: unit === 'meter' ? 0 : 1 }),
  ).format(unit === 'meter' ? metres : metres / 1000);
}
