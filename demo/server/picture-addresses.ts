import { sql } from 'kysely';
import type { Db } from './db.js';

/** Where a seeded picture's address stands. */
const PLACES = [
  ['tenants', 'id', 'project_image_url'],
  ...['businesses', 'token_items', 'status_types', 'campaigns', 'redemption_types', 'redemptions'].map(
    (table) => [table, 'tenant_id', 'image_url'] as const,
  ),
] as const;

/** A kept database was filled under the address that the server had then: the pictures are looked for where it is now. */
export async function movePictures(trx: Db, tenantId: string, publicUrl: string): Promise<void> {
  const tenant = await trx.selectFrom('tenants').select('project_image_url').where('id', '=', tenantId).executeTakeFirst();
  const before = /^(.+\/pictures\/)[\w-]+\.svg$/.exec(tenant?.project_image_url ?? '')?.[1];
  const now = `${publicUrl}/pictures/`;
  if (!before || before === now) return;
  for (const [table, owner, column] of PLACES) {
    const field = sql.ref(column);
    await sql`update ${sql.table(table)} set ${field} = replace(${field}, ${before}, ${now}) where ${sql.ref(owner)} = ${tenantId}`.execute(
      trx,
    );
  }
}
