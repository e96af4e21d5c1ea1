import { Migrator, type Kysely } from 'kysely';
import { ownWallets, signingFormat } from './own-wallet-tables.js';
import * as tables from './tables.js';

/** Every change of the tables, oldest first. A released entry is never edited: add the next one. */
const migrations = {
  '0001-tables': { up: tables.create },
  '0002-own-wallets': { up: ownWallets },
  '0003-signing-format': { up: signingFormat },
};

/** Brings the tables up to date; throws the first failure. */
/* eslint-disable-next-line @typescript-eslint/no-explicit-any -- migrations know the tables of their own time only */
export async function migrate(db: Kysely<any>): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error instanceof Error ? error : new Error(String(error));
}
