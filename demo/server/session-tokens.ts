import { createHash, randomUUID } from 'node:crypto';
import { decodeJwt, errors, jwtVerify, SignJWT, type JWTPayload } from 'jose';
import type { Db } from './db.js';
import { inTransaction } from './db.js';
import { ALGORITHM } from './keys.js';
import { Problem } from './problems.js';
import type { CoreEnv, Runtime } from './runtime.js';
import type { SessionRow } from './schema.js';

type Keys = CoreEnv['Variables']['keys'];
export type TokenUse = 'access' | 'refresh' | 'login';

/** Seconds. */
const LIFETIME: Readonly<Record<TokenUse, number>> = { access: 900, refresh: 86_400, login: 600 };
/** Within this time the token used just before is answered with the same pair again: two tabs may have sent it at once. */
const LEEWAY_MS = 10_000;

export interface SessionOwner {
  readonly type: 'user' | 'business' | 'tenant';
  /** User, business member or administrator. */
  readonly id: string;
  readonly businessId: string | null;
}

/** Claims of the API's own tokens. */
export interface SessionClaims extends JWTPayload {
  tenantId: string;
  use: TokenUse;
  accountType: SessionOwner['type'];
  businessId?: string;
  family?: string;
}

export const issuer = (runtime: Runtime): string => `${runtime.options.publicUrl}/v2`;

function sign(
  runtime: Runtime,
  keys: Keys,
  tenantId: string,
  use: TokenUse,
  subject: string,
  id: string,
  from: Date,
  more: object,
): Promise<string> {
  const iat = Math.floor(from.getTime() / 1000);
  return new SignJWT({ tenantId, use, ...more })
    .setProtectedHeader({ alg: ALGORITHM, kid: keys.session.kid, typ: `${use}+jwt` })
    .setIssuer(issuer(runtime))
    .setAudience(tenantId)
    .setSubject(subject)
    .setJti(id)
    .setIssuedAt(iat)
    .setExpirationTime(iat + LIFETIME[use])
    .sign(keys.session.privateKey);
}

/** Whose tenant a token says it is for. Not yet verified: only good for choosing the clock to verify with. */
export function claimedTenant(token: string): string {
  try {
    return String(decodeJwt(token)['tenantId'] ?? '');
  } catch {
    return '';
  }
}

/**
 * Verifies one of the API's own tokens at the time of its tenant.
 *
 * @throws Problem `TOKEN_EXPIRED` past its end, `UNAUTHENTICATED` for everything else that is wrong.
 */
export async function verifyToken(runtime: Runtime, keys: Keys, token: string, use: TokenUse): Promise<SessionClaims> {
  const tenantId = claimedTenant(token);
  try {
    const { payload } = await jwtVerify<SessionClaims>(token, keys.session.publicKey, {
      algorithms: [ALGORITHM],
      issuer: issuer(runtime),
      audience: tenantId,
      typ: `${use}+jwt`,
      currentDate: runtime.nowAt(tenantId),
    });
    return payload;
  } catch (error) {
    if (error instanceof errors.JWTExpired) throw new Problem('TOKEN_EXPIRED', `The ${use} token has expired.`);
    throw new Problem('UNAUTHENTICATED');
  }
}

/** A login token for guests (GET /tenants/login-token). */
export const loginToken = (runtime: Runtime, keys: Keys, tenantId: string, now: Date): Promise<string> =>
  sign(runtime, keys, tenantId, 'login', 'guest', randomUUID(), now, {});

/** The pair that belongs to a session row. The same row always gives the same two tokens. */
export async function pairOf(runtime: Runtime, keys: Keys, row: SessionRow) {
  const from = new Date(row.created_at);
  const more = { accountType: row.owner_type, family: row.family_id, ...(row.business_id === null ? {} : { businessId: row.business_id }) };
  const accessId = createHash('sha256').update(`access ${row.id}`).digest('base64url').slice(0, 22);
  return {
    accessToken: await sign(runtime, keys, row.tenant_id, 'access', row.owner_id, accessId, from, more),
    refreshToken: await sign(runtime, keys, row.tenant_id, 'refresh', row.owner_id, row.id, from, more),
  };
}

/** Starts a session, or continues a family with its next token. */
export async function createSession(
  trx: Db,
  tenantId: string,
  owner: SessionOwner,
  now: Date,
  familyId: string = randomUUID(),
): Promise<SessionRow> {
  const row: SessionRow = {
    tenant_id: tenantId,
    id: randomUUID(),
    family_id: familyId,
    owner_type: owner.type,
    owner_id: owner.id,
    business_id: owner.businessId,
    used_at: null,
    successor_id: null,
    revoked_at: null,
    expires_at: new Date(now.getTime() + LIFETIME.refresh * 1000).toISOString(),
    created_at: now.toISOString(),
  };
  await trx.insertInto('sessions').values(row).execute();
  return row;
}

/** Whether the family of an access token has been ended. */
export async function isRevoked(db: Db, claims: SessionClaims): Promise<boolean> {
  const live = await db
    .selectFrom('sessions')
    .select('id')
    .where('tenant_id', '=', claims.tenantId)
    .where('family_id', '=', claims.family ?? '')
    .where('revoked_at', 'is', null)
    .limit(1)
    .executeTakeFirst();
  return !live;
}

/**
 * Exchanges a refresh token for the next session row of its family. A used token that comes back ends the family, unless it is
 * the one used just before and within the leeway: then its successor is given again.
 *
 * @throws Problem `REFRESH_TOKEN_REUSED`; `UNAUTHENTICATED` for a token of an ended family.
 */
export async function rotate(db: Db, claims: SessionClaims, now: Date): Promise<SessionRow> {
  // The end of a family must be kept, so the refusal is thrown after the database transaction.
  const outcome = await inTransaction(db, claims.tenantId, async (trx): Promise<SessionRow | 'reused' | 'ended'> => {
    const session = (id: string) =>
      trx.selectFrom('sessions').selectAll().where('tenant_id', '=', claims.tenantId).where('id', '=', id).executeTakeFirst();
    const row = await session(claims.jti ?? '');
    if (!row || row.revoked_at !== null) return row?.used_at ? 'reused' : 'ended';
    if (row.used_at === null) {
      const owner: SessionOwner = { type: row.owner_type as SessionOwner['type'], id: row.owner_id, businessId: row.business_id };
      const next = await createSession(trx, row.tenant_id, owner, now, row.family_id);
      await trx
        .updateTable('sessions')
        .set({ used_at: now.toISOString(), successor_id: next.id })
        .where('tenant_id', '=', row.tenant_id)
        .where('id', '=', row.id)
        .execute();
      return next;
    }
    const successor = row.successor_id === null ? undefined : await session(row.successor_id);
    if (successor?.used_at === null && now.getTime() - Date.parse(row.used_at) <= LEEWAY_MS) return successor;
    await trx
      .updateTable('sessions')
      .set({ revoked_at: now.toISOString() })
      .where('tenant_id', '=', row.tenant_id)
      .where('family_id', '=', row.family_id)
      .execute();
    return 'reused';
  });
  if (outcome === 'reused') throw new Problem('REFRESH_TOKEN_REUSED');
  if (outcome === 'ended') throw new Problem('UNAUTHENTICATED');
  return outcome;
}
