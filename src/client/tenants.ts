import type { CallOptions, Client } from './client.js';
import { field, httpsUrl, pickWithId, reader, required, text, textOrNull, word, type Shape } from './normalize.js';
import type { components } from './schema.js';

/** What a front end needs to start (contract, `ClientConfig`). */
export interface ClientConfig {
  readonly id: string;
  readonly projectName: string;
  /** Country of the caller's IP address, ISO 3166-1 alpha-2, or null. */
  readonly countryCode: string | null;
}

/** The public facts of a tenant (contract, `TenantPublic`). */
export interface Tenant {
  readonly id: string;
  readonly projectName: string;
  readonly acronym: string;
  readonly projectDescription: string;
  readonly projectWebsite: string | null;
  readonly projectEmail: string;
  readonly projectImageUrl: string | null;
}

/** Configuration for front ends, public (contract `getClientConfig`). @throws PersError INVALID_PROJECT_KEY */
export async function getClientConfig(client: Client, options?: CallOptions): Promise<ClientConfig> {
  return required(toClientConfig(await client.request({ ...options, path: '/tenants/client-config', auth: 'none' })), 'getClientConfig');
}

/** The tenant of the project key, public (contract `getCurrentTenant`). @throws PersError INVALID_PROJECT_KEY */
export async function getCurrentTenant(client: Client, options?: CallOptions): Promise<Tenant> {
  return required(toTenant(await client.request({ ...options, path: '/tenants/me', auth: 'none' })), 'getCurrentTenant');
}

/** One tenant by id, public part (contract `getTenant`). @throws PersError INVALID_PROJECT_KEY, RESOURCE_NOT_FOUND */
export async function getTenant(client: Client, id: string, options?: CallOptions): Promise<Tenant> {
  return required(toTenant(await client.request({ ...options, path: `/tenants/${encodeURIComponent(id)}`, auth: 'none' })), 'getTenant');
}

/** A login token of the project, the `authToken` of a guest (contract `getLoginToken`). @throws PersError INVALID_PROJECT_KEY */
export async function getLoginToken(client: Client, options?: CallOptions): Promise<string> {
  const answer = await client.request({ ...options, path: '/tenants/login-token', auth: 'none' });
  return required(textOrNull(answer) ?? textOrNull(field(answer, 'loginToken') ?? field(answer, 'token')), 'getLoginToken');
}

function toClientConfig(raw: unknown): ClientConfig | null {
  const read = reader<components['schemas']['ClientConfig']>(raw);
  const id = text(read('id'));
  const country = word(field(read('clientIpLocation'), 'country_code')).toUpperCase();
  return id ? { id, projectName: text(read('projectName')), countryCode: /^[A-Z]{2}$/.test(country) ? country : null } : null;
}

const tenantShape = {
  id: text,
  projectName: text,
  acronym: text,
  projectDescription: text,
  projectWebsite: httpsUrl,
  projectEmail: text,
  projectImageUrl: httpsUrl,
} satisfies Shape<components['schemas']['TenantPublic']>;

function toTenant(raw: unknown): Tenant | null {
  return pickWithId(raw, tenantShape);
}
