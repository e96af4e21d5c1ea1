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
