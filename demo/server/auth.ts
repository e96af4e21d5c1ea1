import { Hono } from 'hono';
import { only } from './access.js';
import { readBody } from './contract.js';
import { inTransaction, type Db } from './db.js';
import { verifyIdentity } from './identity.js';
import { Problem } from './problems.js';
import type { CoreEnv } from './runtime.js';
import { createSession, pairOf, rotate, verifyToken, type SessionOwner } from './session-tokens.js';
import { consume, signInAdmin, signInBusiness, signInGuest, signInUser } from './sign-in.js';

/** Contract, `AuthTokenRequest`. */
interface AuthTokenRequest {
  authToken: string;
  authType?: string;
  rawLoginData?: Record<string, unknown>;
  context?: { businessId?: string; tenantId?: string };
}

async function guestsAllowed(db: Db, tenantId: string): Promise<boolean> {
  const row = await db.selectFrom('tenant_secrets').select('allow_guests').where('tenant_id', '=', tenantId).executeTakeFirst();
  return row?.allow_guests === 1;
}

/** Sessions (contract, Auth): opened by an identity token or as a guest, renewed by rotation. */
export const auth = new Hono<CoreEnv>()

  .post('/auth/token', async (c) => {
    const { db, tenant, now, chain } = c.get('ctx');
    const [runtime, keys] = [c.get('runtime'), c.get('keys')];
    const { authToken, authType = 'user', rawLoginData, context } = await readBody<AuthTokenRequest>(c.req, 'createAuthToken');
    if (context?.tenantId !== undefined && context.tenantId !== tenant.id) throw new Problem('UNAUTHENTICATED');
    const open = async (owner: (trx: Db) => Promise<SessionOwner>) => {
      const session = await inTransaction(db, tenant.id, async (trx) => createSession(trx, tenant.id, await owner(trx), now));
      return c.json(await pairOf(runtime, keys, session));
    };
    if (authType === 'user' && rawLoginData && (await guestsAllowed(db, tenant.id))) {
      const login = await verifyToken(runtime, keys, authToken, 'login');
      if (login.tenantId !== tenant.id) throw new Problem('UNAUTHENTICATED');
      return open((trx) => signInGuest(trx, tenant.id, rawLoginData, now, chain));
    }
    const claims = await verifyIdentity(runtime, keys, tenant.id, authToken);
    if (runtime.options.rateLimits) runtime.limiter.take('account', `${tenant.id} ${claims.sub}`, runtime.options.now().getTime());
    return open(async (trx) => {
      // A refusal undoes the use: the person answers MULTIPLE_CONTEXT_SELECTION_REQUIRED with the same token.
      await consume(trx, tenant.id, claims);
      if (authType === 'user') return signInUser(trx, tenant.id, claims, now, chain);
      if (authType === 'business') return signInBusiness(trx, tenant.id, claims, context?.businessId);
      if (authType === 'tenant') return signInAdmin(trx, tenant.id, claims);
      throw new Problem('VALIDATION_ERROR', 'authType must be user, business or tenant.', undefined, 'authType');
    });
  })

  .post('/auth/refresh', async (c) => {
    const { db, tenant, now } = c.get('ctx');
    const [runtime, keys] = [c.get('runtime'), c.get('keys')];
    const { refreshToken } = await readBody<{ refreshToken: string }>(c.req, 'refreshAuthToken');
    const claims = await verifyToken(runtime, keys, refreshToken, 'refresh');
    if (claims.tenantId !== tenant.id) throw new Problem('UNAUTHENTICATED');
    if (runtime.options.rateLimits) runtime.limiter.take('refresh', `${tenant.id} ${claims.family}`, runtime.options.now().getTime());
    return c.json(await pairOf(runtime, keys, await rotate(db, claims, now)));
  })

  .post('/auth/verify', async (c) => {
    const ctx = c.get('ctx');
    only(ctx, ['system'], 'UNAUTHENTICATED');
    const { authToken } = await readBody<{ authToken: string }>(c.req, 'verifyAuthToken');
    try {
      const payload = await verifyToken(c.get('runtime'), c.get('keys'), authToken, 'access');
      if (payload.tenantId !== ctx.tenant.id) throw new Problem('UNAUTHENTICATED');
      return c.json({ valid: true, payload });
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      return c.json({ valid: false, errorMessage: error.code === 'TOKEN_EXPIRED' ? 'Token expired' : 'Invalid token' });
    }
  });
