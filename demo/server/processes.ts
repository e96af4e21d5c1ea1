import { sql } from 'kysely';
import type { Db } from './db.js';
import type { TransactionRow } from './schema.js';

/** Table of the process behind a movement, or null when nothing follows it. */
function processTable(type: string): 'claims' | 'redeems' | null {
  if (type.startsWith('CAMPAIGN_')) return 'claims';
  return type.startsWith('REDEMPTION_') ? 'redeems' : null;
}

/**
 * Lets a claim or redeem follow its movements, in the database transaction that moved them: PROCESSING once one has left
 * `created`, COMPLETED when all have succeeded, FAILED when one has failed. A failed redeem puts its piece back on the shelf.
 */
export async function advanceProcess(trx: Db, moved: TransactionRow): Promise<void> {
  const table = processTable(moved.trigger_process_type);
  const { tenant_id: tenantId, trigger_process_id: id } = moved;
  if (!table || id === null) return;
  if (moved.trigger_process_type === 'REDEMPTION_SPEND') await releaseRewards(trx, moved);
  const movements = await trx
    .selectFrom('transactions')
    .select('status')
    .where('tenant_id', '=', tenantId)
    .where('trigger_process_id', '=', id)
    .execute();
  const statuses = movements.map((movement) => movement.status);
  const status = statuses.includes('failed')
    ? 'FAILED'
    : statuses.every((of) => of === 'succeeded')
      ? 'COMPLETED'
      : statuses.every((of) => of === 'created')
        ? 'PENDING'
        : 'PROCESSING';
  const changed = await trx
    .updateTable(table)
    .set({ status, updated_at: moved.updated_at, failure_reason: status === 'FAILED' ? 'The transaction failed.' : null })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .where('status', 'not in', [status, 'FAILED'])
    .executeTakeFirst();
  if (table === 'redeems' && status === 'FAILED' && Number(changed.numUpdatedRows) > 0) await restock(trx, tenantId, id);
}

/** What a redeem gives waits for its payment: a paid one sets it going, a failed one ends it. */
async function releaseRewards(trx: Db, payment: TransactionRow): Promise<void> {
  const { status, updated_at } = payment;
  if (status !== 'succeeded' && status !== 'failed') return;
  await trx
    .updateTable('transactions')
    .set(status === 'succeeded' ? { next_step_at: updated_at, updated_at } : { status, updated_at })
    .where('tenant_id', '=', payment.tenant_id)
    .where('trigger_process_id', '=', payment.trigger_process_id)
    .where('trigger_process_type', '=', 'REDEMPTION_RECEIVE')
    .where('status', '=', 'created')
    .where('next_step_at', 'is', null)
    .execute();
}

async function restock(trx: Db, tenantId: string, redeemId: string): Promise<void> {
  await trx
    .updateTable('redemptions')
    .set({ available_supply: sql`available_supply + 1` })
    .where('tenant_id', '=', tenantId)
    .where('available_supply', 'is not', null)
    .where('id', '=', (one) =>
      one.selectFrom('redeems').select('redemption_id').where('tenant_id', '=', tenantId).where('id', '=', redeemId),
    )
    .execute();
}
