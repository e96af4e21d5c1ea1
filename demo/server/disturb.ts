import { createMiddleware } from 'hono/factory';
import { setTimeout as wait } from 'node:timers/promises';
import { tenantByKey } from './caller.js';
import { problemResponse } from './middleware.js';
import { Problem } from './problems.js';
import type { CoreEnv } from './runtime.js';
import { claimedTenant } from './session-tokens.js';

const CODES: Readonly<Record<number, string>> = {
  400: 'VALIDATION_ERROR',
  401: 'UNAUTHENTICATED',
  403: 'FORBIDDEN',
  404: 'RESOURCE_NOT_FOUND',
  409: 'RESOURCE_IN_USE',
  422: 'INSUFFICIENT_BALANCE',
  429: 'RATE_LIMITED',
};

/** Counts requests and lets the faults of a test happen. Mounted with the test routes only. */
export const disturb = createMiddleware<CoreEnv>(async (c, next) => {
  const { faults, db } = c.get('runtime');
  const path = c.req.path.replace(/^\/v2/, '');
  const key = c.req.header('x-project-key');
  const tenantId = key ? (await tenantByKey(db, key)).id : claimedTenant((c.req.header('authorization') ?? '').replace(/^Bearer /i, ''));
  if (c.req.method !== 'OPTIONS') faults.count(tenantId, c.req.method, path);
  const fault = faults.take(tenantId, c.req.method, path);
  if (fault?.delayMs) await wait(fault.delayMs);
  if (fault?.status === undefined) return next();
  if (fault.body !== undefined) return c.body(fault.body, fault.status as 200, { 'content-type': 'application/json' });
  const problem = new Problem(
    fault.code ?? CODES[fault.status] ?? 'INTERNAL_ERROR',
    undefined,
    undefined,
    undefined,
    fault.status === 429 ? 1 : undefined,
  );
  return problemResponse(c, problem, fault.status);
});
