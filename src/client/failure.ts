import { PersError, type PersErrorDetails } from '../errors.js';
import { amountOrNull, boolean, dateTime, field, number, reader, text, texts, word } from './normalize.js';
import type { components } from './schema.js';

type Problem = components['schemas']['StructuredError'];
type Details = components['schemas']['ErrorDetails'];

/** Seconds to wait: within what a person may be asked to wait, and the usual default where the answer does not say. */
const LEAST_WAIT = 1;
const LONGEST_WAIT = 120;
const UNKNOWN_WAIT = 60;

/**
 * Seconds until the request may be repeated, from `Retry-After` (seconds or an HTTP date), between 1 and 120. A 429 whose
 * header is missing, hidden by CORS or unreadable counts 60; any other status without one has none.
 */
export function retryAfter(status: number, headers: Headers): number | undefined {
  const value = headers.get('retry-after')?.trim() ?? '';
  // `Date.parse` alone would read '-1' as a year. The server's own `Date`, where readable, takes the device's clock out.
  const date = /^[a-z]{3}/i.test(value) ? Date.parse(value) - (Date.parse(headers.get('date') ?? '') || Date.now()) : NaN;
  const seconds = /^\d+$/.test(value) ? Number(value) : Math.ceil(date / 1000);
  if (Number.isNaN(seconds)) return status === 429 ? UNKNOWN_WAIT : undefined;
  return Math.min(LONGEST_WAIT, Math.max(LEAST_WAIT, seconds));
}

/** A failure answer (RFC 7807, any other JSON, or nothing readable) as the one error of this library. */
export function toFailure(response: Response, body: unknown, cause?: unknown): PersError {
  const { status, headers } = response;
  const read = reader<Problem>(body);
  const message = text(read('message')) || text(read('detail')) || text(read('title')) || `The API answered with status ${status}.`;
  return new PersError(word(read('code'), 'HTTP_ERROR'), message, {
    status,
    retryable: boolean(read('retryable'), status === 408 || status === 429 || status >= 500),
    retryAfter: retryAfter(status, headers),
    correlationId: word(read('correlationId')) || word(headers.get('x-request-id')) || undefined,
    details: toDetails(read('details'), read('target')),
    // What a broken server says is for developers; only a refusal explains itself to a person.
    userMessage: showable(read('userMessage')) ?? (status < 500 ? showable(read('message')) : undefined),
    cause,
  });
}

/** A sentence that can stand on a page: short, one line, and free of markup and of characters that turn text around. */
function showable(value: unknown): string | undefined {
  const sentence = typeof value === 'string' ? value.trim() : '';
  return sentence && sentence.length <= 300 && !/[\p{Cc}<>{}\u200e\u200f\u202a-\u202e\u2066-\u2069]/u.test(sentence) ? sentence : undefined;
}

function toDetails(raw: unknown, target: unknown): PersErrorDetails {
  const read = reader<Details>(raw);
  const level = read('minUserStatusType');
  const fields = texts(read('fields'));
  return defined({
    retryAt: dateTime(read('retryAt')),
    limit: number(read('limit')),
    distanceInMeters: number(read('distanceInMeters')),
    maxGeoDistanceInMeters: number(read('maxGeoDistanceInMeters')),
    fields: fields.length ? fields : null,
    required: amountOrNull(read('required')),
    available: amountOrNull(read('available')),
    statusName: text(field(level, 'name')) || null,
    statusMinimum: amountOrNull(field(level, 'minTokenBalance')),
    countryCode: word(read('countryCode')) || null,
    businessId: word(read('businessId')) || null,
    target: word(target) || null,
  });
}

function defined(facts: { readonly [K in keyof PersErrorDetails]-?: PersErrorDetails[K] | null }): PersErrorDetails {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== null)) as PersErrorDetails;
}
