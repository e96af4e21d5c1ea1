import { getRequestListener } from '@hono/node-server';
import type { TestRunnerConfig } from '@web/test-runner';
import { createSite } from '../../demo/server/site.js';

/** What the real server answers; every other path is a file of the test run. */
const OURS = /^\/(v2|test\/tenants|identity|pictures|demo\.json|\.well-known|pers-[\w-]+\.js)(\/|\?|$)/;

type Middleware = NonNullable<TestRunnerConfig['middleware']>[number];

/**
 * The real server, with its database in memory, on the origin of the test pages: no mock. Each test opens a tenant of its own.
 * A custodial transaction takes 40 ms per step, long enough to see every state and short enough to wait for.
 */
export function apiMiddleware(publicUrl: string): Middleware {
  const site = createSite({ database: ':memory:', transactionStepMs: 40, publicUrl, testRoutes: true });
  const listener = getRequestListener(site.fetch, { overrideGlobalObjects: false });
  return async (context, next) => {
    if (!OURS.test(context.url)) return next();
    context.respond = false;
    await listener(context.req, context.res);
  };
}
