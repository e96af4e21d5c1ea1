import { Hono } from 'hono';
import { only, principal } from './access.js';
import { balancesOf } from './balance-store.js';
import type { Env, RequestContext } from './context.js';
import type { Db } from './db.js';
import { Problem } from './problems.js';
import { checksum } from './wallets.js';
import { tokenBalanceDto, tokensById } from './wire.js';

/** What an address holds, as the contract shows it (`TokenBalance`). Inactive tokens are left out unless wanted. */
export async function tokenBalances(db: Db, tenantId: string, address: string, includeInactive: boolean) {
  const tokens = await tokensById(db, tenantId);
  return (await balancesOf(db, tenantId, address))
    .map((row) => tokenBalanceDto(row, tokens.get(row.token_id)!))
    .filter(({ token }) => includeInactive || token.isActive);
}

/** Users and businesses read their own wallets, administrators and system keys all of the tenant. */
async function mayRead(ctx: RequestContext, address: string): Promise<boolean> {
  if (ctx.caller.kind === 'admin' || ctx.caller.kind === 'system') return true;
  const { type, id } = principal(ctx);
  const wallet = await ctx.db
    .selectFrom('wallets')
    .select('id')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('address', '=', address)
    .where('owner_type', '=', type)
    .where('owner_id', '=', id)
    .executeTakeFirst();
  return wallet !== undefined;
}

/** Contract, Balances. */
export const balances = new Hono<Env>().get('/balances/accounts/:accountAddress', async (c) => {
  const ctx = c.get('ctx');
  only(ctx, ['user', 'business', 'admin', 'system']);
  const address = checksum(c.req.param('accountAddress'));
  if (!address) throw new Problem('VALIDATION_ERROR', 'accountAddress must be an address.', undefined, 'accountAddress');
  if (!(await mayRead(ctx, address))) throw new Problem('FORBIDDEN', 'The address is not one of yours.');
  const includeInactive = c.req.query('includeInactive') === 'true';
  return c.json({ accountAddress: address, tokenBalances: await tokenBalances(ctx.db, ctx.tenant.id, address, includeInactive) });
});
