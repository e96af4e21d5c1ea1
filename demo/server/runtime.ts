import { connect, type Db } from './db.js';
import type { Env, ServerOptions } from './context.js';
import { ChainWorker } from './chain-worker.js';
import { migrate } from './migrations.js';
import { loadKeys, type ServerKeys } from './keys.js';
import { Faults } from './faults.js';
import { RateLimiter } from './rate-limit.js';

/** What one server holds beyond its database. */
export interface Runtime {
  readonly options: ServerOptions;
  readonly db: Db;
  /** Settles when tables and signing keys are there; every request waits for it. */
  readonly ready: Promise<ServerKeys>;
  /** Milliseconds that a tenant's clock is ahead of the server's (tests only). */
  readonly clockOffsets: Map<string, number>;
  readonly faults: Faults;
  readonly limiter: RateLimiter;
  /** The time at a tenant. */
  nowAt(tenantId: string): Date;
  /** Settles when every movement on the chain has ended. */
  chainIdle(): Promise<void>;
  close(): Promise<void>;
}

/** Environment of the routes that make sessions or tenants: they need the server itself, not only the request. */
export interface CoreEnv extends Env {
  Variables: Env['Variables'] & { runtime: Runtime; keys: ServerKeys };
  Bindings: { remoteIp: string | null };
}

const defaults: ServerOptions = {
  database: ':memory:',
  transactionStepMs: 400,
  publicUrl: 'http://localhost:4010',
  testRoutes: false,
  rateLimits: false,
  worlds: {},
  chain: null,
  now: () => new Date(),
  log: () => {},
};

/** Opens what a server needs. Keys live beside a file database, so that sessions outlive a restart. */
export function createRuntime(given: Partial<ServerOptions>): Runtime {
  const options = { ...defaults, ...given };
  const db = connect(options.database);
  const clockOffsets = new Map<string, number>();
  const keyFile = options.database === ':memory:' ? null : `${options.database}.keys.json`;
  const nowAt = (tenantId: string): Date => new Date(options.now().getTime() + (clockOffsets.get(tenantId) ?? 0));
  let worker: ChainWorker | null = null;
  const ready = migrate(db).then(() => {
    const { chain, transactionStepMs: stepMs, log } = options;
    if (chain) worker = new ChainWorker({ db, chain, stepMs, nowAt, log });
    return loadKeys(keyFile);
  });
  ready.catch(() => {}); // reported by the first request that awaits it
  return {
    options,
    db,
    ready,
    clockOffsets,
    faults: new Faults(),
    limiter: new RateLimiter(),
    nowAt,
    chainIdle: async () => worker?.idle(),
    async close() {
      await ready;
      await worker?.stop();
      await db.destroy();
    },
  };
}
