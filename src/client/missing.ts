import { isPersError } from '../errors.js';
import type { Page } from './page.js';

/** Pages to look through for one item: what is being followed is among the newest. */
const DEEPEST_PAGE = 3;

/** Whether the API has no such route, or no such thing: 404 or 405. Many routes are our reading of the documentation. */
export function isMissing(error: unknown): boolean {
  return isPersError(error) && (error.status === 404 || error.status === 405);
}

/** The answer, or `fallback` where the feature is missing (or, with `also`, closed to the caller). */
export async function orMissing(answer: Promise<unknown>, fallback: unknown, also: readonly number[] = []): Promise<unknown> {
  try {
    return await answer;
  } catch (error) {
    if (isMissing(error) || (isPersError(error) && error.status !== undefined && also.includes(error.status))) return fallback;
    throw error;
  }
}

/** An item looked for by id in the newest pages of its list. @throws `error`, the first failure, when it is not there either */
export async function findInPages<T extends { readonly id: string }>(
  id: string,
  read: (page: number) => Promise<Page<T>>,
  error: unknown,
): Promise<T> {
  let page: number | null = 1;
  while (page !== null && page <= DEEPEST_PAGE) {
    const part: Page<T> = await read(page);
    const found = part.items.find((item) => item.id === id);
    if (found) return found;
    page = part.next;
  }
  throw error;
}
