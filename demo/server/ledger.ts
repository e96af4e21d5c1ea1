import { randomBytes, randomUUID } from 'node:crypto';
import { add, amount as canonical, compare, negate, subtract, toWire } from './amounts.js';
import { change, read } from './balance-store.js';
import type { RequestContext } from './context.js';
import { inTransaction, type Db } from './db.js';
import { Problem } from './problems.js';
import { advanceProcess } from './processes.js';
import type { TenantRow, TokenRow, TransactionRow, WalletRow } from './schema.js';
import { contractTokenId } from './on-chain.js';
import { tenantWallet } from './wallets.js';

/**
 * The only place that writes transactions, ledger entries and balances (the latter through `balance-store.ts`).
 *
 * A movement is created with the sender's amount held back, steps through its statuses as time passes, and moves balances in
 * the same database transaction in which it succeeds. The tenant's own wallet stands on the other side of mints and burns and
 * may go below zero, so that per token all entries sum to zero.
 */

/** What the ledger needs of a request; seeds give their own. */
export type LedgerContext = Pick<RequestContext, 'now' | 'transactionStepMs'> & { readonly tenant: Pick<TenantRow, 'id'> };

/** A movement of tokens to be made. */
export interface Movement {
  readonly type: 'MINT' | 'TRANSFER' | 'BURN';
  readonly token: TokenRow;
  /** Item of an ERC-721/1155 token; null for points. */
  readonly tokenItemIncrementalId: number | null;
  /** Decimal string, whole units, greater than zero. */
  readonly amount: string;
  /** Mints: the tenant's wallet. */
  readonly sender: WalletRow;
  /** Null for burns. */
  readonly recipient: WalletRow | null;
  /** Contract, `TriggerProcessType`, for example `CAMPAIGN_USER_CLAIM` or `REDEMPTION_SPEND`. */
  readonly triggerProcessType: string;
  /** Id of the claim, redeem or purchase behind it. */
  readonly triggerProcessId: string | null;
}

/** Next status of a movement that the platform executes. */
const NEXT: Readonly<Record<string, string>> = { created: 'processing', processing: 'broadcasted', broadcasted: 'succeeded' };
const holds = (row: TransactionRow): boolean => row.sender_owner_type !== 'tenant';

function toRow(ctx: LedgerContext, movement: Movement): TransactionRow {
  const { token, sender, recipient } = movement;
  const now = ctx.now.toISOString();
  return {
    tenant_id: ctx.tenant.id,
    id: randomUUID(),
    type: movement.type,
    status: 'created',
    token_id: token.id,
    token_item_incremental_id: movement.tokenItemIncrementalId,
    contract_token_id: movement.tokenItemIncrementalId === null ? null : String(movement.tokenItemIncrementalId),
    amount: canonical(movement.amount),
    sender_address: sender.address,
    recipient_address: recipient?.address ?? null,
    sender_id: sender.owner_id,
    sender_owner_type: sender.owner_type,
    recipient_id: recipient?.owner_id ?? null,
    recipient_owner_type: recipient?.owner_type ?? null,
    transaction_hash: null,
    trigger_process_type: movement.triggerProcessType,
    trigger_process_id: movement.triggerProcessId,
    chain_id: token.chain_id,
    next_step_at: new Date(ctx.now.getTime() + ctx.transactionStepMs).toISOString(),
    on_chain: null,
    signing_data: null,
    signing_deadline: null,
    signed_call: null,
    failure_reason: null,
    created_at: now,
    updated_at: now,
  };
}

/**
 * Starts a movement inside an open transaction and holds the sender's amount back. Balances move when it succeeds
 * ({@link advanceDue}).
 *
 * @throws Problem `INSUFFICIENT_BALANCE` with `required` and `available` when a sender other than the tenant has too little that is not held.
 */
export async function createTransaction(trx: Db, ctx: LedgerContext, movement: Movement): Promise<TransactionRow> {
  const onChain = await isOnChain(trx, ctx.tenant.id);
  const row: TransactionRow = {
    ...toRow(ctx, movement),
    on_chain: onChain ? 1 : 0,
    contract_token_id: await contractTokenId(trx, movement.token, movement.tokenItemIncrementalId, onChain && movement.type === 'MINT'),
  };
  if (compare(row.amount, '0') <= 0) throw new RangeError('a movement needs an amount greater than zero');
  if (holds(row)) {
    const available = await availableBalance(trx, ctx.tenant.id, row.sender_address, row.token_id, row.token_item_incremental_id);
    if (compare(row.amount, available) > 0) {
      const details = { required: toWire(row.amount), available: toWire(available) };
      throw new Problem('INSUFFICIENT_BALANCE', `${row.amount} are needed, ${available} are there.`, details);
    }
    await change(trx, row, row.sender_address, { held: row.amount });
  }
  await trx.insertInto('transactions').values(row).execute();
  return row;
}

async function isOnChain(trx: Db, tenantId: string): Promise<boolean> {
  const tenant = await trx.selectFrom('tenants').select('on_chain').where('id', '=', tenantId).executeTakeFirstOrThrow();
  return tenant.on_chain === 1;
}

/**
 * Enters a movement that has already happened, for seeds: succeeded at `at`, with its entries and balances.
 *
 * @throws Problem `INSUFFICIENT_BALANCE` as {@link createTransaction}: history must add up too.
 */
export async function recordTransaction(trx: Db, tenantId: string, movement: Movement, at: Date): Promise<TransactionRow> {
  const row = await createTransaction(trx, { tenant: { id: tenantId }, now: at, transactionStepMs: 0 }, movement);
  return settle(trx, { ...row, transaction_hash: newHash() }, at.toISOString());
}

