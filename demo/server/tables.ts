import { PostgresAdapter, type CreateTableBuilder, type Kysely } from 'kysely';

/** Column types in short: t text, i integer, n double; `?` allows null. */
type Columns = Record<string, 't' | 'i' | 'n' | 't?' | 'i?' | 'n?'>;

interface TableOptions {
  /** Columns of the primary key; default `tenant_id, id`. */
  key?: string[];
  /** Column → table it points into by `(tenant_id, column)` → `(tenant_id, id)`. */
  references?: Record<string, string>;
  unique?: string[][];
  index?: string[][];
  /** Tables of the platform have no tenant. */
  platform?: boolean;
}

const types = { t: 'text', i: 'integer', n: 'double precision' } as const;

/* eslint-disable-next-line @typescript-eslint/no-explicit-any -- a migration knows the tables of its own time only */
type AnyDb = Kysely<any>;

async function table(db: AnyDb, name: string, columns: Columns, options: TableOptions = {}): Promise<void> {
  let builder: CreateTableBuilder<string, string> = db.schema.createTable(name);
  if (!options.platform) builder = builder.addColumn('tenant_id', 'text', (column) => column.notNull());
  for (const [column, type] of Object.entries(columns)) {
    builder = builder.addColumn(column, types[type[0] as 't' | 'i' | 'n'], (c) => (type.endsWith('?') ? c : c.notNull()));
  }
  builder = builder.addPrimaryKeyConstraint(`${name}_pk`, (options.key ?? ['tenant_id', 'id']) as never[]);
  if (!options.platform) builder = builder.addForeignKeyConstraint(`${name}_tenant_fk`, ['tenant_id'], 'tenants', ['id']);
  for (const [column, target] of Object.entries(options.references ?? {})) {
    builder = builder.addForeignKeyConstraint(`${name}_${column}_fk`, ['tenant_id', column] as never[], target, ['tenant_id', 'id']);
  }
  (options.unique ?? []).forEach((columnsOf, at) => {
    builder = builder.addUniqueConstraint(`${name}_unique_${at}`, columnsOf as never[]);
  });
  await builder.execute();
  for (const [at, columnsOf] of (options.index ?? []).entries()) {
    await db.schema.createIndex(`${name}_index_${at}`).on(name).columns(columnsOf).execute();
  }
}

async function tenancy(db: AnyDb): Promise<void> {
  await table(db, 'tenants', {
    id: 't', project_key: 't', testnet_project_key: 't', project_name: 't', acronym: 't', project_description: 't?',
    project_website: 't?', project_email: 't?', project_image_url: 't?', stripe_publishable_key: 't?', firebase_tenant_id: 't?',
    infura_api_key: 't?', poly_scan_api_key: 't?', client_ip_location: 't?', allowed_origins: 't?', created_at: 't',
  }, { platform: true, key: ['id'], unique: [['project_key'], ['testnet_project_key']] });
  await table(db, 'tenant_secrets', {
    stripe_api_key: 't?', stripe_webhook_secret: 't?', login_token: 't?', api_private_key: 't?', allow_guests: 'i',
    default_wallet_management_type: 't',
  }, { key: ['tenant_id'] });
  await table(db, 'api_keys', { id: 't', key_hash: 't', type: 't', revoked_at: 't?', created_at: 't' }, { unique: [['tenant_id', 'key_hash']] });
  await table(db, 'sessions', {
    id: 't', family_id: 't', owner_type: 't', owner_id: 't', business_id: 't?', used_at: 't?', successor_id: 't?', revoked_at: 't?', expires_at: 't', created_at: 't',
  }, { index: [['tenant_id', 'family_id']] });
  await table(db, 'used_identity_tokens', { jti: 't', expires_at: 't' }, { key: ['tenant_id', 'jti'] });
  await table(db, 'idempotency_keys', { owner_id: 't', key: 't', request_hash: 't', status: 'i', body: 't', created_at: 't' },
    { key: ['tenant_id', 'owner_id', 'key'] });
  await table(db, 'seeded_worlds', { world: 't', title: 't', people: 't', is_demo: 'i', created_at: 't' }, { key: ['tenant_id'], index: [['is_demo', 'world']] });
  await table(db, 'chains', {
    chain_id: 'i', name: 't', rpc_url: 't', explorer_url: 't?', currency_name: 't', currency_symbol: 't', currency_decimals: 'i', is_testnet: 'i',
  }, { platform: true, key: ['chain_id'] });
}

