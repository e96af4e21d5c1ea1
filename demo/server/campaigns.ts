import { Hono } from 'hono';
import { sql, type SelectQueryBuilder } from 'kysely';
import { only } from './access.js';
import { campaignDtos } from './campaign-dto.js';
import type { Env, RequestContext } from './context.js';
import { jsonArray } from './eligibility.js';
import { envelope, readPaging, select } from './paging.js';
import { Problem } from './problems.js';
import type { CampaignRow, Database } from './schema.js';

type Query = SelectQueryBuilder<Database, 'campaigns', CampaignRow>;
type Params = (name: string) => string | undefined;

const SORT = {
  columns: { name: 'name', createdAt: 'created_at', startDate: 'start_date', endDate: 'end_date', id: 'id' },
  by: 'created_at',
  order: 'desc',
} as const;
/** Old names of `sortBy` and `sortOrder` with the values they may have. */
const OLD = { sortBy: ['sort', ['name', 'createdAt', 'startDate']], sortOrder: ['order', ['ASC', 'DESC']] } as const;

/** Parameters of both families; a new name wins over its old one. @throws Problem `VALIDATION_ERROR` */
const eitherFamily =
  (params: Params): Params =>
  (name) => {
    if (name !== 'sortBy' && name !== 'sortOrder') return params(name);
    const [old, values] = OLD[name];
    const value = params(old);
    if (value && !(values as readonly string[]).includes(value)) {
      throw new Problem('VALIDATION_ERROR', `${old} must be one of ${values.join(', ')}.`, undefined, old);
    }
    return params(name) ?? value;
  };

function readOffset(value: string | undefined): number {
  if (!value) return 0;
  if (!/^[0-9]{1,9}$/.test(value)) throw new Problem('VALIDATION_ERROR', 'offset must be an integer from 0.', undefined, 'offset');
  return Number(value);
}

function engagedAt(query: Query, tenantId: string, businessId: string): Query {
  return query.where('id', 'in', (of) =>
    of.selectFrom('campaign_engagements').select('campaign_id').where('tenant_id', '=', tenantId).where('business_id', '=', businessId),
  );
}

/** What this caller may see: everybody the active ones, businesses their own, administrators all. */
function visible({ db, tenant, caller }: RequestContext): Query {
  const query = db.selectFrom('campaigns').selectAll().where('tenant_id', '=', tenant.id);
  if (caller.kind === 'admin') return query;
  if (caller.kind === 'business') return engagedAt(query, tenant.id, caller.businessId!);
  return query.where('is_active', '=', 1);
}

/** Campaigns with this tag, whatever its letter case. Quotes inside a JSON string are escaped, so `["` and `,"` begin an element. */
function tagged(query: Query, tag: string): Query {
  const element = JSON.stringify(tag.toLowerCase()).replace(/[\\%_]/g, '\\$&');
  return query.where((of) => of.or([`[${element}%`, `%,${element}%`].map((like) => sql<boolean>`lower(tags) like ${like} escape '\\'`)));
}

/** Contract, Campaigns and Campaign Tags: reading. `include` is accepted; everything related is there already. */
export const campaigns = new Hono<Env>()

  .get('/campaigns', async (c) => {
    const ctx = c.get('ctx');
    const params: Params = (name) => c.req.query(name);
    const paging = readPaging(eitherFamily(params));
    const offset = readOffset(params('offset'));
    const [active, tag, businessId] = [params('active'), params('tag'), params('businessId')];
    let query = visible(ctx);
    if (ctx.caller.kind === 'admin' && (active === 'true' || active === 'false'))
      query = query.where('is_active', '=', active === 'true' ? 1 : 0);
    if (tag) query = tagged(query, tag);
    if (businessId && ctx.caller.kind !== 'business') query = engagedAt(query, ctx.tenant.id, businessId);
    // The embedded database takes an offset only behind a limit; `select` sets the real one.
    if (offset > 0 && paging.page === null) query = query.limit(1_000_000_000).offset(offset);
    const { rows, total } = await select(query, paging, SORT);
    return c.json(envelope(await campaignDtos(ctx.db, ctx.tenant.id, ctx.caller, rows), paging, total));
  })

  .get('/campaigns/tags', async (c) => {
    const ctx = c.get('ctx');
    only(ctx, ['admin']);
    const paging = readPaging((name) => c.req.query(name));
    const rows = await ctx.db.selectFrom('campaigns').select('tags').distinct().where('tenant_id', '=', ctx.tenant.id).execute();
    const tags = [...new Set(rows.flatMap((row) => jsonArray<string>(row.tags)))].sort();
    const { page, limit } = paging;
    const from = page !== null && limit !== null ? (page - 1) * limit : 0;
    return c.json(envelope(tags.slice(from, limit === null ? undefined : from + limit), paging, tags.length));
  })

  .get('/campaigns/:id', async (c) => {
    const ctx = c.get('ctx');
    const row = await visible(ctx).where('id', '=', c.req.param('id')).executeTakeFirst();
    if (!row) throw new Problem('CAMPAIGN_NOT_FOUND', undefined, undefined, 'id');
    return c.json((await campaignDtos(ctx.db, ctx.tenant.id, ctx.caller, [row]))[0]!);
  });
