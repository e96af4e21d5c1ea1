import { randomUUID } from 'node:crypto';
import type { Chain } from '../chain/chain.js';
import type { Db } from './db.js';
import type { IdentityClaims } from './identity.js';
import { sha256 } from './new-tenant.js';
import { ownerLabel } from './on-chain.js';
import { Problem } from './problems.js';
import type { UserRow } from './schema.js';
import type { SessionOwner } from './session-tokens.js';
import { createWallet } from './wallets.js';

/** Marks an identity token as used. @throws Problem `UNAUTHENTICATED` when it was used before. */
export async function consume(trx: Db, tenantId: string, claims: IdentityClaims): Promise<void> {
  const row = { tenant_id: tenantId, jti: claims.jti, expires_at: new Date(claims.exp! * 1000).toISOString() };
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('used_identity_tokens')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (Number(numInsertedOrUpdatedRows) === 0) throw new Problem('UNAUTHENTICATED', 'The identity token was used before.');
}

type Profile = Pick<UserRow, 'external_id' | 'email' | 'first_name' | 'last_name' | 'is_guest'>;

/** The tenant's user with this external id; made, with a custodial wallet, at the first sign-in. */
async function userOf(trx: Db, tenantId: string, profile: Profile, now: Date, chain: Chain | null): Promise<SessionOwner> {
  const known = await trx
    .selectFrom('users')
    .select(['id', 'is_active'])
    .where('tenant_id', '=', tenantId)
    .where('external_id', '=', profile.external_id)
    .executeTakeFirst();
  if (known?.is_active === 0) throw new Problem('UNAUTHENTICATED', 'The account is switched off.');
  if (known) return { type: 'user', id: known.id, businessId: null };
  const id = randomUUID();
  const at = now.toISOString();
  await trx
    .insertInto('users')
    .values({
      ...profile,
      tenant_id: tenantId,
      id,
      instagram_account_id: null,
      google_account_name: null,
      custom_data: null,
      public_profile: null,
      current_signing_account_id: null,
      is_active: 1,
      created_at: at,
      updated_at: at,
    })
    .execute();
  const label = ownerLabel({ tenant_id: tenantId, owner_type: 'user', owner_id: id });
  await createWallet(trx, tenantId, 'user', id, now, chain ? { address: chain.signer.custodialWallet(label) } : {});
  return { type: 'user', id, businessId: null };
}

/** The person an identity token names, as a user. */
export const signInUser = (trx: Db, tenantId: string, claims: IdentityClaims, now: Date, chain: Chain | null): Promise<SessionOwner> =>
  userOf(
    trx,
    tenantId,
    {
      external_id: claims.sub,
      email: claims.email ?? null,
      first_name: claims.given_name ?? null,
      last_name: claims.family_name ?? null,
      is_guest: 0,
    },
    now,
    chain,
  );

/**
 * A guest. The same device gets the same guest again; its id is a secret of the device, so only its hash is kept.
 */
export function signInGuest(
  trx: Db,
  tenantId: string,
  data: Record<string, unknown>,
  now: Date,
  chain: Chain | null,
): Promise<SessionOwner> {
  const device = data['deviceId'];
  const known = typeof device === 'string' && device.length >= 16 ? sha256(device) : randomUUID();
  return userOf(trx, tenantId, { external_id: `guest:${known}`, email: null, first_name: null, last_name: null, is_guest: 1 }, now, chain);
}

/**
 * The person as a member of one business.
 *
 * @param wanted `context.businessId` of the request.
 * @throws Problem `MULTIPLE_CONTEXT_SELECTION_REQUIRED` with the memberships to choose from; `UNAUTHENTICATED` without one.
 */
export async function signInBusiness(trx: Db, tenantId: string, claims: IdentityClaims, wanted: string | undefined): Promise<SessionOwner> {
  const members = await trx
    .selectFrom('business_members as member')
    .innerJoin('businesses as business', (join) =>
      join.onRef('business.tenant_id', '=', 'member.tenant_id').onRef('business.id', '=', 'member.business_id'),
    )
    .select(['member.id', 'member.role', 'member.business_id', 'business.display_name'])
    .where('member.tenant_id', '=', tenantId)
    .where('member.external_id', '=', claims.sub)
    .orderBy('business.display_name')
    .orderBy('member.id')
    .execute();
  const fitting = wanted === undefined ? members : members.filter((member) => member.business_id === wanted);
  if (fitting.length > 1) {
    const options = fitting.map((member) => ({ businessId: member.business_id, name: member.display_name, role: member.role }));
    throw new Problem('MULTIPLE_CONTEXT_SELECTION_REQUIRED', undefined, { options }, 'context.businessId');
  }
  const member = fitting[0];
  if (!member) throw new Problem('UNAUTHENTICATED', 'No membership fits.');
  return { type: 'business', id: member.id, businessId: member.business_id };
}

/** The person as an administrator of the tenant. @throws Problem `UNAUTHENTICATED` when they are none. */
export async function signInAdmin(trx: Db, tenantId: string, claims: IdentityClaims): Promise<SessionOwner> {
  const admin = await trx
    .selectFrom('admins')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('external_id', '=', claims.sub)
    .executeTakeFirst();
  if (!admin) throw new Problem('UNAUTHENTICATED', 'Not an administrator.');
  return { type: 'tenant', id: admin.id, businessId: null };
}
