import { add } from './amounts.js';
import type { Db } from './db.js';
import type { BalanceRow, TransactionRow } from './schema.js';

/** Which token, or item of it, at which tenant. */
type Holding = Pick<TransactionRow, 'tenant_id' | 'token_id' | 'token_item_incremental_id'>;

/** `balances.token_item_incremental_id` of points: a primary key takes no null. */
const NO_ITEM = -1;

function rowsOf(db: Db, of: Holding, address: string) {
  return db
    .selectFrom('balances')
    .selectAll()
    .where('tenant_id', '=', of.tenant_id)
    .where('address', '=', address)
    .where('token_id', '=', of.token_id)
    .where('token_item_incremental_id', '=', of.token_item_incremental_id ?? NO_ITEM);
}

/** Balance and held amount of an address; zeros when it never had any. */
export async function read(db: Db, of: Holding, address: string): Promise<Pick<BalanceRow, 'amount' | 'held'>> {
  return (await rowsOf(db, of, address).executeTakeFirst()) ?? { amount: '0', held: '0' };
}

/** Adds signed amounts to what an address has and what is held of it. Runs inside the transaction of the movement (`ledger.ts` only). */
export async function change(trx: Db, of: Holding, address: string, by: { amount?: string; held?: string }): Promise<void> {
  const before = await read(trx, of, address);
  const after = { amount: add(before.amount, by.amount ?? '0'), held: add(before.held, by.held ?? '0') };
  const key = {
    tenant_id: of.tenant_id,
    address,
    token_id: of.token_id,
    token_item_incremental_id: of.token_item_incremental_id ?? NO_ITEM,
  };
  await trx
    .insertInto('balances')
    .values({ ...key, ...after })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'address', 'token_id', 'token_item_incremental_id']).doUpdateSet(after))
    .execute();
}

/** All holdings of an address, zero balances left out. */
export async function balancesOf(db: Db, tenantId: string, address: string): Promise<BalanceRow[]> {
  const rows = await db
    .selectFrom('balances')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('address', '=', address)
    .orderBy('token_id')
    .orderBy('token_item_incremental_id')
    .execute();
  return rows.filter((row) => row.amount !== '0');
}