/**
 * Takes every step that is due: created, processing, broadcasted (with its hash), succeeded (with entries and balances).
 * Several at once when much time has passed. Claims and redeems follow their movements in the same database transaction.
 */
export async function advanceDue(db: Db, tenantId: string, now: Date, stepMs: number): Promise<void> {
  const due = (handle: Db) =>
    handle.selectFrom('transactions').where('tenant_id', '=', tenantId).where('next_step_at', '<=', now.toISOString());
  const dueRows = (trx: Db) => due(trx).selectAll().orderBy('next_step_at').orderBy('id').execute();
  // Most requests find nothing due and need no write transaction.
  if (!(await due(db).select('id').limit(1).executeTakeFirst())) return;
  await inTransaction(db, tenantId, async (trx) => {
    // A payment that succeeds sets further movements going, so look again until nothing is due.
    for (let rows = await dueRows(trx); rows.length > 0; rows = await dueRows(trx))
      for (const row of rows) await advance(trx, row, now, stepMs);
  });
}

async function advance(trx: Db, start: TransactionRow, now: Date, stepMs: number): Promise<void> {
  let row = start;
  while (row.next_step_at !== null && row.next_step_at <= now.toISOString()) {
    const at = row.next_step_at;
    const status = NEXT[row.status];
    // A signature that did not come in time ends it; from `processing` on the chain decides.
    if (row.status === 'pending_signature') return failTransaction(trx, row, now, 'It was not signed in time.');
    if (row.on_chain === 1 && row.status === 'processing') row = { ...row, next_step_at: null };
    else if (status === 'succeeded') row = await settle(trx, row, at);
    else if (!status) row = { ...row, next_step_at: null };
    else {
      const next_step_at = new Date(Date.parse(at) + stepMs).toISOString();
      row = { ...row, status, updated_at: at, next_step_at, transaction_hash: status === 'broadcasted' ? newHash() : row.transaction_hash };
    }
  }
  const { tenant_id, id, status, transaction_hash, next_step_at, updated_at } = row;
  await trx
    .updateTable('transactions')
    .set({ status, transaction_hash, next_step_at, updated_at })
    .where('tenant_id', '=', tenant_id)
    .where('id', '=', id)
    .execute();
  await advanceProcess(trx, row);
}

const newHash = (): string => `0x${randomBytes(32).toString('hex')}`;

/** Ends a movement well: balances, entries, and the claim or redeem behind it. */
export async function succeed(trx: Db, row: TransactionRow, now: Date): Promise<void> {
  if (row.status === 'succeeded' || row.status === 'failed') return;
  await advanceProcess(trx, await settle(trx, row, now.toISOString()));
}

/** Moves the balances and writes both entries; the row comes back succeeded. */
async function settle(trx: Db, row: TransactionRow, at: string): Promise<TransactionRow> {
  const recipient = row.recipient_address ?? (await tenantWallet(trx, row.tenant_id)).address;
  const side = { tenant_id: row.tenant_id, transaction_id: row.id, token_id: row.token_id, created_at: at };
  const item = { token_item_incremental_id: row.token_item_incremental_id };
  await trx
    .insertInto('ledger_entries')
    .values([
      { ...side, ...item, address: row.sender_address, amount: negate(row.amount) },
      { ...side, ...item, address: recipient, amount: row.amount },
    ])
    .execute();
  await change(trx, row, row.sender_address, { amount: negate(row.amount), held: holds(row) ? negate(row.amount) : '0' });
  await change(trx, row, recipient, { amount: row.amount });
  const done: TransactionRow = { ...row, status: 'succeeded', next_step_at: null, updated_at: at };
  await trx
    .updateTable('transactions')
    .set({ status: done.status, transaction_hash: done.transaction_hash, next_step_at: null, updated_at: at })
    .where('tenant_id', '=', row.tenant_id)
    .where('id', '=', row.id)
    .execute();
  return done;
}

/** Ends a movement that has not succeeded yet: nothing moves, what was held is free again, its claim or redeem fails. */
export async function failTransaction(trx: Db, row: TransactionRow, now: Date, reason: string | null = null): Promise<void> {
  if (row.status === 'succeeded' || row.status === 'failed') return;
  if (holds(row)) await change(trx, row, row.sender_address, { held: negate(row.amount) });
  const failed: TransactionRow = { ...row, status: 'failed', failure_reason: reason, next_step_at: null, updated_at: now.toISOString() };
  await trx
    .updateTable('transactions')
    .set({ status: failed.status, failure_reason: reason, next_step_at: null, updated_at: failed.updated_at })
    .where('tenant_id', '=', row.tenant_id)
    .where('id', '=', row.id)
    .execute();
  await advanceProcess(trx, failed);
}

/** What an address may spend now: its balance less what is held. `item` is null for points. */
export async function availableBalance(db: Db, tenantId: string, address: string, tokenId: string, item: number | null): Promise<string> {
  const { amount, held } = await read(db, { tenant_id: tenantId, token_id: tokenId, token_item_incremental_id: item }, address);
  return subtract(amount, held);
}

/** How far the entries are from adding up: the imbalances of all tokens and items summed without sign. `'0'` is sound. */
export async function ledgerSum(db: Db, tenantId: string): Promise<string> {
  const entries = await db.selectFrom('ledger_entries').selectAll().where('tenant_id', '=', tenantId).execute();
  const sums = new Map<string, string>();
  for (const entry of entries) {
    const key = `${entry.token_id} ${entry.token_item_incremental_id}`;
    sums.set(key, add(sums.get(key) ?? '0', entry.amount));
  }
  return [...sums.values()].reduce((total, sum) => add(total, sum.replace('-', '')), '0');
}
