import { add } from './amounts.js';
import { balancesOf } from './balance-store.js';
import type { Db } from './db.js';
import { jsonArray } from './eligibility.js';
import { levelsHeld } from './pricing.js';
import type { StatusTypeRow, TokenRow } from './schema.js';

const lower = (text: string): string => text.toLowerCase();

/**
 * The points that offers are paid with. No field says which token that is: the oldest active ERC-20 that no level counts,
 * else the oldest active ERC-20; null when there is none.
 */
export function creditTokenOf(tokens: readonly TokenRow[], levels: readonly StatusTypeRow[]): TokenRow | null {
  const counted = new Set(levels.flatMap((level) => jsonArray<string>(level.eligible_token_addresses)).map(lower));
  const candidates = tokens.filter((token) => token.type === 'ERC20' && token.is_active === 1);
  return candidates.find((token) => !counted.has(lower(token.contract_address))) ?? candidates[0] ?? null;
}

/** Tokens from the oldest, and levels, of a tenant. */
export async function tokensAndLevels(trx: Db, tenantId: string): Promise<{ tokens: TokenRow[]; levels: StatusTypeRow[] }> {
  const tokens = await trx.selectFrom('tokens').selectAll().where('tenant_id', '=', tenantId).orderBy('created_at').orderBy('id').execute();
  const levels = await trx.selectFrom('status_types').selectAll().where('tenant_id', '=', tenantId).orderBy('id').execute();
  return { tokens, levels };
}

/** Levels that a customer holds over all their wallets, from lowest to highest: the balances of each level's own tokens summed. */
export async function levelsOf(
  trx: Db,
  tenantId: string,
  addresses: readonly string[],
  levels: readonly StatusTypeRow[],
  tokens: readonly TokenRow[],
): Promise<StatusTypeRow[]> {
  const balances = (await Promise.all(addresses.map((address) => balancesOf(trx, tenantId, address)))).flat();
  const contracts = new Map(tokens.map((token) => [token.id, lower(token.contract_address)]));
  return levelsHeld(levels, (level) => {
    const eligible = new Set(jsonArray<string>(level.eligible_token_addresses).map(lower));
    return balances.filter((row) => eligible.has(contracts.get(row.token_id) ?? '')).reduce((sum, row) => add(sum, row.amount), '0');
  });
}

/** How often a user has redeemed an offer so far; failed redeems do not count. */
export async function earlierRedeems(trx: Db, tenantId: string, redemptionId: string, userId: string): Promise<number> {
  const { count } = await trx
    .selectFrom('redeems')
    .select((of) => of.fn.countAll<number>().as('count'))
    .where('tenant_id', '=', tenantId)
    .where('user_id', '=', userId)
    .where('redemption_id', '=', redemptionId)
    .where('status', '<>', 'FAILED')
    .executeTakeFirstOrThrow();
  return Number(count);
}
