import type { CallOptions, Client } from './client.js';
import { boolean, field, httpsUrl, number, reader, required, text } from './normalize.js';
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

export function toBusiness(raw: unknown): Business | null {
  const read = reader<components['schemas']['Business']>(raw);
  const id = text(read('id'));
  if (!id) return null;
  return {
    id,
    displayName: text(read('displayName')) || text(read('businessLegalName')),
    shortDescription: text(read('shortDescription')),
    description: text(read('description')),
    imageUrl: httpsUrl(read('imageUrl')),
    websiteUrl: httpsUrl(read('websiteUrl')),
    address: text(read('address')),
    city: text(read('city')),
    postalCode: text(read('postalCode')),
    latitude: degrees(read('latitude'), 90),
    longitude: degrees(read('longitude'), 180),
    typeName: text(field(read('businessType'), 'name')),
    isActive: boolean(read('isActive'), true),
  };
}

function degrees(value: unknown, largest: number): number | null {
  const result = number(value);
  return result !== null && Math.abs(result) <= largest ? result : null;
}
