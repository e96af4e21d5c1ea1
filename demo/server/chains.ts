import { Hono } from 'hono';
import type { Env } from './context.js';
import { Problem } from './problems.js';
import { chainDto } from './wire.js';

/** Contract, Web3 Chains. The demo's nodes are public and need no reader token. */
export const chains = new Hono<Env>()

  .get('/chains', async (c) => {
    const { db, tenant } = c.get('ctx');
    const rows = await db
      .selectFrom('chains')
      .selectAll()
      .where('chain_id', 'in', (of) => of.selectFrom('wallets').select('chain_id').where('tenant_id', '=', tenant.id))
      .orderBy('chain_id')
      .execute();
    return c.json(rows.map(chainDto));
  })

  .get('/chains/:chainId', async (c) => {
    const id = c.req.param('chainId');
    const { db } = c.get('ctx');
    const row = /^[0-9]{1,9}$/.test(id)
      ? await db.selectFrom('chains').selectAll().where('chain_id', '=', Number(id)).executeTakeFirst()
      : undefined;
    if (!row) throw new Problem('RESOURCE_NOT_FOUND', undefined, undefined, 'chainId');
    return c.json({ ...chainDto(row), jwt: null });
  });
