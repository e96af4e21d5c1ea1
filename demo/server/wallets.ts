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

/** The wallet that an owner's tokens move through: the oldest active one. Throws when there is none, which is a fault of the seed. */
export async function walletOf(db: Db, tenantId: string, ownerType: WalletOwner, ownerId: string): Promise<WalletRow> {
  const wallet = await db
    .selectFrom('wallets')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('owner_type', '=', ownerType)
    .where('owner_id', '=', ownerId)
    .where('status', '=', 'active')
    .orderBy('created_at')
    .orderBy('id')
    .executeTakeFirst();
  if (!wallet) throw new Error(`${ownerType} ${ownerId} has no wallet`);
  return wallet;
}

/** The tenant's own wallet: source of every mint, sink of every burn. */
export const tenantWallet = (db: Db, tenantId: string): Promise<WalletRow> => walletOf(db, tenantId, 'tenant', tenantId);
