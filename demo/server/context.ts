import type { Kysely } from 'kysely';
import type { Chain } from '../chain/chain.js';
import type { Database, TenantRow } from './schema.js';
import type { World } from './world.js';

/** Kind of session (contract, `x-access`). */
export type CallerKind = 'public' | 'user' | 'business' | 'admin' | 'system';

/** Who calls, proved by the bearer token or the system key; never by anything else in the request. */
export interface Caller {
  readonly kind: CallerKind;
  /** User, business member, administrator or system key; null for public callers. */
  readonly id: string | null;
  /** The business acted for; business callers only. */
  readonly businessId: string | null;
}

/** The tenant's view of the database: what a route gets instead of the database as a whole. */
export interface RequestContext {
  readonly db: Kysely<Database>;
  /** From the verified session, else from the project key; null only where the contract needs neither. */
  readonly tenant: TenantRow;
  readonly caller: Caller;
  /** The tenant's time: the server's clock plus the offset that a test may have set. */
  readonly now: Date;
  /** Time between two steps of a custodial transaction, in milliseconds. */
  readonly transactionStepMs: number;
  /** ISO 3166-1 alpha-2 of the caller's address, or null when unknown. */
  readonly countryCode: string | null;
  /** Address with its last part zeroed. */
  readonly anonymizedIp: string | null;
  /** The chain of the tenant's movements, or null. */
  readonly chain: Chain | null;
  /** Public address of the server. */
  readonly publicUrl: string;
  readonly requestId: string;
  /** `Origin` header, or null. */
  readonly origin: string | null;
}

/** Hono environment of every route module: `c.get('ctx')`. */
export type Env = { Variables: { ctx: RequestContext } };

/** How a server is made; tests make theirs with other values. */
export interface ServerOptions {
  /** File of the embedded database, or `:memory:`. */
  readonly database: string;
  /** Time between two steps of a custodial transaction, in milliseconds. */
  readonly transactionStepMs: number;
  /** Public base address, for example `http://localhost:4010`: issuer of tokens, base of picture URLs. */
  readonly publicUrl: string;
  /** Routes that make tenants, move clocks and inject faults under `/test`. Never on by default. */
  readonly testRoutes: boolean;
  readonly rateLimits: boolean;
  /** Worlds by name; default: those of `worlds/index.ts`. */
  readonly worlds: Readonly<Record<string, World>>;
  /** The chain behind tenants that are on it; null: every tenant is on the ledger alone. */
  readonly chain: Chain | null;
  readonly now: () => Date;
  readonly log: (line: Readonly<Record<string, unknown>>) => void;
}
