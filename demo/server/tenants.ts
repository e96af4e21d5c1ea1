import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import { only } from './access.js';
import type { RequestContext } from './context.js';
import { readBody } from './contract.js';
import { inTransaction } from './db.js';
import { createSystemKey, createTenantRows } from './new-tenant.js';
import { Problem } from './problems.js';
import type { CoreEnv } from './runtime.js';
import type { TenantRow, TenantSecretsRow } from './schema.js';
import { createSession, loginToken, pairOf } from './session-tokens.js';
import { present } from './wire.js';

/** Required part of `TenantPublic`: what is sent to someone who names no project key. */
const basicDto = (row: TenantRow) => ({
  projectName: row.project_name,
  acronym: row.acronym,
  id: row.id,
  createdAt: row.created_at,
  projectApiKey: row.project_key,
});

/** Contract, `TenantPublic`: for callers with the project key. */
const publicDto = (row: TenantRow) =>
  present({
    ...basicDto(row),
    projectDescription: row.project_description,
    projectWebsite: row.project_website,
    projectEmail: row.project_email,
    projectImageUrl: row.project_image_url,
  });

/** Contract, `Tenant`: for the tenant's administrators. What is shown once (`jwt`, `apiPrivateKey`) is not part of it. */
const adminDto = (row: TenantRow, secrets: TenantSecretsRow) =>
  present({
    ...publicDto(row),
    testnetProjectApiKey: row.testnet_project_key,
    stripeApiKey: secrets.stripe_api_key,
    stripeWebhookSecret: secrets.stripe_webhook_secret,
    loginToken: secrets.login_token,
    allowJWTForUnauthenticatedUsers: secrets.allow_guests === 1,
    firebaseTenantId: row.firebase_tenant_id,
    defaultWalletManagementType: secrets.default_wallet_management_type,
  });

const secretsOf = ({ db, tenant }: Pick<RequestContext, 'db' | 'tenant'>): Promise<TenantSecretsRow> =>
  db.selectFrom('tenant_secrets').selectAll().where('tenant_id', '=', tenant.id).executeTakeFirstOrThrow();

/** Contract, `TenantUpdateRequest`, by the column it changes. */
const PUBLIC_COLUMNS = {
  projectName: 'project_name',
  projectDescription: 'project_description',
  projectWebsite: 'project_website',
  projectEmail: 'project_email',
  projectImageUrl: 'project_image_url',
  stripePublishableKey: 'stripe_publishable_key',
  firebaseTenantId: 'firebase_tenant_id',
} as const;
const SECRET_COLUMNS = { stripeApiKey: 'stripe_api_key', stripeWebhookSecret: 'stripe_webhook_secret', loginToken: 'login_token' } as const;

function changes(body: Record<string, unknown>, columns: Readonly<Record<string, string>>): Record<string, string> {
  const named = Object.entries(columns).filter(([property]) => typeof body[property] === 'string');
  return Object.fromEntries(named.map(([property, column]) => [column, body[property] as string]));
}

/** Contract, Tenants: all six operations. */
export const tenants = new Hono<CoreEnv>()

  .get('/tenants/client-config', (c) => {
    const { tenant } = c.get('ctx');
    const config = present({
      projectName: tenant.project_name,
      id: tenant.id,
      stripePublishableKey: tenant.stripe_publishable_key,
      firebaseTenantId: tenant.firebase_tenant_id,
      infuraApiKey: tenant.infura_api_key,
      polyScanApiKey: tenant.poly_scan_api_key,
    });
    const clientIpLocation = tenant.client_ip_location === null ? null : (JSON.parse(tenant.client_ip_location) as object);
    return c.json({ ...config, clientIpLocation });
  })

  .get('/tenants/login-token', async (c) => {
    const { tenant, now } = c.get('ctx');
    return c.json(await loginToken(c.get('runtime'), c.get('keys'), tenant.id, now));
  })

  .get('/tenants/me', (c) => c.json(publicDto(c.get('ctx').tenant)))

  .get('/tenants/:id', async (c) => {
    const ctx = c.get('ctx');
    if (c.req.param('id') !== ctx.tenant.id) throw new Problem('RESOURCE_NOT_FOUND', undefined, undefined, 'id');
    if (ctx.caller.kind === 'admin') return c.json(adminDto(ctx.tenant, await secretsOf(ctx)));
    return c.json(
      c.req.header('x-project-key') === undefined && ctx.caller.kind === 'public' ? basicDto(ctx.tenant) : publicDto(ctx.tenant),
    );
  })

  .post('/tenants', async (c) => {
    const ctx = c.get('ctx');
    only(ctx, ['system'], 'UNAUTHENTICATED');
    const { projectName } = await readBody<{ projectName: string }>(c.req, 'createTenant');
    if (!projectName.trim()) throw new Problem('VALIDATION_ERROR', 'projectName must not be empty.', undefined, 'projectName');
    const made = await inTransaction(ctx.db, ctx.tenant.id, async (trx) => {
      const tenant = await createTenantRows(trx, ctx.now, { project_name: projectName }, false);
      const admin = { tenant_id: tenant.id, id: randomUUID(), external_id: `tenant:${tenant.id}`, email: null };
      await trx.insertInto('admins').values(admin).execute();
      const session = await createSession(trx, tenant.id, { type: 'tenant', id: admin.id, businessId: null }, ctx.now);
      return { tenant, session, apiPrivateKey: await createSystemKey(trx, tenant.id, ctx.now) };
    });
    const { accessToken: jwt } = await pairOf(c.get('runtime'), c.get('keys'), made.session);
    const record = adminDto(made.tenant, await secretsOf({ db: ctx.db, tenant: made.tenant }));
    return c.json({ ...record, jwt, apiPrivateKey: made.apiPrivateKey }, 201);
  })

  .put('/tenants', async (c) => {
    const ctx = c.get('ctx');
    only(ctx, ['admin']);
    const body = await readBody<Record<string, unknown>>(c.req, 'updateTenant');
    const tenant = await inTransaction(ctx.db, ctx.tenant.id, async (trx) => {
      const facts = changes(body, PUBLIC_COLUMNS);
      const guests = body['allowJWTForUnauthenticatedUsers'];
      const secrets = { ...changes(body, SECRET_COLUMNS), ...(typeof guests === 'boolean' ? { allow_guests: guests ? 1 : 0 } : {}) };
      if (Object.keys(facts).length > 0) await trx.updateTable('tenants').set(facts).where('id', '=', ctx.tenant.id).execute();
      if (Object.keys(secrets).length > 0) {
        await trx.updateTable('tenant_secrets').set(secrets).where('tenant_id', '=', ctx.tenant.id).execute();
      }
      return trx.selectFrom('tenants').selectAll().where('id', '=', ctx.tenant.id).executeTakeFirstOrThrow();
    });
    return c.json(adminDto(tenant, await secretsOf(ctx)));
  });
