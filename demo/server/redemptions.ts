import { Hono } from 'hono';
import type { Env, RequestContext } from './context.js';
import { envelope, readPaging, select } from './paging.js';
import { Problem } from './problems.js';
import { redemptionDtos, redemptionTypeDto } from './redemption-dto.js';

const SORT = { columns: { name: 'name', createdAt: 'created_at', order: 'sort_order', id: 'id' }, by: 'sort_order', order: 'asc' } as const;

/** What this caller may see: administrators all, everybody else the active ones. */
function visible({ db, tenant, caller }: RequestContext) {
  const query = db.selectFrom('redemptions').selectAll().where('tenant_id', '=', tenant.id);
  return caller.kind === 'admin' ? query : query.where('is_active', '=', 1);
}

async function one(ctx: RequestContext, id: string) {
  const row = await visible(ctx).where('id', '=', id).executeTakeFirst();
  if (!row) throw new Problem('REDEMPTION_NOT_FOUND', undefined, undefined, 'id');
  return row;
}

/** Contract, Redemptions and Redemption Types: reading. */
export const redemptions = new Hono<Env>()

  .get('/redemptions', async (c) => {
    const ctx = c.get('ctx');
    const paging = readPaging((name) => c.req.query(name));
    const active = c.req.query('active');
    let query = visible(ctx);
    if (ctx.caller.kind === 'admin' && (active === 'true' || active === 'false'))
      query = query.where('is_active', '=', active === 'true' ? 1 : 0);
    const { rows, total } = await select(query, paging, SORT);
    return c.json(envelope(await redemptionDtos(ctx.db, ctx.tenant.id, rows), paging, total));
  })

  .get('/redemptions/types', async (c) => {
    const { db, tenant } = c.get('ctx');
    const rows = await db.selectFrom('redemption_types').selectAll().where('tenant_id', '=', tenant.id).orderBy('id').execute();
    return c.json(rows.map(redemptionTypeDto));
  })

  .get('/redemptions/:id', async (c) => {
    const ctx = c.get('ctx');
    return c.json((await redemptionDtos(ctx.db, ctx.tenant.id, [await one(ctx, c.req.param('id'))]))[0]!);
  })

  .get('/redemptions/:id/available-supply', async (c) => c.json((await one(c.get('ctx'), c.req.param('id'))).available_supply));
