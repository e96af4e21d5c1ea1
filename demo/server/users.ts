import { Hono } from 'hono';
import { only } from './access.js';
import type { Env, RequestContext } from './context.js';
import { readBody } from './contract.js';
import { Problem } from './problems.js';
import { statusTypeDto, userDto } from './wire.js';

async function currentUser({ db, tenant, caller }: RequestContext) {
  const user = await db
    .selectFrom('users')
    .selectAll()
    .where('tenant_id', '=', tenant.id)
    .where('id', '=', caller.id!)
    .executeTakeFirstOrThrow();
  const wallets = await db
    .selectFrom('wallets')
    .selectAll()
    .where('tenant_id', '=', tenant.id)
    .where('owner_type', '=', 'user')
    .where('owner_id', '=', user.id)
    // The custodial one first: it is the main address.
    .orderBy('wallet_management_type')
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  return userDto(user, wallets);
}

/** Contract, `UserUpdateRequest`, by the column it changes. `isActive` is ignored on one's own account, as the contract says. */
const TEXTS = {
  email: 'email',
  firstName: 'first_name',
  lastName: 'last_name',
  externalId: 'external_id',
  instagramAccountId: 'instagram_account_id',
  googleAccountName: 'google_account_name',
} as const;
const OBJECTS = { customData: 'custom_data', publicProfile: 'public_profile' } as const;

/** Contract, Users: the signed-in user and the loyalty levels. */
export const users = new Hono<Env>()

  .get('/users/me', async (c) => {
    const ctx = c.get('ctx');
    only(ctx, ['user'], 'UNAUTHENTICATED');
    return c.json(await currentUser(ctx));
  })

  .put('/users/me', async (c) => {
    const ctx = c.get('ctx');
    only(ctx, ['user'], 'UNAUTHENTICATED');
    const body = await readBody<Record<string, unknown>>(c.req, 'updateCurrentUser');
    const set: Record<string, string> = { updated_at: ctx.now.toISOString() };
    for (const [property, column] of Object.entries(TEXTS)) if (typeof body[property] === 'string') set[column] = body[property];
    for (const [property, column] of Object.entries(OBJECTS))
      if (body[property] !== undefined) set[column] = JSON.stringify(body[property]);
    const current = await currentUser(ctx);
    // The external id is what sign-in finds a user by: taking another one would take over that account.
    if (set['external_id'] !== undefined && set['external_id'] !== current.externalId) {
      throw new Problem('VALIDATION_ERROR', 'externalId is set by sign-in and cannot be changed.', undefined, 'externalId');
    }
    await ctx.db.updateTable('users').set(set).where('tenant_id', '=', ctx.tenant.id).where('id', '=', current.id).execute();
    return c.json(await currentUser(ctx));
  })

  .get('/users/status-types', async (c) => {
    const { db, tenant } = c.get('ctx');
    const rows = await db.selectFrom('status_types').selectAll().where('tenant_id', '=', tenant.id).orderBy('id').execute();
    return c.json(rows.map(statusTypeDto).sort((a, b) => a.minTokenBalance - b.minTokenBalance));
  });
