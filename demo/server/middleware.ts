import { randomBytes } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import { cors as honoCors } from 'hono/cors';
import { Problem } from './problems.js';
import type { CoreEnv } from './runtime.js';

const MAX_BODY = 100 * 1024;

/** Contract, `StructuredError`. Nothing of an unexpected failure leaves the server but its request id. `instead`: another status. */
export function problemResponse(c: Context<CoreEnv>, error: unknown, instead?: number): Response {
  const problem = error instanceof Problem ? error : new Problem('INTERNAL_ERROR', 'Something went wrong on our side.');
  const { category, retryable, domain } = problem.entry;
  const status = instead ?? problem.entry.status;
  const correlationId = c.res.headers.get('x-request-id') ?? '';
  const body = {
    status,
    title: STATUS_CODES[status] ?? 'Error',
    detail: problem.message,
    message: problem.message,
    code: problem.code,
    category,
    timestamp: c.get('runtime').options.now().toISOString(),
    correlationId,
    retryable,
    domain,
    ...(problem.details ? { details: problem.details } : {}),
    ...(problem.target ? { target: problem.target } : {}),
  };
  c.header('cache-control', 'no-store');
  if (problem.retryAfterSeconds !== undefined) c.header('retry-after', String(problem.retryAfterSeconds));
  return c.body(JSON.stringify(body), status as 400, { 'content-type': 'application/problem+json' });
}

/** Path with every id taken out: what a log line may hold. */
const pattern = (path: string): string =>
  path
    .split('/')
    .map((segment) => (/^$|^v2$|^[a-z][a-z-]*$|^\.well-known$|^jwks\.json$/.test(segment) ? segment : ':id'))
    .join('/');

/** Where an unexpected failure came from, without its message. */
const frames = (error: Error): string[] =>
  (error.stack ?? '')
    .split('\n')
    .filter((line) => line.startsWith('    at '))
    .slice(0, 6)
    .map((line) => line.trim());

/** Gives each request an id and writes one log line without personal data: no ids, queries, tokens or bodies. */
export const requestLog = createMiddleware<CoreEnv>(async (c, next) => {
  const { options } = c.get('runtime');
  const requestId = `pers-${randomBytes(8).toString('hex')}`;
  const start = performance.now();
  c.header('x-request-id', requestId);
  c.header('date', options.now().toUTCString());
  await next();
  const ctx = c.get('ctx');
  options.log({
    time: options.now().toISOString(),
    level: c.res.status >= 500 ? 'error' : 'info',
    requestId,
    method: c.req.method,
    path: pattern(c.req.path),
    status: c.res.status,
    ms: Math.round(performance.now() - start),
    tenantId: ctx?.tenant.id ?? null,
    caller: ctx?.caller.kind ?? null,
    // The failure's name only: messages may quote what a caller sent.
    error: c.error instanceof Problem ? c.error.code : (c.error?.name ?? null),
    ...(c.error && !(c.error instanceof Problem) ? { trace: frames(c.error) } : {}),
  });
});

/**
 * Any origin may read answers; which origins a tenant serves is decided with the caller, so that a page with the wrong origin
 * can read why. No cookies take part.
 */
export const cors = honoCors({
  origin: (origin) => origin,
  allowMethods: ['GET', 'POST', 'PUT', 'DELETE', 'OPTIONS'],
  allowHeaders: ['content-type', 'authorization', 'x-project-key', 'idempotency-key'],
  exposeHeaders: ['Retry-After', 'Date', 'X-Request-Id'],
  maxAge: 7200,
});

/** Answers are for one caller at one moment, and depend on these headers. */
export const privacy = createMiddleware<CoreEnv>(async (c, next) => {
  await next();
  if (!c.res.headers.has('cache-control')) c.header('cache-control', 'no-store');
  c.header('vary', 'Origin, Authorization, X-Project-Key');
  c.header('x-content-type-options', 'nosniff');
});

/** Refuses bodies over 100 KB, whatever length they announce, and addresses with a NUL. @throws Problem `VALIDATION_ERROR` */
export const inputLimit = createMiddleware<CoreEnv>(async (c, next) => {
  if (c.req.url.includes('%00')) throw new Problem('VALIDATION_ERROR', 'The address must not hold NUL.', undefined, 'url');
  if (c.req.raw.body && (await c.req.arrayBuffer()).byteLength > MAX_BODY) {
    throw new Problem('VALIDATION_ERROR', 'The body is larger than 100 KB.', undefined, 'body');
  }
  await next();
});
