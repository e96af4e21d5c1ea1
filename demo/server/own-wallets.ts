import { availableBalance } from './ledger.js';
import { compare } from './amounts.js';
import type { RequestContext } from './context.js';
import type { Db } from './db.js';
import type { SigningAccountRow, WalletRow } from './schema.js';
import { walletOf } from './wallets.js';

/** Where a movement starts from, and who signs for it; null: the platform, or nobody when the wallet is not custodial. */
export interface Payer {
  readonly wallet: WalletRow;
  readonly signer: SigningAccountRow | null;
}

/** Wallets of a user: the custodial one, and those that linked accounts sign for, the current one first. */
export interface Homes {
  readonly custodial: Payer;
  readonly own: readonly Payer[];
  /** The wallet of the account in use, or null: then the custodial one is. */
  readonly current: Payer | null;
}

export async function homesOf(db: Db, tenantId: string, userId: string): Promise<Homes> {
  const custodial = await walletOf(db, tenantId, 'user', userId);
  const user = await db
    .selectFrom('users')
    .select('current_signing_account_id')
    .where('tenant_id', '=', tenantId)
    .where('id', '=', userId)
    .executeTakeFirstOrThrow();
  const wallets = await db
    .selectFrom('wallets')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('owner_type', '=', 'user')
    .where('owner_id', '=', userId)
    .where('owner_signing_account_id', 'is not', null)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .execute();
  const accounts = await db
    .selectFrom('signing_accounts')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('user_id', '=', userId)
    .where('status', '=', 'ACTIVE')
    .execute();
  const signers = new Map(accounts.map((account) => [account.id, account]));
  const own = wallets.map((wallet) => ({ wallet, signer: signers.get(wallet.owner_signing_account_id!) ?? null }));
  const current = own.find(({ signer }) => signer !== null && signer.id === user.current_signing_account_id) ?? null;
  return { custodial: { wallet: custodial, signer: null }, own, current };
}

/** The wallet that a user's new rewards go to: linking a wallet chooses it. */
export async function homeOf(db: Db, tenantId: string, userId: string): Promise<WalletRow> {
  const { current, custodial } = await homesOf(db, tenantId, userId);
  return (current ?? custodial).wallet;
}

/** The first of the payers that has enough; without one the richest, and what it has. */
export async function firstAble(
  db: Db,
  payers: readonly Payer[],
  token: { readonly tenant_id: string; readonly id: string },
  item: number | null,
  amount: string,
): Promise<{ payer: Payer; available: string }> {
  let best: { payer: Payer; available: string } | undefined;
  for (const payer of payers) {
    const available = await availableBalance(db, token.tenant_id, payer.wallet.address, token.id, item);
    if (compare(available, amount) >= 0) return { payer, available };
    if (!best || compare(available, best.available) > 0) best = { payer, available };
  }
  return best!;
}

/** Next numbers of the caller's own wallets, by address, as the chain counts them. Asked before a database transaction opens. */
export async function walletNonces({ db, tenant, caller, chain }: RequestContext): Promise<ReadonlyMap<string, bigint>> {
  if (!chain) return new Map();
  const wallets = await db
    .selectFrom('wallets')
    .select('address')
    .where('tenant_id', '=', tenant.id)
    .where('owner_type', '=', 'user')
    .where('owner_id', '=', caller.id!)
    .where('owner_signing_account_id', 'is not', null)
    .execute();
  return new Map(await Promise.all(wallets.map(async ({ address }) => [address, await chain.signer.nonce(address)] as const)));
}
