import { isPersError, type PersError } from '../errors.js';
import { compare, subtract } from '../decimal.js';
import type { Plural, Strings } from './en.js';
import { cached, formatAmount, formatDateTime, formatDistance, formatList, formatNumber } from './format.js';
import { plural, text, type Values } from './text.js';

/** Codes whose failure the customer wanted: nothing to say. */
const SILENT = new Set(['ABORTED', 'CANCELLED_BY_PAGE']);
/** Codes that mean the same to a customer. */
const SIGN_IN_AGAIN = new Set(['UNAUTHENTICATED', 'TOKEN_EXPIRED', 'REFRESH_TOKEN_REUSED']);
const UNAVAILABLE = /^(CONFIG_|INVALID_PROJECT_KEY)/;

/**
 * Error → the sentence for a customer: which condition is missing, how far it is, and what next. Empty when there is
 * nothing to say. Pure; the one place that knows which code says what. Times are in the customer's time zone.
 */
export function sentenceFor(error: unknown, strings: Strings, locale: string): string {
  const { errors } = strings;
  if (!isPersError(error)) return errors.generic;
  const { code } = error;
  if (SILENT.has(code)) return '';
  if (SIGN_IN_AGAIN.has(code)) return errors.signInAgain;
  if (UNAVAILABLE.test(code)) return errors.unavailable;
  const known = own<string | Plural>(errors.codes, code);
  if (known === undefined) return error.userMessage?.trim() || byStatus(error.status, strings);
  const [values, count] = facts(error, strings, locale);
  const sentence = typeof known === 'string' ? text(known, values) : count === null ? '{' : plural(known, count, locale, values);
  return sentence.includes('{') ? (own<string>(errors.plain, code) ?? errors.refused) : sentence;
}

/** A code we do not know: the status says at least whose turn it is. */
function byStatus(status: number | undefined, { errors }: Strings): string {
  if (status === undefined) return errors.generic;
  if (status === 401) return errors.signInAgain;
  if (status === 403) return errors.forbidden;
  if (status === 404 || status === 410) return errors.gone;
  if (status === 409) return errors.changed;
  if (status === 429) return errors.codes.RATE_LIMITED;
  if (status >= 500) return errors.server;
  return status >= 400 ? errors.refused : errors.generic;
}

function own<T>(map: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(map, key) ? map[key] : undefined;
}

/** The details of an error in words, and the number its plural turns on; a detail that is missing leaves its hole. */
function facts({ details }: PersError, strings: Strings, locale: string): readonly [Values, number | null] {
  const values: Record<string, string | number> = {};
  const { retryAt, limit, distanceInMeters, maxGeoDistanceInMeters, fields, required, available, statusName, countryCode } = details;
  if (retryAt && !Number.isNaN(Date.parse(retryAt))) values.when = formatDateTime(retryAt, locale);
  if (distanceInMeters != null) values.distance = formatDistance(distanceInMeters, locale);
  if (maxGeoDistanceInMeters != null) values.reach = formatDistance(maxGeoDistanceInMeters, locale);
  if (statusName) values.level = statusName;
  if (countryCode) values.country = countryName(countryCode, locale);
  if (fields?.length) {
    const words = fields.map((field) => own<string>(strings.errors.fields, field) ?? field);
    values.fields = formatList([...new Set(words)], locale);
  }
  if (required && available && compare(required, available) > 0) {
    const missing = subtract(required, available);
    values.amount = formatAmount(missing, locale);
    return [values, Number(missing)];
  }
  if (limit != null) values.count = formatNumber(limit, locale);
  return [values, limit ?? null];
}

function countryName(code: string, locale: string): string {
  try {
    return cached(`country ${locale}`, () => new Intl.DisplayNames(locale, { type: 'region' })).of(code) ?? code;
  } catch {
    return code;
  }
}
