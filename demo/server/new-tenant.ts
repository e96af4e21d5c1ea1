import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Db } from './db.js';
import type { ChainRow, TenantRow } from './schema.js';
import { createWallet, DEFAULT_CHAIN_ID } from './wallets.js';

const CHAINS: readonly ChainRow[] = [
  {
    chain_id: DEFAULT_CHAIN_ID,
    name: 'Local demo chain',
    rpc_url: 'https://rpc.invalid',
    explorer_url: null,
    currency_name: 'Ether',
    currency_symbol: 'ETH',
    currency_decimals: 18,
    is_testnet: 1,
  },
  {
    chain_id: 137,
    name: 'Polygon',
    rpc_url: 'https://polygon-rpc.com',
    explorer_url: 'https://polygonscan.com',
    currency_name: 'POL',
    currency_symbol: 'POL',
    currency_decimals: 18,
    is_testnet: 0,
  },
];

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Capital letters of a name, for example `HC` for Harbour Card. */
const acronymOf = (name: string): string => (name.match(/\b\p{L}/gu) ?? ['P']).join('').slice(0, 5).toUpperCase();

/** Makes an `x-api-key` of a tenant. It is returned once and kept as a hash. */
export async function createSystemKey(trx: Db, tenantId: string, now: Date): Promise<string> {
  const key = `sk_${randomBytes(32).toString('hex')}`;
  await trx
    .insertInto('api_keys')
    .values({
      tenant_id: tenantId,
      id: randomUUID(),
      key_hash: sha256(key),
      type: 'TENANT_SYSTEM_JWT',
      revoked_at: null,
      created_at: now.toISOString(),
    })
    .execute();
  return key;
}

/** A new tenant with its project keys, settings and own wallet. */
export async function createTenantRows(
  trx: Db,
  now: Date,
  facts: Partial<TenantRow> & { project_name: string },
  allowGuests: boolean,
): Promise<TenantRow> {
  const key = randomBytes(32).toString('hex');
  const tenant: TenantRow = {
    id: randomUUID(),
    project_key: key,
    testnet_project_key: `pk_test_${key}`,
    acronym: acronymOf(facts.project_name),
    project_description: null,
    project_website: null,
    project_email: null,
    project_image_url: null,
    stripe_publishable_key: null,
    firebase_tenant_id: null,
    infura_api_key: null,
    poly_scan_api_key: null,
    client_ip_location: null,
    allowed_origins: null,
    on_chain: null,
    signing_format: null,
    created_at: now.toISOString(),
    ...facts,
  };
  await trx
    .insertInto('chains')
    .values([...CHAINS])
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await trx.insertInto('tenants').values(tenant).execute();
  await trx
    .insertInto('tenant_secrets')
    .values({
      tenant_id: tenant.id,
      stripe_api_key: null,
      stripe_webhook_secret: null,
      login_token: null,
      api_private_key: null,
      allow_guests: allowGuests ? 1 : 0,
      default_wallet_management_type: 'custodial',
    })
    .execute();
  await createWallet(trx, tenant.id, 'tenant', tenant.id, now);
  return tenant;
}
