import { table, type AnyDb } from './table.js';

/** Columns that came with the chain and with wallets of the customers' own. All of them may be null, so that kept databases go on. */
const COLUMNS = {
  // 1: movements of the tenant are transactions of the chain.
  tenants: ['on_chain:i'],
  users: ['current_signing_account_id'],
  wallets: ['owner_signing_account_id'],
  transactions: ['on_chain:i', 'signing_data', 'signing_deadline', 'signed_call', 'failure_reason'],
} as const;

/** Second migration: linked wallets, what waits for their signature, and the chain. */
export async function ownWallets(db: AnyDb): Promise<void> {
  for (const [name, columns] of Object.entries(COLUMNS)) {
    for (const column of columns) {
      const [title, type] = column.split(':') as [string, string?];
      await db.schema
        .alterTable(name)
        .addColumn(title, type ? 'integer' : 'text')
        .execute();
    }
  }
  await table(db, 'signing_accounts', 'id user_id address chain_id:i provider status created_at', {
    references: { user_id: 'users' },
    index: ['tenant_id user_id', 'tenant_id address'],
  });
  await table(db, 'signing_nonces', 'nonce user_id message address chain_id:i expires_at used_at?', {
    key: 'tenant_id nonce',
    references: { user_id: 'users' },
  });
  await db.schema.createIndex('transactions_on_chain').on('transactions').columns(['on_chain', 'status']).execute();
}

/** Third migration: how customers' own wallets sign. Null: typed data (EIP-712); else a format of transactions that they send themselves. */
export async function signingFormat(db: AnyDb): Promise<void> {
  await db.schema.alterTable('tenants').addColumn('signing_format', 'text').execute();
}
