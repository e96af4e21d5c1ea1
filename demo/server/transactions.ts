import { Hono, type Context } from 'hono';
import { only, principal } from './access.js';
import type { Env } from './context.js';
import { envelope, readPaging, select } from './paging.js';
import { Problem } from './problems.js';
import { foreignAddress, transactionQuery } from './transaction-filters.js';
import { transactionDtos } from './wire.js';

const KINDS = ['user', 'business', 'admin', 'system'] as const;
const SORT = {
  columns: { createdAt: 'created_at', updatedAt: 'updated_at', status: 'status', type: 'type', id: 'id' },
  by: 'created_at',
  order: 'desc',
} as const;

async function list(c: Context<Env>, own: string | null) {
  const ctx = c.get('ctx');
  const params = (name: string) => c.req.query(name);
  const paging = readPaging(params);
  const { rows, total } = await select(transactionQuery(ctx, params, own), paging, SORT);
  return c.json(envelope(await transactionDtos(ctx.db, ctx.tenant.id, rows), paging, total));
}

async function side(c: Context<Env>, role: 'SENDER' | 'RECIPIENT') {
  const ctx = c.get('ctx');
  only(ctx, KINDS, 'UNAUTHENTICATED');
  const query = transactionQuery(ctx, (name) => (name === 'role' ? role : undefined), principal(ctx).id);
  const { rows } = await select(query, { page: null, limit: null, sortBy: null, sortOrder: null, search: null }, SORT);
  return c.json(await transactionDtos(ctx.db, ctx.tenant.id, rows));
}

/** Contract, Transactions: reading. `include` is accepted; the contract's objects carry ids only. */
export const transactions = new Hono<Env>()

  .get('/transactions', (c) => {
    const ctx = c.get('ctx');
    only(ctx, KINDS);
    return list(c, ctx.caller.kind === 'admin' || ctx.caller.kind === 'system' ? null : principal(ctx).id);
  })

  .get('/transactions/me', async (c) => {
    const ctx = c.get('ctx');
    only(ctx, KINDS, 'UNAUTHENTICATED');
    const { id } = principal(ctx);
    if (await foreignAddress(ctx, id, (name) => c.req.query(name))) {
      throw new Problem('VALIDATION_ERROR', 'participantAddress must be one of your addresses.', undefined, 'participantAddress');
    }
    return list(c, id);
  })

  .get('/transactions/me/sent', (c) => side(c, 'SENDER'))
  .get('/transactions/me/received', (c) => side(c, 'RECIPIENT'))

  .get('/transactions/:id', async (c) => {
    const ctx = c.get('ctx');
    only(ctx, KINDS, 'UNAUTHENTICATED');
    const own = ctx.caller.kind === 'admin' || ctx.caller.kind === 'system' ? null : principal(ctx).id;
    const row = await transactionQuery(ctx, () => undefined, own)
      .where('id', '=', c.req.param('id'))
      .executeTakeFirst();
    if (!row) throw new Problem('TRANSACTION_NOT_FOUND', undefined, undefined, 'id');
    return c.json((await transactionDtos(ctx.db, ctx.tenant.id, [row]))[0]!);
  });
