import { getRequestListener } from '@hono/node-server';
import type { Middleware } from '@web/dev-server-core';
import type { ServerOptions } from '../../demo/server/context.js';

/** What the real server answers; every other path is a file of the test run. */
const OURS = /^\/(v2|test|identity|pictures)(\/|\?|$)/;

/**
 * The real API, with its database in memory, on the origin of the test pages: no mock, no preflight. Each test opens a tenant of its own.
 * A custodial transaction takes 40 ms per step, long enough to see every state and short enough to wait for.
 */
export async function apiMiddleware(publicUrl: string): Promise<Middleware> {
  const path = '../../demo/server/api.js';
  const { createApi } = (await import(path)) as { createApi: (options: ServerOptions) => (request: Request) => Promise<Response> };
  const api = createApi({
    database: ':memory:',
    transactionStepMs: 40,
    publicUrl,
    testRoutes: true,
    rateLimits: false,
    now: () => new Date(),
    log: () => undefined,
  });
  const listener = getRequestListener((request) => api(request), { overrideGlobalObjects: false });
  return async (context, next) => {
    if (!OURS.test(context.url)) return next();
    context.respond = false;
    await listener(context.req, context.res);
  };
}
