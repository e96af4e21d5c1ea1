import { toWire } from './amounts.js';
import type { Db } from './db.js';
import type { TokenUnitRow } from './schema.js';
import type { TokenDto } from './wire.js';

/** Contract, `TokenUnit`. Amounts of units are JSON numbers there. */
const tokenUnitDto = (row: TokenUnitRow, token: TokenDto) => ({
  id: row.id,
  token,
  tokenMetadataIncrementalId: row.token_item_incremental_id,
  amount: Number(toWire(row.amount)),
  maxAmount: row.max_amount === null ? null : Number(toWire(row.max_amount)),
});
export type TokenUnitDto = ReturnType<typeof tokenUnitDto>;

/** What the named campaigns or redemptions give, in an order that stays. */
export function unitRows(db: Db, tenantId: string, kind: TokenUnitRow['owner_kind'], owners: readonly string[]): Promise<TokenUnitRow[]> {
  return db
    .selectFrom('token_units')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('owner_kind', '=', kind)
    .where('owner_id', 'in', owners.length > 0 ? owners : [''])
    .orderBy('id')
    .execute();
}

/** The same as the contract shows them, by owner. One query however many owners there are. */
export async function unitsByOwner(
  db: Db,
  tenantId: string,
  kind: TokenUnitRow['owner_kind'],
  owners: readonly string[],
  tokens: ReadonlyMap<string, TokenDto>,
): Promise<(owner: string) => TokenUnitDto[]> {
  const of = grouped(await unitRows(db, tenantId, kind, owners), (unit) => unit.owner_id);
  return (owner) => (of.get(owner) ?? []).map((unit) => tokenUnitDto(unit, tokens.get(unit.token_id)!));
}

/** Rows by a key, in their order. */
export function grouped<T>(rows: readonly T[], keyOf: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return groups;
}
