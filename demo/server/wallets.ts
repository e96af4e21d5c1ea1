import { randomBytes, randomUUID } from 'node:crypto';
import { getAddress } from 'ethers';
import type { Db } from './db.js';
import type { WalletRow } from './schema.js';

export type WalletOwner = 'user' | 'business' | 'tenant';

/** Chain of the demo's wallets and tokens unless a world says otherwise. */
export const DEFAULT_CHAIN_ID = 31_337;

/** A random address with its checksum (EIP-55): nobody holds a key, the platform signs for it. */
export const randomAddress = (): string => getAddress(`0x${randomBytes(20).toString('hex')}`);

/** Same address with its checksum, or null when it is not an address. Any letter case is taken. */
export function checksum(address: string): string | null {
  return /^0x[0-9a-fA-F]{40}$/.test(address) ? getAddress(address.toLowerCase()) : null;
}

/** Gives an owner a wallet and returns it: a custodial one, or one that `signingAccountId` signs for. */
export async function createWallet(
  db: Db,
  tenantId: string,
  ownerType: WalletOwner,
  ownerId: string,
  now: Date,
  overrides: { id?: string; address?: string; chainId?: number; signingAccountId?: string } = {},
): Promise<WalletRow> {
  const row: WalletRow = {
    tenant_id: tenantId,
    id: overrides.id ?? randomUUID(),
    owner_type: ownerType,
    owner_id: ownerId,
    wallet_management_type: overrides.signingAccountId ? 'non-custodial' : 'custodial',
    address: overrides.address ?? randomAddress(),
    chain_id: overrides.chainId ?? DEFAULT_CHAIN_ID,
    status: 'active',
    owner_signing_account_id: overrides.signingAccountId ?? null,
    created_at: now.toISOString(),
  };
  await db.insertInto('wallets').values(row).execute();
  return row;
}

/** A customer's active wallets, the ones that the platform signs for first. */
export async function walletsOf(db: Db, tenantId: string, userId: string): Promise<WalletRow[]> {
  const rows = await db
    .selectFrom('wallets')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('owner_type', '=', 'user')
    .where('owner_id', '=', userId)
    .where('status', '=', 'active')
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  return rows.sort((a, b) => Number(a.owner_signing_account_id !== null) - Number(b.owner_signing_account_id !== null));
}

/** Where a customer's new rewards go: to the wallet of the account that they linked last, else to the one that the platform keeps. */
export async function receivingWallet(db: Db, tenantId: string, userId: string): Promise<WalletRow> {
  const user = await db
    .selectFrom('users')
    .select('current_signing_account_id')
    .where('tenant_id', '=', tenantId)
    .where('id', '=', userId)
    .executeTakeFirstOrThrow();
  const wallets = await walletsOf(db, tenantId, userId);
  const own = wallets.find(
    (wallet) => wallet.owner_signing_account_id !== null && wallet.owner_signing_account_id === user.current_signing_account_id,
  );
  return own ?? walletOf(db, tenantId, 'user', userId);
}

/** The wallet that an owner's tokens move through: the oldest active one that the platform signs for. Throws when there is none, which is a fault of the seed. */
export async function walletOf(db: Db, tenantId: string, ownerType: WalletOwner, ownerId: string): Promise<WalletRow> {
  const wallet = await db
    .selectFrom('wallets')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('owner_type', '=', ownerType)
    .where('owner_id', '=', ownerId)
    .where('status', '=', 'active')
    .where('owner_signing_account_id', 'is', null)
    .orderBy('created_at')
    .orderBy('id')
    .executeTakeFirst();
  if (!wallet) throw new Error(`${ownerType} ${ownerId} has no wallet`);
  return wallet;
}

/** The tenant's own wallet: source of every mint, sink of every burn. */
export const tenantWallet = (db: Db, tenantId: string): Promise<WalletRow> => walletOf(db, tenantId, 'tenant', tenantId);
