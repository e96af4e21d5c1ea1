import { Hono } from 'hono';
import { only, principal } from './access.js';
import { tokenBalances } from './balances.js';
import type { Env } from './context.js';
import { envelope, matches, readPaging, select } from './paging.js';
import { Problem } from './problems.js';
import { businessesById } from './wire.js';

/** Contract, Businesses: list, the caller's own, one. Callers other than administrators see active ones only. */
export const businesses = new Hono<Env>()

  .get('/businesses', async (c) => {
    const { db, tenant, caller } = c.get('ctx');
    const paging = readPaging((name) => c.req.query(name));
    let query = db.selectFrom('businesses').selectAll().where('tenant_id', '=', tenant.id);
    const active = caller.kind === 'admin' ? c.req.query('active') : 'true';
    if (active === 'true' || active === 'false') query = query.where('is_active', '=', active === 'true' ? 1 : 0);
    if (paging.search)
      query = query.where(matches(paging.search, ['display_name', 'legal_name', 'description', 'short_description', 'city']));
    const { rows, total } = await select(query, paging, {
      columns: { displayName: 'display_name', city: 'city', id: 'id' },
      by: 'display_name',
      order: 'asc',
    });
    const dtos = await businessesById(
      db,
      tenant.id,
      rows.map((row) => row.id),
    );
    return c.json(
      envelope(
        rows.map((row) => dtos.get(row.id)!),
        paging,
        total,
      ),
    );
  })

  .get('/businesses/me', async (c) => {
    const ctx = c.get('ctx');
    only(ctx, ['business']);
    const { id } = principal(ctx);
    const business = (await businessesById(ctx.db, ctx.tenant.id, [id])).get(id)!;
    const address = business.accountAddress;
    return c.json({ ...business, tokenBalances: address === null ? [] : await tokenBalances(ctx.db, ctx.tenant.id, address, false) });
  })

  .get('/businesses/:id', async (c) => {
    const { db, tenant, caller } = c.get('ctx');
    const id = c.req.param('id');
    const business = (await businessesById(db, tenant.id, [id])).get(id);
    const visible = business && (business.isActive || caller.kind === 'admin' || caller.businessId === id);
    if (!visible) throw new Problem('RESOURCE_NOT_FOUND', undefined, undefined, 'id');
    return c.json(business);
  });
