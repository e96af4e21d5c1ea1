import { createMiddleware } from 'hono/factory';
import { advanceDue } from './ledger.js';
import { sha256 } from './new-tenant.js';
import { Problem } from './problems.js';
import type { Caller } from './context.js';
import type { Db } from './db.js';
import type { CoreEnv, Runtime } from './runtime.js';
import type { TenantRow } from './schema.js';
import { isRevoked, verifyToken, type SessionClaims } from './session-tokens.js';

const PUBLIC: Caller = { kind: 'public', id: null, businessId: null };
const KINDS = { user: 'user', business: 'business', tenant: 'admin' } as const;
const OWNERS = { user: 'users', business: 'business_members', tenant: 'admins' } as const;

const tenantById = (db: Db, id: string): Promise<TenantRow | undefined> =>
  db.selectFrom('tenants').selectAll().where('id', '=', id).executeTakeFirst();

/** The tenant that a project key names, on the main or the test network. @throws Problem `INVALID_PROJECT_KEY` */
export async function tenantByKey(db: Db, key: string): Promise<TenantRow> {
  const tenant = await db
    .selectFrom('tenants')
    .selectAll()
    .where((of) => of.or([of('project_key', '=', key), of('testnet_project_key', '=', key)]))
    .executeTakeFirst();
  if (!tenant) throw new Problem('INVALID_PROJECT_KEY');
  return tenant;
}

/** The caller that an access token proves, as long as its session and its owner are still there. */
async function sessionCaller(db: Db, claims: SessionClaims): Promise<Caller> {
  const owner = await db
    .selectFrom(OWNERS[claims.accountType])
    .selectAll()
    .where('tenant_id', '=', claims.tenantId)
    .where('id', '=', claims.sub!)
    .executeTakeFirst();
  const off = owner && 'is_active' in owner && owner.is_active === 0;
  if (!owner || off || (await isRevoked(db, claims))) throw new Problem('UNAUTHENTICATED', 'The session has ended.');
  return { kind: KINDS[claims.accountType], id: claims.sub!, businessId: claims.businessId ?? null };
}

async function systemCaller(db: Db, tenant: TenantRow, key: string): Promise<Caller> {
  const row = await db
    .selectFrom('api_keys')
    .select('id')
    .where('tenant_id', '=', tenant.id)
    .where('key_hash', '=', sha256(key))
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  if (!row) throw new Problem('UNAUTHENTICATED', 'The system key is not known.');
  return { kind: 'system', id: row.id, businessId: null };
}

/** Address with its last part zeroed; null when it is none. */
export function anonymize(ip: string | null): string | null {
  const v4 = /^(?:::ffff:)?(\d+\.\d+\.\d+)\.\d+$/.exec(ip ?? '');
  if (v4) return `${v4[1]}.0`;
  return ip?.includes(':') ? `${ip.split(':').slice(0, 3).join(':')}::` : null;
}

function countryOf(tenant: TenantRow): string | null {
  const place = tenant.client_ip_location === null ? null : (JSON.parse(tenant.client_ip_location) as { country_code?: string | null });
  return place?.country_code ?? null;
}

/** `GET /tenants/{id}` is the one tenant route that answers without a key: its tenant is the one it names. */
const keylessTenant = (method: string, path: string): string | undefined =>
  method === 'GET' ? /^\/v2\/tenants\/([0-9a-f]{8}-[0-9a-f-]{27})$/.exec(path)?.[1] : undefined;

function limit(runtime: Runtime, path: string, tenant: TenantRow, caller: Caller, ip: string): void {
  if (!runtime.options.rateLimits) return;
  const now = runtime.options.now().getTime();
  if (path === '/v2/auth/token') runtime.limiter.take('login', `${tenant.id} ${ip}`, now);
  if (path === '/v2/campaigns/claims' && caller.id !== null) runtime.limiter.take('claims', `${tenant.id} ${caller.id}`, now);
  if (caller.id === null) runtime.limiter.take('public', `${tenant.id} ${ip}`, now);
  else runtime.limiter.take('session', `${tenant.id} ${caller.id}`, now);
  runtime.limiter.take('tenant', tenant.id, now);
}

/**
 * Finds out who calls and puts the tenant's view into `ctx`. The tenant comes from the verified session, else from the
 * project key; both must name the same one. What is due at the tenant is carried out before the route runs.
 *
 * @throws Problem `INVALID_PROJECT_KEY`, `UNAUTHENTICATED`, `TOKEN_EXPIRED`, `FORBIDDEN` (key and session of two tenants, or an
 * origin that the tenant does not allow), `RATE_LIMITED`
 */
export const resolveCaller = createMiddleware<CoreEnv>(async (c, next) => {
  const [runtime, keys] = [c.get('runtime'), c.get('keys')];
  const { db, options } = runtime;
  const [authorization, projectKey, apiKey] = ['authorization', 'x-project-key', 'x-api-key'].map((name) => c.req.header(name));
  const named = projectKey ? await tenantByKey(db, projectKey) : undefined;
  let tenant = named;
  let caller = PUBLIC;
  if (authorization !== undefined) {
    const token = /^Bearer +(\S+)$/i.exec(authorization)?.[1];
    if (!token) throw new Problem('UNAUTHENTICATED', 'Authorization must be a bearer token.');
    const claims = await verifyToken(runtime, keys, token, 'access');
    tenant = await tenantById(db, claims.tenantId);
    if (!tenant) throw new Problem('UNAUTHENTICATED');
    if (named && named.id !== tenant.id) throw new Problem('FORBIDDEN', 'Project key and session belong to different projects.');
    caller = await sessionCaller(db, claims);
  } else if (apiKey !== undefined) {
    if (!tenant) throw new Problem('INVALID_PROJECT_KEY');
    caller = await systemCaller(db, tenant, apiKey);
  }
  if (!tenant) {
    const id = keylessTenant(c.req.method, c.req.path);
    if (id === undefined) throw new Problem('INVALID_PROJECT_KEY');
    tenant = await tenantById(db, id);
    if (!tenant) throw new Problem('RESOURCE_NOT_FOUND', undefined, undefined, 'id');
  }
  const origin = c.req.header('origin') ?? null;
  if (origin !== null && tenant.allowed_origins !== null && !(JSON.parse(tenant.allowed_origins) as string[]).includes(origin)) {
    throw new Problem('FORBIDDEN', `The project does not allow the origin ${origin}.`, undefined, 'origin');
  }
  const now = runtime.nowAt(tenant.id);
  const { transactionStepMs } = options;
  c.set('ctx', {
    db,
    tenant,
    caller,
    now,
    transactionStepMs,
    countryCode: countryOf(tenant),
    anonymizedIp: anonymize(c.env.remoteIp),
    chain: tenant.on_chain === 1 ? options.chain : null,
    publicUrl: options.publicUrl,
    requestId: c.res.headers.get('x-request-id') ?? '',
    origin,
  });
  limit(runtime, c.req.path, tenant, caller, c.env.remoteIp ?? '');
  await advanceDue(db, tenant.id, now, transactionStepMs);
  await next();
});
