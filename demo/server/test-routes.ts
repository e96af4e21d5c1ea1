import { Hono } from 'hono';
import { ledgerAgainstChain } from './chain-check.js';
import { inTransaction } from './db.js';
import type { Fault } from './faults.js';
import { signIdentity } from './identity.js';
import { failTransaction, ledgerSum } from './ledger.js';
import { openTenant, personOf } from './open-tenant.js';
import { Problem } from './problems.js';
import { RAW_FORMATS } from './raw-transactions.js';
import type { CoreEnv } from './runtime.js';

/**
 * How tests reach states without mocks: fresh tenants, moved clocks, faults, request counts. Under `/test`, and only when the
 * server is made with `testRoutes`.
 */
export const testRoutes = new Hono<CoreEnv>()

  .post('/tenants', async (c) => {
    const runtime = c.get('runtime');
    const { world, chain = false, signing = null } = await c.req.json<{ world: string; chain?: boolean; signing?: string | null }>();
    if (signing !== null && !(RAW_FORMATS as string[]).includes(signing)) {
      throw new Problem('VALIDATION_ERROR', `signing is one of ${RAW_FORMATS.join(', ')}.`, undefined, 'signing');
    }
    const chosen = Object.hasOwn(runtime.options.worlds, world) ? runtime.options.worlds[world] : undefined;
    if (!chosen) throw new Problem('VALIDATION_ERROR', `There is no world "${world}".`, undefined, 'world');
    return c.json(await openTenant(runtime, world, { ...chosen, tenant: { ...chosen.tenant, signing_format: signing } }, chain), 201);
  })

  /** A fresh identity token of a customer, of `admin` or of `business`. */
  .get('/tenants/:id/identity/:key', async (c) => {
    const runtime = c.get('runtime');
    const person = await personOf(runtime.db, c.req.param('id'), c.req.param('key'));
    if (!person) throw new Problem('RESOURCE_NOT_FOUND', undefined, undefined, 'key');
    return c.json({ identityToken: await signIdentity(runtime, c.get('keys'), c.req.param('id'), person) });
  })

  /** Sets how far the tenant's clock is ahead of the server's. */
  .post('/tenants/:id/clock', async (c) => {
    const { offsetSeconds } = await c.req.json<{ offsetSeconds: number }>();
    if (!Number.isFinite(offsetSeconds))
      throw new Problem('VALIDATION_ERROR', 'offsetSeconds must be a number.', undefined, 'offsetSeconds');
    c.get('runtime').clockOffsets.set(c.req.param('id'), offsetSeconds * 1000);
    return c.json({ now: c.get('runtime').nowAt(c.req.param('id')).toISOString() });
  })

  .post('/tenants/:id/faults', async (c) => {
    const fault = await c.req.json<Partial<Fault> & { path: string }>();
    c.get('runtime').faults.add(c.req.param('id'), { ...fault, times: fault.times ?? 1 });
    return c.body(null, 204);
  })

  .delete('/tenants/:id/faults', (c) => {
    c.get('runtime').faults.clear(c.req.param('id'));
    return c.body(null, 204);
  })

  /** Requests so far, as `{"GET /campaigns": 2}`. */
  .get('/tenants/:id/requests', (c) => c.json(c.get('runtime').faults.counts(c.req.param('id'))))

  /** Lets a movement that is under way fail, with its claim or redeem. */
  .post('/tenants/:id/transactions/:transactionId/fail', async (c) => {
    const runtime = c.get('runtime');
    const { id, transactionId } = c.req.param();
    await inTransaction(runtime.db, id, async (trx) => {
      const row = await trx
        .selectFrom('transactions')
        .selectAll()
        .where('tenant_id', '=', id)
        .where('id', '=', transactionId)
        .executeTakeFirst();
      if (!row) throw new Problem('TRANSACTION_NOT_FOUND');
      await failTransaction(trx, row, runtime.nowAt(id));
    });
    return c.body(null, 204);
  })

  /** Every holding in the ledger and on the chain, once all movements have ended: `{compared, differences}`. */
  .post('/tenants/:id/chain-check', async (c) => {
    const { db, options, chainIdle } = c.get('runtime');
    if (!options.chain) throw new Problem('RESOURCE_NOT_FOUND', 'This server has no chain.', undefined, 'chain');
    await chainIdle();
    return c.json(await ledgerAgainstChain(db, options.chain, c.req.param('id')));
  })

  /** `"0"` when every token's entries add up. */
  .post('/tenants/:id/ledger-check', async (c) => c.json({ sum: await ledgerSum(c.get('runtime').db, c.req.param('id')) }));
