import { sql, type Expression, type SelectQueryBuilder, type SqlBool } from 'kysely';
import { Problem } from './problems.js';
import type { Database } from './schema.js';

/** What a list request asks for (contract: page, limit, sortBy, sortOrder, search). */
export interface Paging {
  /** Counted from 1; null: no pages, a bare array. */
  readonly page: number | null;
  readonly limit: number | null;
  readonly sortBy: string | null;
  readonly sortOrder: 'asc' | 'desc' | null;
  readonly search: string | null;
}

/** One page with its position (contract, `Pagination`). */
export interface Page<T> {
  data: T[];
  pagination: { page: number; limit: number; total: number; pages: number; hasNext: boolean; hasPrev: boolean };
}

const MAX_LIMIT = 100;

function integer(value: string | undefined, name: string, max: number): number | null {
  if (value === undefined || value === '') return null;
  const number = /^[0-9]{1,9}$/.test(value) ? Number(value) : 0;
  if (number < 1 || number > max) {
    throw new Problem('VALIDATION_ERROR', `${name} must be an integer from 1 to ${max}.`, undefined, name);
  }
  return number;
}

/** Reads the paging parameters. @throws Problem `VALIDATION_ERROR` naming the parameter. */
export function readPaging(query: (name: string) => string | undefined): Paging {
  const order = query('sortOrder')?.toUpperCase();
  if (order && order !== 'ASC' && order !== 'DESC') {
    throw new Problem('VALIDATION_ERROR', 'sortOrder must be ASC or DESC.', undefined, 'sortOrder');
  }
  return {
    page: integer(query('page'), 'page', 1_000_000),
    limit: integer(query('limit'), 'limit', MAX_LIMIT),
    sortBy: query('sortBy') || null,
    sortOrder: order ? (order.toLowerCase() as 'asc' | 'desc') : null,
    search: query('search') || null,
  };
}

interface Sorting {
  /** Names that `sortBy` may have → column. Others are ignored. */
  readonly columns: Readonly<Record<string, string>>;
  readonly by: string;
  readonly order: 'asc' | 'desc';
  /** Column that decides between equals, so that pages never overlap. */
  readonly tie?: string;
}

/* eslint-disable @typescript-eslint/no-explicit-any -- any table of the database, whatever was joined */
/**
 * Rows of one page (all, or the first `limit`, without a page), and how many there are over all pages.
 *
 * @param query filtered, not yet sorted.
 */
export async function select<Row>(
  query: SelectQueryBuilder<Database, any, Row>,
  paging: Paging,
  sorting: Sorting,
): Promise<{ rows: Row[]; total: number }> {
  const named = paging.sortBy !== null && Object.hasOwn(sorting.columns, paging.sortBy) ? sorting.columns[paging.sortBy]! : null;
  let sorted = (query as SelectQueryBuilder<any, any, Row>)
    .orderBy(named ?? sorting.by, paging.sortOrder ?? (named ? 'asc' : sorting.order))
    .orderBy(sorting.tie ?? 'id', 'asc');
  if (paging.limit !== null) sorted = sorted.limit(paging.limit);
  if (paging.page === null || paging.limit === null) return { rows: await sorted.execute(), total: 0 };
  const counted = (query as SelectQueryBuilder<any, any, any>)
    .clearSelect()
    .select((of) => of.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return { rows: await sorted.offset((paging.page - 1) * paging.limit).execute(), total: Number((await counted).total) };
}
/* eslint-enable @typescript-eslint/no-explicit-any */

/** A bare array without page and limit, `{data, pagination}` with both. */
export function envelope<T>(data: T[], paging: Paging, total: number): T[] | Page<T> {
  const { page, limit } = paging;
  if (page === null || limit === null) return data;
  const pages = Math.ceil(total / limit);
  return { data, pagination: { page, limit, total, pages, hasNext: page < pages, hasPrev: page > 1 } };
}

/** True where one of the columns contains the text, whatever its case; `*` stands for anything. */
export function matches(search: string, columns: readonly string[]): Expression<SqlBool> {
  const pattern = `%${search
    .toLowerCase()
    .replace(/[\\%_]/g, '\\$&')
    .replaceAll('*', '%')}%`;
  return sql<SqlBool>`(${sql.join(
    columns.map((column) => sql`lower(${sql.ref(column)}) like ${pattern} escape '\\'`),
    sql` or `,
  )})`;
}
