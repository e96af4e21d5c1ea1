import { field, integer, list, required, rows } from './normalize.js';

/** Part of a list; `next` is the page to ask for, or null when none is known. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly next: number | null;
}

/** Which part of a list: `page` counts from 1, `limit` is at most 100. */
export interface PageQuery {
  readonly page?: number | undefined;
  readonly limit?: number | undefined;
}

/** Both are always sent: with one of them missing the API answers with a bare array. */
export function pageQuery({ page = 1, limit = 50 }: PageQuery = {}): { page: number; limit: number } {
  return { page, limit };
}

/**
 * The items of an answer and the page after it. Missing paging facts mean that no next page is known, and an empty page
 * is the last one whatever it says, so that reading on always ends.
 */
export function toPage<T>(value: unknown, convert: (raw: unknown) => T | null, query?: PageQuery): Page<T> {
  const { page, limit } = pageQuery(query);
  const facts = field(value, 'pagination') ?? field(value, 'meta') ?? value;
  const pages = integer(field(facts, 'pages') ?? field(facts, 'totalPages')) ?? 0;
  const total = integer(field(facts, 'total')) ?? 0;
  const more = field(facts, 'hasNext') ?? (page < pages || page * limit < total);
  return { items: list(value, convert), next: more === true && rows(value).length > 0 ? page + 1 : null };
}

/**
 * `answer`, when it holds a list. What a customer has claimed and redeemed decides whether they hear that nothing was charged: an answer
 * without a list does not say that there is none.
 *
 * @throws PersError BAD_RESPONSE
 */
export function withList(answer: unknown, operation: string): unknown {
  const places = [answer, field(answer, 'data'), field(answer, 'items'), field(answer, 'results')];
  return required(places.some(Array.isArray) ? answer : null, operation);
}
