import type { Db } from './db.js';
import type { TenantRow } from './schema.js';

/** A person whom the demo shop can vouch for. */
export interface SeededPerson {
  /** Name of the sample customer inside the world, for example `mina`. */
  readonly key: string;
  readonly name: string;
  /** `sub` of the identity token and `external_id` at the tenant. */
  readonly externalId: string;
  readonly email?: string;
}

/** What a seed made, as far as others need to know. */
export interface SeededWorld {
  readonly customers: readonly SeededPerson[];
  /** An administrator (row of `admins`). */
  readonly admin?: SeededPerson;
  /** Someone who acts for a business (row of `business_members`). */
  readonly business?: SeededPerson;
}

/** Ids of one tenant: the same name gives the same UUID within it, and another one in every other tenant. */
export type Ids = (name: string) => string;

/** Sample data that fills a fresh tenant. The tenant's row, secrets and own wallet, and the chains, are there before `seed` runs. */
export interface World {
  readonly title: string;
  /** Public facts that differ from the defaults. */
  readonly tenant: Partial<Omit<TenantRow, 'id' | 'project_key' | 'testnet_project_key'>>;
  /** Whether guests may sign in; default true. */
  readonly allowGuests?: boolean;
  /** Its movements stay off the chain: amounts in it are larger than a contract can count. */
  readonly ledgerOnly?: boolean;
  /** Fills the tenant inside one database transaction. `now` is the tenant's time; `publicUrl` the base of picture URLs. */
  seed(trx: Db, tenantId: string, ids: Ids, now: Date, publicUrl: string): Promise<SeededWorld>;
}
