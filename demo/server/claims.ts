import { Hono, type Context } from 'hono';
import type { SelectQueryBuilder } from 'kysely';
import { only } from './access.js';
import { claimDtos } from './claim-dto.js';
import type { ClaimRequest } from './claim-facts.js';
import type { Env, RequestContext } from './context.js';
import { readBody } from './contract.js';
import { idempotency } from './idempotency.js';
import { makeClaim } from './make-claim.js';
import { envelope, readPaging, select } from './paging.js';
import { Problem } from './problems.js';
import type { ClaimRow, Database } from './schema.js';

const KINDS = ['user', 'business', 'admin', 'system'] as const;
const SORT = {
  columns: { createdAt: 'created_at', updatedAt: 'updated_at', status: 'status', id: 'id' },
  by: 'created_at',
  order: 'desc',
} as const;
type Query = SelectQueryBuilder<Database, 'claims', ClaimRow>;

/** What this caller may see: users their own, businesses those at their place, administrators and systems all. */
function visible({ db, tenant, caller }: RequestContext): Query {
  const query = db.selectFrom('claims').selectAll().where('tenant_id', '=', tenant.id);
  if (caller.kind === 'user') return query.where('user_id', '=', caller.id!);
  return caller.kind === 'business' ? query.where('business_id', '=', caller.businessId!) : query;
}

async function list(c: Context<Env>) {
  const ctx = c.get('ctx');
  const paging = readPaging((name) => c.req.query(name));
  const [campaignId, userId, businessId] = ['campaignId', 'userId', 'businessId'].map((name) => c.req.query(name));
  const wide = ctx.caller.kind === 'admin' || ctx.caller.kind === 'system';
  let query = visible(ctx);
  if (campaignId) query = query.where('campaign_id', '=', campaignId);
  if (userId && wide) query = query.where('user_id', '=', userId);
  if (businessId && wide) query = query.where('business_id', '=', businessId);
  const { rows, total } = await select(query, paging, SORT);
  return c.json(envelope(await claimDtos(ctx, rows), paging, total));
}

/** Contract, Campaign Claims: make, list, the user's own, one. */
export const claims = new Hono<Env>()

  .post('/campaigns/claims', idempotency, async (c) => {
    const ctx = c.get('ctx');
    only(ctx, KINDS);
    const claim = await makeClaim(ctx, await readBody<ClaimRequest>(c.req, 'createCampaignClaim'));
    return c.json((await claimDtos(ctx, [claim]))[0]!, 201);
  })

  .get('/campaigns/claims', (c) => {
    only(c.get('ctx'), KINDS, 'UNAUTHENTICATED');
    return list(c);
  })

  .get('/campaigns/claims/me', (c) => {
    only(c.get('ctx'), ['user'], 'UNAUTHENTICATED');
    return list(c);
  })

  .get('/campaigns/claims/:id', async (c) => {
    const ctx = c.get('ctx');
    only(ctx, KINDS, 'UNAUTHENTICATED');
    const row = await visible(ctx).where('id', '=', c.req.param('id')).executeTakeFirst();
    if (!row) throw new Problem('RESOURCE_NOT_FOUND', undefined, undefined, 'id');
    return c.json((await claimDtos(ctx, [row]))[0]!);
  });
