import { randomUUID } from 'node:crypto';
import type { RequestContext } from './context.js';
import { inTransaction, type Db } from './db.js';
import { failTransaction } from './ledger.js';
import { Problem } from './problems.js';
import type { SigningAccountRow, SigningNonceRow } from './schema.js';
import { createWallet, randomAddress, walletOf } from './wallets.js';

/**
 * Makes a proved address the caller's account in use, and gives it a wallet: rewards go there from now on.
 *
 * @throws Problem `SIGNING_ACCOUNT_CONFLICT` while the address is another user's of the tenant.
 */
export async function linkWallet(ctx: RequestContext, { address, chain_id }: SigningNonceRow): Promise<SigningAccountRow> {
  const [tenantId, userId] = [ctx.tenant.id, ctx.caller.id!];
  const home = await homeOf(ctx, address);
  return inTransaction(ctx.db, tenantId, async (trx) => {
    const active = await trx
      .selectFrom('signing_accounts')
      .selectAll()
      .where('tenant_id', '=', tenantId)
      .where('address', '=', address)
      .where('status', '=', 'ACTIVE')
      .executeTakeFirst();
    if (active && active.user_id !== userId) throw new Problem('SIGNING_ACCOUNT_CONFLICT');
    const account: SigningAccountRow = active ?? {
      tenant_id: tenantId,
      id: randomUUID(),
      user_id: userId,
      address,
      chain_id,
      provider: 'external',
      status: 'ACTIVE',
      created_at: ctx.now.toISOString(),
    };
    if (!active) {
      await trx.insertInto('signing_accounts').values(account).execute();
      await giveWallet(trx, ctx, account, home);
    }
    await use(trx, account, account.id);
    return account;
  });
}

/**
 * Where the tokens of a signing account live: in a smart wallet that it owns, or, where the tenant has its customers send transactions
 * themselves, at the account, which then needs money for fees: a demo gives it some. Contracts cannot send any.
 */
async function homeOf({ chain, tenant }: RequestContext, address: string): Promise<string> {
  // Without a chain there is no factory whose address could be computed.
  if (!chain) return randomAddress();
  if (tenant.signing_format === null || (await chain.provider.getCode(address)) !== '0x') return chain.signer.walletOf({ owner: address });
  await chain.giveGas(address);
  return address;
}

/** A wallet follows its owner's key: who links an address again, or after somebody else did, finds the tokens where they were. */
async function giveWallet(trx: Db, ctx: RequestContext, account: SigningAccountRow, home: string): Promise<void> {
  const { tenant_id: tenantId, user_id: userId, address } = account;
  const known = await trx
    .selectFrom('wallets')
    .innerJoin('signing_accounts as earlier', (join) =>
      join.onRef('earlier.tenant_id', '=', 'wallets.tenant_id').onRef('earlier.id', '=', 'wallets.owner_signing_account_id'),
    )
    .select('wallets.id')
    .where('wallets.tenant_id', '=', tenantId)
    .where('earlier.address', '=', address)
    .executeTakeFirst();
  if (known) {
    const set = { owner_id: userId, owner_signing_account_id: account.id, status: 'active' };
    await trx.updateTable('wallets').set(set).where('tenant_id', '=', tenantId).where('id', '=', known.id).execute();
    return;
  }
  const { chain_id: chainId } = await walletOf(trx, tenantId, 'user', userId);
  await createWallet(trx, tenantId, 'user', userId, ctx.now, { address: home, chainId, signingAccountId: account.id });
}

/**
 * Ends a link for good. What waits for its signature fails; its wallet stays in view, and rewards go to the custodial one again.
 *
 * @throws Problem `RESOURCE_NOT_FOUND` when the account is not the caller's.
 */
export function unlinkWallet(ctx: RequestContext, id: string): Promise<void> {
  const tenantId = ctx.tenant.id;
  return inTransaction(ctx.db, tenantId, async (trx) => {
    const account = await trx
      .selectFrom('signing_accounts')
      .selectAll()
      .where('tenant_id', '=', tenantId)
      .where('user_id', '=', ctx.caller.id!)
      .where('id', '=', id)
      .executeTakeFirst();
    if (!account) throw new Problem('RESOURCE_NOT_FOUND', undefined, undefined, 'id');
    if (account.status === 'REVOKED') return;
    await trx.updateTable('signing_accounts').set({ status: 'REVOKED' }).where('tenant_id', '=', tenantId).where('id', '=', id).execute();
    await use(trx, account, null);
    const wallet = await trx
      .updateTable('wallets')
      .set({ status: 'archived' })
      .where('tenant_id', '=', tenantId)
      .where('owner_signing_account_id', '=', id)
      .returning('address')
      .executeTakeFirst();
    const waiting = trx
      .selectFrom('transactions')
      .selectAll()
      .where('tenant_id', '=', tenantId)
      .where('sender_address', '=', wallet?.address ?? '')
      .where('status', '=', 'pending_signature');
    for (const row of await waiting.execute()) await failTransaction(trx, row, ctx.now, 'The wallet was unlinked.');
  });
}

/** Sets the account in use; null: none, if it was this one. */
async function use(trx: Db, account: SigningAccountRow, current: string | null): Promise<void> {
  let update = trx
    .updateTable('users')
    .set({ current_signing_account_id: current })
    .where('tenant_id', '=', account.tenant_id)
    .where('id', '=', account.user_id);
  if (current === null) update = update.where('current_signing_account_id', '=', account.id);
  await update.execute();
}