async function people(db: AnyDb): Promise<void> {
  await table(db, 'users', {
    id: 't', email: 't?', first_name: 't?', last_name: 't?', external_id: 't?', instagram_account_id: 't?', google_account_name: 't?',
    custom_data: 't?', public_profile: 't?', is_guest: 'i', is_active: 'i', created_at: 't', updated_at: 't',
  }, { unique: [['tenant_id', 'external_id']], index: [['tenant_id', 'email']] });
  await table(db, 'wallets', {
    id: 't', owner_type: 't', owner_id: 't', wallet_management_type: 't', address: 't', chain_id: 'i', status: 't', created_at: 't',
  }, { unique: [['tenant_id', 'address']], index: [['tenant_id', 'owner_type', 'owner_id']] });
  await table(db, 'businesses', {
    id: 't', email: 't?', legal_name: 't?', display_name: 't?', description: 't?', short_description: 't?', website_url: 't?', image_url: 't?',
    address: 't?', city: 't?', postal_code: 't?', latitude: 'n?', longitude: 'n?', business_type: 't?', is_active: 'i',
  }, { unique: [['tenant_id', 'email']] });
  await table(db, 'business_members', { id: 't', business_id: 't', external_id: 't', role: 't' },
    { references: { business_id: 'businesses' }, unique: [['tenant_id', 'business_id', 'external_id']], index: [['tenant_id', 'external_id']] });
  await table(db, 'admins', { id: 't', external_id: 't', email: 't?' }, { unique: [['tenant_id', 'external_id']] });
}

async function catalogue(db: AnyDb): Promise<void> {
  await table(db, 'tokens', {
    id: 't', contract_address: 't', chain_id: 'i', name: 't?', symbol: 't?', decimals: 'i?', type: 't', is_active: 'i', is_gallery: 'i', created_at: 't',
  }, { unique: [['tenant_id', 'chain_id', 'contract_address']] });
  await table(db, 'token_items', {
    id: 't', token_id: 't', incremental_id: 'i', name: 't?', description: 't?', image_url: 't?', external_url: 't?', expiry_date: 't?',
  }, { references: { token_id: 'tokens' }, unique: [['tenant_id', 'token_id', 'incremental_id']] });
  await table(db, 'status_types', {
    id: 'i', name: 't', description: 't?', min_token_balance: 't', discount_percentage: 'n', image_url: 't?', eligible_token_addresses: 't',
  });
  await table(db, 'campaigns', {
    id: 't', name: 't?', description: 't?', start_date: 't?', end_date: 't?', image_url: 't?', external_url: 't?', is_active: 'i', is_testnet: 'i',
    tags: 't', country_code_restrictions: 't', trigger_id: 't?', trigger_name: 't?', trigger_description: 't?', trigger_type: 't?',
    max_per_day: 'i?', max_per_user: 'i?', min_cooldown_seconds: 'i?', max_geo_distance_in_meters: 'n?', required_user_info: 't?',
    max_multiplier: 'n?', completion_threshold: 'i?', conditions: 't?', created_at: 't',
  });
  await table(db, 'campaign_engagements', {
    id: 't', campaign_id: 't', business_id: 't', short_description: 't?', max_per_business: 'i?', max_per_day: 'i?', external_url: 't?',
  }, { references: { campaign_id: 'campaigns', business_id: 'businesses' }, unique: [['tenant_id', 'campaign_id', 'business_id']] });
  await table(db, 'trigger_sources', { id: 't', type: 't', name: 't', business_id: 't?', is_active: 'i', created_at: 't' },
    { references: { business_id: 'businesses' } });
  await table(db, 'campaign_trigger_sources', { campaign_id: 't', trigger_source_id: 't' }, {
    key: ['tenant_id', 'campaign_id', 'trigger_source_id'],
    references: { campaign_id: 'campaigns', trigger_source_id: 'trigger_sources' }, index: [['tenant_id', 'trigger_source_id']],
  });
  await table(db, 'token_units', {
    id: 't', owner_kind: 't', owner_id: 't', token_id: 't', token_item_incremental_id: 'i?', amount: 't', max_amount: 't?',
  }, { references: { token_id: 'tokens' }, index: [['tenant_id', 'owner_kind', 'owner_id']] });
  await table(db, 'redemption_types', { id: 'i', name: 't', description: 't?', image_url: 't?' });
  await table(db, 'redemptions', {
    id: 't', name: 't?', description: 't?', image_url: 't?', is_active: 'i', credit_token_amount: 't', redemption_type_id: 'i?', sort_order: 'i?',
    available_supply: 'i?', total_supply: 'i?', max_per_user: 'i?', min_status_type_id: 'i?', country_code_restrictions: 't', tags: 't', created_at: 't',
  }, { references: { redemption_type_id: 'redemption_types', min_status_type_id: 'status_types' } });
}

