import { PostgresAdapter } from 'kysely';
import { table, type AnyDb } from './table.js';

async function tenancy(db: AnyDb): Promise<void> {
  await table(
    db,
    'tenants',
    `
      id project_key testnet_project_key project_name acronym project_description? project_website? project_email?
      project_image_url? stripe_publishable_key? firebase_tenant_id? infura_api_key? poly_scan_api_key? client_ip_location?
      allowed_origins? created_at
    `,
    { platform: true, key: 'id', unique: ['project_key', 'testnet_project_key'] },
  );
  await table(
    db,
    'tenant_secrets',
    'stripe_api_key? stripe_webhook_secret? login_token? api_private_key? allow_guests:i default_wallet_management_type',
    { key: 'tenant_id' },
  );
  await table(db, 'api_keys', 'id key_hash type revoked_at? created_at', { unique: ['tenant_id key_hash'] });
  await table(db, 'sessions', 'id family_id owner_type owner_id business_id? used_at? successor_id? revoked_at? expires_at created_at', {
    index: ['tenant_id family_id'],
  });
  await table(db, 'used_identity_tokens', 'jti expires_at', { key: 'tenant_id jti' });
  await table(db, 'idempotency_keys', 'owner_id key request_hash status:i body created_at', { key: 'tenant_id owner_id key' });
  await table(db, 'seeded_worlds', 'world title people is_demo:i created_at', { key: 'tenant_id', index: ['is_demo world'] });
  await table(db, 'chains', 'chain_id:i name rpc_url explorer_url? currency_name currency_symbol currency_decimals:i is_testnet:i', {
    platform: true,
    key: 'chain_id',
  });
}

async function people(db: AnyDb): Promise<void> {
  await table(
    db,
    'users',
    `
      id email? first_name? last_name? external_id? instagram_account_id? google_account_name? custom_data? public_profile?
      is_guest:i is_active:i created_at updated_at
    `,
    { unique: ['tenant_id external_id'], index: ['tenant_id email'] },
  );
  await table(db, 'wallets', 'id owner_type owner_id wallet_management_type address chain_id:i status created_at', {
    unique: ['tenant_id address'],
    index: ['tenant_id owner_type owner_id'],
  });
  await table(
    db,
    'businesses',
    `
      id email? legal_name? display_name? description? short_description? website_url? image_url? address? city? postal_code?
      latitude:n? longitude:n? business_type? is_active:i
    `,
    { unique: ['tenant_id email'] },
  );
  await table(db, 'business_members', 'id business_id external_id role', {
    references: { business_id: 'businesses' },
    unique: ['tenant_id business_id external_id'],
    index: ['tenant_id external_id'],
  });
  await table(db, 'admins', 'id external_id email?', { unique: ['tenant_id external_id'] });
}

async function catalogue(db: AnyDb): Promise<void> {
  await table(db, 'tokens', 'id contract_address chain_id:i name? symbol? decimals:i? type is_active:i is_gallery:i created_at', {
    unique: ['tenant_id chain_id contract_address'],
  });
  await table(db, 'token_items', 'id token_id incremental_id:i name? description? image_url? external_url? expiry_date?', {
    references: { token_id: 'tokens' },
    unique: ['tenant_id token_id incremental_id'],
  });
  await table(db, 'status_types', 'id:i name description? min_token_balance discount_percentage:n image_url? eligible_token_addresses');
  await table(
    db,
    'campaigns',
    `
      id name? description? start_date? end_date? image_url? external_url? is_active:i is_testnet:i tags country_code_restrictions
      trigger_id? trigger_name? trigger_description? trigger_type? max_per_day:i? max_per_user:i? min_cooldown_seconds:i?
      max_geo_distance_in_meters:n? required_user_info? max_multiplier:n? completion_threshold:i? conditions? created_at
    `,
  );
  await table(
    db,
    'campaign_engagements',
    'id campaign_id business_id short_description? max_per_business:i? max_per_day:i? external_url?',
    { references: { campaign_id: 'campaigns', business_id: 'businesses' }, unique: ['tenant_id campaign_id business_id'] },
  );
  await table(db, 'trigger_sources', 'id type name business_id? is_active:i created_at', { references: { business_id: 'businesses' } });
  await table(db, 'campaign_trigger_sources', 'campaign_id trigger_source_id', {
    key: 'tenant_id campaign_id trigger_source_id',
    references: { campaign_id: 'campaigns', trigger_source_id: 'trigger_sources' },
    index: ['tenant_id trigger_source_id'],
  });
  await table(db, 'token_units', 'id owner_kind owner_id token_id token_item_incremental_id:i? amount max_amount?', {
    references: { token_id: 'tokens' },
    index: ['tenant_id owner_kind owner_id'],
  });
  await table(db, 'redemption_types', 'id:i name description? image_url?');
  await table(
    db,
    'redemptions',
    `
      id name? description? image_url? is_active:i credit_token_amount redemption_type_id:i? sort_order:i? available_supply:i?
      total_supply:i? max_per_user:i? min_status_type_id:i? country_code_restrictions tags created_at
    `,
    { references: { redemption_type_id: 'redemption_types', min_status_type_id: 'status_types' } },
  );
}

