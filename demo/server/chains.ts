import { Hono } from 'hono';
import type { Chain } from '../chain/chain.js';
import { Problem } from './problems.js';
import { rpcUrl, signReader } from './reader-tokens.js';
import type { CoreEnv } from './runtime.js';
import type { ChainRow } from './schema.js';
import { chainDto } from './wire.js';

/** Contract, `Chain`, without a reader token. The chain behind this server is reached through it; others are where their record says. */
function dtoOf(row: ChainRow, chain: Chain | null, publicUrl: string) {
  const dto = chainDto(row);
  if (row.chain_id !== chain?.chainId) return dto;
  return { ...dto, rpcUrl: rpcUrl(publicUrl, row.chain_id), explorerUrl: `${publicUrl}/explorer` };
}

/** Contract, Web3 Chains. */
export const chains = new Hono<CoreEnv>()

  .get('/chains', async (c) => {
    const { db, tenant, chain, publicUrl } = c.get('ctx');
    const rows = await db
      .selectFrom('chains')
      .selectAll()
      .where('chain_id', 'in', (of) => of.selectFrom('wallets').select('chain_id').where('tenant_id', '=', tenant.id))
      .orderBy('chain_id')
      .execute();
    return c.json(rows.map((row) => dtoOf(row, chain, publicUrl)));
  })

  /** With a reader token where the node behind it asks for one: that is the server's own chain, for tenants that are on it. */
  .get('/chains/:chainId', async (c) => {
    const id = c.req.param('chainId');
    const { db, tenant, chain, publicUrl } = c.get('ctx');
    const row = /^[0-9]{1,9}$/.test(id)
      ? await db.selectFrom('chains').selectAll().where('chain_id', '=', Number(id)).executeTakeFirst()
      : undefined;
    if (!row) throw new Problem('RESOURCE_NOT_FOUND', undefined, undefined, 'chainId');
    const jwt = row.chain_id === chain?.chainId ? await signReader(c.get('runtime'), c.get('keys'), tenant.id, row.chain_id) : null;
    return c.json({ ...dtoOf(row, chain, publicUrl), jwt });
  });