async function movements(db: AnyDb): Promise<void> {
  await table(db, 'claims', {
    id: 't', campaign_id: 't', user_id: 't', business_id: 't?', trigger_source_id: 't?', multiplier: 'n', status: 't', failure_reason: 't?',
    created_at: 't', updated_at: 't',
  }, {
    references: { campaign_id: 'campaigns', user_id: 'users', business_id: 'businesses', trigger_source_id: 'trigger_sources' },
    index: [['tenant_id', 'user_id', 'campaign_id', 'created_at'], ['tenant_id', 'campaign_id', 'business_id']],
  });
  await table(db, 'redeems', {
    id: 't', redemption_id: 't', user_id: 't', business_id: 't?', status: 't', user_country_code: 't?', anonymized_ip_address: 't?',
    failure_reason: 't?', created_at: 't', updated_at: 't',
  }, {
    references: { redemption_id: 'redemptions', user_id: 'users', business_id: 'businesses' },
    index: [['tenant_id', 'user_id', 'redemption_id'], ['tenant_id', 'created_at']],
  });
  await table(db, 'transactions', {
    id: 't', type: 't', status: 't', token_id: 't', token_item_incremental_id: 'i?', contract_token_id: 't?', amount: 't', sender_address: 't',
    recipient_address: 't?', sender_id: 't?', sender_owner_type: 't?', recipient_id: 't?', recipient_owner_type: 't?', transaction_hash: 't?',
    trigger_process_type: 't', trigger_process_id: 't?', chain_id: 'i', next_step_at: 't?', created_at: 't', updated_at: 't',
  }, {
    references: { token_id: 'tokens' }, unique: [['tenant_id', 'transaction_hash']],
    index: [['tenant_id', 'next_step_at'], ['tenant_id', 'trigger_process_id'], ['tenant_id', 'sender_id'], ['tenant_id', 'recipient_id'],
      ['tenant_id', 'created_at']],
  });
  const postgres = db.getExecutor().adapter instanceof PostgresAdapter;
  await db.schema.createTable('ledger_entries')
    .addColumn('seq', postgres ? 'bigserial' : 'integer', (column) => (postgres ? column.primaryKey() : column.primaryKey().autoIncrement()))
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
  await table(db, 'balances', { address: 't', token_id: 't', token_item_incremental_id: 'i', amount: 't', held: 't' },
    { key: ['tenant_id', 'address', 'token_id', 'token_item_incremental_id'], references: { token_id: 'tokens' } });
}

/** First migration: every table of `schema.ts`. */
export async function create(db: AnyDb): Promise<void> {
  await tenancy(db);
  await people(db);
  await catalogue(db);
  await movements(db);
}
