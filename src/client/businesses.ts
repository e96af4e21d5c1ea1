import type { CallOptions, Client } from './client.js';
import { field, httpsUrl, number, pickWithId, required, text, unlessFalse, type Shape } from './normalize.js';
import { pageQuery, toPage, type Page, type PageQuery } from './page.js';
import type { components } from './schema.js';

/** A partner business: a shop, a venue or another real place. */
export interface Business {
  readonly id: string;
  readonly displayName: string;
  readonly shortDescription: string;
  readonly description: string;
  readonly imageUrl: string | null;
  readonly websiteUrl: string | null;
  readonly address: string;
  readonly city: string;
  readonly postalCode: string;
  /** Degrees, or null when the place is not known. */
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly typeName: string;
  readonly isActive: boolean;
}

/** Active partner businesses, public (contract `listBusinesses`). @throws PersError INVALID_PROJECT_KEY */
export async function listBusinesses(client: Client, query?: PageQuery, options?: CallOptions): Promise<Page<Business>> {
  return toPage(await client.request({ ...options, path: '/businesses', query: pageQuery(query) }), toBusiness, query);
}

/** One business, public (contract `getBusiness`). @throws PersError RESOURCE_NOT_FOUND */
export async function getBusiness(client: Client, id: string, options?: CallOptions): Promise<Business> {
  return required(toBusiness(await client.request({ ...options, path: `/businesses/${encodeURIComponent(id)}` })), 'getBusiness');
}

const businessShape = {
  id: text,
  displayName: text,
  shortDescription: text,
  description: text,
  imageUrl: httpsUrl,
  websiteUrl: httpsUrl,
  address: text,
  city: text,
  postalCode: text,
  latitude: (value: unknown) => degrees(value, 90),
  longitude: (value: unknown) => degrees(value, 180),
  isActive: unlessFalse,
} satisfies Shape<components['schemas']['Business']>;

export function toBusiness(raw: unknown): Business | null {
  const business = pickWithId(raw, businessShape);
  if (!business) return null;
  const displayName = business.displayName || text(field(raw, 'businessLegalName'));
  return { ...business, displayName, typeName: text(field(field(raw, 'businessType'), 'name')) };
}

function degrees(value: unknown, largest: number): number | null {
  const result = number(value);
  return result !== null && Math.abs(result) <= largest ? result : null;
}
