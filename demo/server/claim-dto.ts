import { campaignDtos } from './campaign-dto.js';
import type { RequestContext } from './context.js';
import type { ClaimRow } from './schema.js';
import { grouped } from './token-units.js';
import { businessesById, transactionDtos, userDto } from './wire.js';

const unique = (ids: readonly (string | null)[]): string[] => [...new Set(ids.filter((id) => id !== null))];

/** Claims as the contract shows them (`CampaignClaim`), in the order given. The number of queries does not depend on theirs. */
export async function claimDtos({ db, tenant, caller }: RequestContext, rows: readonly ClaimRow[]) {
  if (rows.length === 0) return [];
  const of = <T extends 'users' | 'campaigns'>(table: T, ids: readonly string[]) =>
    db
      .selectFrom(table as 'users')
      .selectAll()
      .where('tenant_id', '=', tenant.id)
      .where('id', 'in', ids);
  const userIds = unique(rows.map((row) => row.user_id));
  const users = new Map((await of('users', userIds).execute()).map((row) => [row.id, row]));
  const wallets = await db
    .selectFrom('wallets')
    .selectAll()
    .where('tenant_id', '=', tenant.id)
    .where('owner_type', '=', 'user')
    .where('owner_id', 'in', userIds)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  const walletsOf = grouped(wallets, (wallet) => wallet.owner_id);
  const campaignRows = await db
    .selectFrom('campaigns')
    .selectAll()
    .where('tenant_id', '=', tenant.id)
    .where('id', 'in', unique(rows.map((row) => row.campaign_id)))
    .execute();
  const campaigns = new Map((await campaignDtos(db, tenant.id, caller, campaignRows)).map((campaign) => [campaign.id, campaign]));
  const businesses = await businessesById(db, tenant.id, unique(rows.map((row) => row.business_id)));
  // Rewards are told once the claim is settled (contract, `transactions`).
  const settled = rows.filter((row) => row.status === 'COMPLETED' || row.status === 'FAILED').map((row) => row.id);
  const movements = await db
    .selectFrom('transactions')
    .selectAll()
    .where('tenant_id', '=', tenant.id)
    .where('trigger_process_id', 'in', settled.length > 0 ? settled : [''])
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  const transactionsOf = grouped(await transactionDtos(db, tenant.id, movements), (movement) => movement.triggerProcessId!);
  return rows.map((row) => ({
    id: row.id,
    campaignId: row.campaign_id,
    userId: row.user_id,
    status: row.status,
    multiplier: row.multiplier,
    business: row.business_id === null ? null : (businesses.get(row.business_id) ?? null),
    user: userDto(users.get(row.user_id)!, walletsOf.get(row.user_id) ?? []),
    campaign: campaigns.get(row.campaign_id)!,
    transactions: transactionsOf.get(row.id) ?? [],
    failureReason: row.failure_reason,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }));
}
