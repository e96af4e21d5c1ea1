import { createHash } from 'node:crypto';
import { createMiddleware } from 'hono/factory';
import type { Env } from './context.js';
import { Problem } from './problems.js';

const KEPT_MS = 24 * 3_600_000;
/** Calls that are running, by tenant, session and key: a repeat waits for the first. */
const running = new Map<string, Promise<void>>();

/**
 * `Idempotency-Key` (contract, parameter idempotencyKey): a repeat gets the first successful answer again for 24 hours.
 * Without the header it does nothing. Goes in front of the route that has the effect.
 *
 * @throws Problem `VALIDATION_ERROR` for a key that is too short or long, `IDEMPOTENCY_KEY_REUSED` for another request with the key.
 */
export const idempotency = createMiddleware<Env>(async (c, next) => {
  const key = c.req.header('idempotency-key');
  const ctx = c.get('ctx');
  if (key === undefined || ctx.caller.id === null) return next();
  if (key.length < 8 || key.length > 128) {
    throw new Problem('VALIDATION_ERROR', 'Idempotency-Key must have 8 to 128 characters.', undefined, 'Idempotency-Key');
  }
  const owner = `${ctx.caller.kind}:${ctx.caller.id}`;
  const request = createHash('sha256')
    .update(`${c.req.method} ${c.req.path}\n${await c.req.text()}`)
    .digest('hex');
  const lock = JSON.stringify([ctx.tenant.id, owner, key]);
  while (running.has(lock)) await running.get(lock);
  let done = () => {};
  running.set(lock, new Promise((resolve) => (done = resolve)));
  try {
    const kept = await ctx.db
      .selectFrom('idempotency_keys')
      .selectAll()
      .where('tenant_id', '=', ctx.tenant.id)
      .where('owner_id', '=', owner)
      .where('key', '=', key)
      .where('created_at', '>', new Date(ctx.now.getTime() - KEPT_MS).toISOString())
      .executeTakeFirst();
    if (kept && kept.request_hash !== request) throw new Problem('IDEMPOTENCY_KEY_REUSED', undefined, undefined, 'Idempotency-Key');
    if (kept) return c.body(kept.body, kept.status as 200, { 'content-type': 'application/json' });
    await next();
    if (!c.res.ok) return;
    const answer = { request_hash: request, status: c.res.status, body: await c.res.clone().text(), created_at: ctx.now.toISOString() };
    await ctx.db
      .insertInto('idempotency_keys')
      .values({ tenant_id: ctx.tenant.id, owner_id: owner, key, ...answer })
      .onConflict((conflict) => conflict.columns(['tenant_id', 'owner_id', 'key']).doUpdateSet(answer))
      .execute();
  } finally {
    running.delete(lock);
    done();
  }
});
