import type { Db } from './db.js';
import { jsonArray } from './eligibility.js';
import type { RedeemRow, RedemptionRow, RedemptionTypeRow } from './schema.js';
import { unitsByOwner } from './token-units.js';
import { statusTypeDto, tokensById } from './wire.js';

/** Contract, `RedemptionType`. */
export const redemptionTypeDto = (row: RedemptionTypeRow) => ({
  id: row.id,
  name: row.name,
  description: row.description,
  imageUrl: row.image_url,
});

/** Redemptions as the contract shows them, in the order given. The number of queries does not depend on theirs. */
export async function redemptionDtos(db: Db, tenantId: string, rows: readonly RedemptionRow[]) {
  if (rows.length === 0) return [];
  const units = await unitsByOwner(
    db,
    tenantId,
    'redemption',
    rows.map((row) => row.id),
    await tokensById(db, tenantId),
  );
  const types = await db.selectFrom('redemption_types').selectAll().where('tenant_id', '=', tenantId).execute();
  const levels = await db.selectFrom('status_types').selectAll().where('tenant_id', '=', tenantId).execute();
  const typeOf = new Map(types.map((type) => [type.id, redemptionTypeDto(type)]));
  const levelOf = new Map(levels.map((level) => [level.id, statusTypeDto(level)]));
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    description: row.description,
    imageUrl: row.image_url,
    isActive: row.is_active === 1,
    creditTokenAmount: Number(row.credit_token_amount),
    type: row.redemption_type_id === null ? null : (typeOf.get(row.redemption_type_id) ?? null),
    tokenUnits: units(row.id),
    order: row.sort_order,
    supply: row.available_supply === null ? null : { available: row.available_supply, total: row.total_supply ?? row.available_supply },
    maxPerUser: row.max_per_user,
    minUserStatusType: row.min_status_type_id === null ? null : (levelOf.get(row.min_status_type_id) ?? null),
    countryCodeRestrictions: jsonArray<string>(row.country_code_restrictions),
    tags: jsonArray<string>(row.tags),
  }));
}

/** Contract, `RedemptionRedeem`. */
export const redeemDto = (row: RedeemRow) => ({
  id: row.id,
  userId: row.user_id,
  redemptionId: row.redemption_id,
  userCountryCode: row.user_country_code,
  status: row.status,
  anonymizedIpAddress: row.anonymized_ip_address,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
  failureReason: row.failure_reason,
});