async function movements(db: AnyDb): Promise<void> {
  await table(
    db,
    'claims',
    'id campaign_id user_id business_id? trigger_source_id? multiplier:n status failure_reason? created_at updated_at',
    {
      references: { campaign_id: 'campaigns', user_id: 'users', business_id: 'businesses', trigger_source_id: 'trigger_sources' },
      index: ['tenant_id user_id campaign_id created_at', 'tenant_id campaign_id business_id'],
    },
  );
  await table(
    db,
    'redeems',
    'id redemption_id user_id business_id? status user_country_code? anonymized_ip_address? failure_reason? created_at updated_at',
    {
      references: { redemption_id: 'redemptions', user_id: 'users', business_id: 'businesses' },
      index: ['tenant_id user_id redemption_id', 'tenant_id created_at'],
    },
  );
  await table(
    db,
    'transactions',
    `
      id type status token_id token_item_incremental_id:i? contract_token_id? amount sender_address recipient_address? sender_id?
      sender_owner_type? recipient_id? recipient_owner_type? transaction_hash? trigger_process_type trigger_process_id? chain_id:i
      next_step_at? created_at updated_at
    `,
    {
      references: { token_id: 'tokens' },
      unique: ['tenant_id transaction_hash'],
      index: [
        'tenant_id next_step_at',
        'tenant_id trigger_process_id',
        'tenant_id sender_id',
        'tenant_id recipient_id',
        'tenant_id created_at',
      ],
    },
  );
  const postgres = db.getExecutor().adapter instanceof PostgresAdapter;
  await db.schema
    .createTable('ledger_entries')
    .addColumn('seq', postgres ? 'bigserial' : 'integer', (column) =>
      postgres ? column.primaryKey() : column.primaryKey().autoIncrement(),
    )
    .addColumn('tenant_id', 'text', (column) => column.notNull())
    .addColumn('transaction_id', 'text', (column) => column.notNull())
    .addColumn('token_id', 'text', (column) => column.notNull())
    .addColumn('token_item_incremental_id', 'integer')
    .addColumn('address', 'text', (column) => column.notNull())
    .addColumn('amount', 'text', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addForeignKeyConstraint('ledger_entries_transaction_fk', ['tenant_id', 'transaction_id'], 'transactions', ['tenant_id', 'id'])
    .addForeignKeyConstraint('ledger_entries_token_fk', ['tenant_id', 'token_id'], 'tokens', ['tenant_id', 'id'])
    // A repeated settlement would enter the same side twice.
    .addUniqueConstraint('ledger_entries_once', ['tenant_id', 'transaction_id', 'address', 'amount'])
    .execute();
  await table(db, 'balances', 'address token_id token_item_incremental_id:i amount held', {
    key: 'tenant_id address token_id token_item_incremental_id',
    references: { token_id: 'tokens' },
  });
}

/** First migration: every table of `schema.ts`. */
export async function create(db: AnyDb): Promise<void> {
  await tenancy(db);
  await people(db);
  await catalogue(db);
  await movements(db);
}
