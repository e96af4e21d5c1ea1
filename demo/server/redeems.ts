import { Hono, type Context } from 'hono';
import type { SelectQueryBuilder } from 'kysely';
import { only } from './access.js';
import type { Env, RequestContext } from './context.js';
import { readBody } from './contract.js';
import { idempotency } from './idempotency.js';
import { makeRedeem, type RedeemRequest } from './make-redeem.js';
import { envelope, readPaging, select } from './paging.js';
import { Problem } from './problems.js';
import { redeemDto } from './redemption-dto.js';
import type { Database, RedeemRow } from './schema.js';
import { nextStep } from './signing.js';
import { transactionDtos } from './wire.js';

const KINDS = ['user', 'business', 'admin'] as const;
const SORT = {
  columns: { createdAt: 'created_at', updatedAt: 'updated_at', status: 'status', id: 'id' },
  by: 'created_at',
  order: 'desc',
} as const;
type Query = SelectQueryBuilder<Database, 'redeems', RedeemRow>;

/** What this caller may see: users their own, businesses those at their place, administrators all. */
function visible({ db, tenant, caller }: RequestContext): Query {
  const query = db.selectFrom('redeems').selectAll().where('tenant_id', '=', tenant.id);
  if (caller.kind === 'user') return query.where('user_id', '=', caller.id!);
  return caller.kind === 'business' ? query.where('business_id', '=', caller.businessId!) : query;
}

async function list(c: Context<Env>) {
  const ctx = c.get('ctx');
  const paging = readPaging((name) => c.req.query(name));
  const [redemptionId, userId, businessId] = ['redemptionId', 'userId', 'businessId'].map((name) => c.req.query(name));
  let query = visible(ctx);
  if (redemptionId) query = query.where('redemption_id', '=', redemptionId);
  if (userId && ctx.caller.kind === 'admin') query = query.where('user_id', '=', userId);
  if (businessId && ctx.caller.kind === 'admin') query = query.where('business_id', '=', businessId);
  const { rows, total } = await select(query, paging, SORT);
  return c.json(envelope(rows.map(redeemDto), paging, total));
}

/** Contract, Redemption Redeems: make, list, the user's own, one. */
export const redeems = new Hono<Env>()

  .post('/redemptions/redeems', idempotency, async (c) => {
    const ctx = c.get('ctx');
    // The request names no customer, and points are spent by who owns them: businesses and administrators are refused.
    only(ctx, ['user']);
    const { redeem, payment } = await makeRedeem(ctx, await readBody<RedeemRequest>(c.req, 'createRedeem'));
    const step = payment && nextStep(payment);
    const [transaction] = await transactionDtos(ctx.db, ctx.tenant.id, payment ? [payment] : []);
    const senderTransaction = transaction
      ? {
          transaction,
          transactionStatus: transaction.status,
          signingData: step?.signingData ?? null,
          actionable: step?.actionable ?? null,
          walletSigningStatus: step?.walletStatus,
        }
      : null;
    return c.json({ redeem: redeemDto(redeem), senderTransaction });
  })

  .get('/redemptions/redeems', (c) => {
    only(c.get('ctx'), KINDS, 'UNAUTHENTICATED');
    return list(c);
  })

  .get('/redemptions/redeems/me', (c) => {
    only(c.get('ctx'), ['user'], 'UNAUTHENTICATED');
    return list(c);
  })

  .get('/redemptions/redeems/:id', async (c) => {
    const ctx = c.get('ctx');
    only(ctx, KINDS, 'UNAUTHENTICATED');
    const row = await visible(ctx).where('id', '=', c.req.param('id')).executeTakeFirst();
    if (!row) throw new Problem('RESOURCE_NOT_FOUND', undefined, undefined, 'id');
    return c.json(redeemDto(row));
  });
