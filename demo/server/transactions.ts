import { Hono, type Context } from 'hono';
import { only, principal } from './access.js';
import type { Env, RequestContext } from './context.js';
import { readBody } from './contract.js';
import { idempotency } from './idempotency.js';
import { makeTransaction, type TransactionRequest } from './make-transaction.js';
import { envelope, readPaging, select } from './paging.js';
import { Problem } from './problems.js';
import type { TransactionRow } from './schema.js';
import { nextStep, prepare } from './signing.js';
import { submit, type SubmitRequest } from './submit.js';
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

/** The caller's own movement. @throws Problem `TRANSACTION_NOT_FOUND` */
async function ownRow(c: Context<Env>): Promise<TransactionRow> {
  const ctx = c.get('ctx');
  only(ctx, KINDS, 'UNAUTHENTICATED');
  const row = await transactionQuery(ctx, () => undefined, principal(ctx).id)
    .where('id', '=', c.req.param('id')!)
    .executeTakeFirst();
  // Only the sender signs.
  if (!row || row.sender_id !== principal(ctx).id) throw new Problem('TRANSACTION_NOT_FOUND', undefined, undefined, 'id');
  return row;
}

const dto = async (ctx: RequestContext, row: TransactionRow) => (await transactionDtos(ctx.db, ctx.tenant.id, [row]))[0]!;

/** Contract, Transactions: making, signing, reading. `include` is accepted; the contract's objects carry ids only. */
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

  .post('/transactions', idempotency, async (c) => {
    const ctx = c.get('ctx');
    only(ctx, KINDS);
    const row = await makeTransaction(ctx, await readBody<TransactionRequest>(c.req, 'createTransaction'));
    return c.json({ transaction: await dto(ctx, row), ...nextStep(row) }, 201);
  })

  .post('/transactions/:id/prepare', async (c) => {
    const ctx = c.get('ctx');
    const row = await prepare(ctx, await ownRow(c));
    return c.json({ transaction: await dto(ctx, row), ...nextStep(row) });
  })

  .post('/transactions/:id/submit', async (c) => {
    const ctx = c.get('ctx');
    const row = await ownRow(c);
    return c.json(await dto(ctx, await submit(ctx, row, await readBody<SubmitRequest>(c.req, 'submitTransaction'))));
  })

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
