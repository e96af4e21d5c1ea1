import type { ReadOptions, Store } from '../../state/store.js';
import type { Claimant } from './eligibility.js';
import { readPages } from './paging.js';

/** Claims of somebody who claims every day for months are still few enough to read. */
const MOST_PAGES = 4;

/** The customer and their newest claims, for `eligibility`. */
export async function readClaimant(store: Store, options: ReadOptions): Promise<Claimant> {
  const [user, claims] = await Promise.all([store.user(options), readClaims(store, options)]);
  return { user, claims: claims.items, complete: claims.next === null };
}

async function readClaims(store: Store, options: ReadOptions) {
  let count = 1;
  let read = await readPages((page) => store.claims(page, options), count);
  while (read.next !== null && count < MOST_PAGES) read = await readPages((page) => store.claims(page, options), (count += 1));
  return read;
}
