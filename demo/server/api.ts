import { Hono } from 'hono';
import { resolveCaller } from './caller.js';
import type { ServerOptions } from './context.js';
import type { Db } from './db.js';
import { demoRoutes } from './demo-routes.js';
import { disturb } from './disturb.js';
import { explorer } from './explorer.js';
import { inputLimit, cors, privacy, problemResponse, requestLog } from './middleware.js';
import { openTenant, type OpenedTenant } from './open-tenant.js';
import { Problem } from './problems.js';
import { routes } from './routes.js';
import { rpc } from './rpc.js';
import { createRuntime, type CoreEnv } from './runtime.js';
import { testRoutes } from './test-routes.js';
import { worlds } from './worlds/index.js';

/** One server: mounted by the demo, by the browser tests, or called directly. */
export interface Api {
  /**
   * Answers one request. Paths begin with `/v2`; beside it are the key sets (`/.well-known/jwks.json`,
   * `/identity/.well-known/jwks.json`), `/demo.json`, `/demo/…`, and `/test/…` when switched on.
   *
   * @param remoteIp address of the peer; never taken from a header.
   */
  api(request: Request, remoteIp?: string): Promise<Response>;
  /** The database. Its tables are there once `ready` has settled. */
  readonly db: Db;
  readonly ready: Promise<void>;
  /** A fresh tenant filled with the named world. */
  openTenant(world: string): Promise<OpenedTenant>;
  close(): Promise<void>;
}

/** Makes a server. Without options: in memory, without test routes, demo speed, no rate limits, silent. */
export function createApi(options: Partial<ServerOptions> = {}): Api {
  const runtime = createRuntime({ worlds, ...options });
  const app = new Hono<CoreEnv>();
  app.onError((error, c) => problemResponse(c, error));
  app.notFound((c) => problemResponse(c, new Problem('RESOURCE_NOT_FOUND', 'There is no such route.')));

  app.use(async (c, next) => {
    c.set('runtime', runtime);
    c.set('keys', await runtime.ready);
    await next();
  });
  app.use(requestLog, cors, privacy, inputLimit);
  app.get('/.well-known/jwks.json', (c) => c.json({ keys: [c.get('keys').session.jwk] }));
  app.get('/identity/.well-known/jwks.json', (c) => c.json({ keys: [c.get('keys').identity.jwk] }));
  app.route('/', demoRoutes);
  app.route('/rpc', rpc);
  app.route('/explorer/api', explorer);
  if (runtime.options.testRoutes) {
    app.route('/test', testRoutes);
    app.use('/v2/*', disturb);
  }
  app.get('/v2', (c) => c.json({ name: 'pers-local', version: '2.0.7' }));
  app.get('/v2/', (c) => c.json({ name: 'pers-local', version: '2.0.7' }));
  app.use('/v2/*', resolveCaller);
  for (const module of routes) app.route('/v2', module);

  return {
    api: async (request, remoteIp) => app.fetch(request, { remoteIp: remoteIp ?? null }),
    db: runtime.db,
    ready: runtime.ready.then(() => undefined),
    openTenant: async (name) => {
      const world = Object.hasOwn(runtime.options.worlds, name) ? runtime.options.worlds[name] : undefined;
      if (!world) throw new RangeError(`there is no world "${name}"`);
      return openTenant(runtime, name, world);
    },
    close: runtime.close,
  };
}
