import Sqlite from 'libsql';
import { Kysely, PostgresAdapter, SqliteDialect, sql, type SqliteDatabase, type Transaction } from 'kysely';
import { migrate } from './migrations.js';
import type { Database } from './schema.js';

/** A database handle or an open transaction on it. */
export type Db = Kysely<Database>;

/**
 * A handle on the database; `migrate` brings its tables up to date before first use.
 *
 * @param location file of the embedded database, or `:memory:`.
 */
export const connect = (location: string): Db => new Kysely<Database>({ dialect: embedded(location) });

/** A handle on the database with its tables up to date. */
export async function openDatabase(location: string): Promise<Db> {
  const db = connect(location);
  await migrate(db);
  return db;
}

function embedded(location: string): SqliteDialect {
  const sqlite = new Sqlite(location, { timeout: 5000 });
  if (location !== ':memory:') sqlite.pragma('journal_mode = WAL');
  sqlite.pragma('synchronous = NORMAL');
  sqlite.pragma('foreign_keys = ON');
  // libsql has better-sqlite3's interface; its types name the class, not the three members the dialect uses.
  return new SqliteDialect({ database: sqlite as unknown as SqliteDatabase });
}

/** Whether the handle speaks to PostgreSQL instead of the embedded database. */
export function isPostgres(db: Db): boolean {
  return db.getExecutor().adapter instanceof PostgresAdapter;
}

/**
 * Runs `work` in one database transaction that no other write of the tenant can interleave with. All rules that read before
 * they write (limits, stock, balances) live inside one. Use only `trx` in `work`: the embedded database has one connection,
 * so a query on the outer handle would wait for ever.
 */
export function inTransaction<T>(db: Db, tenantId: string, work: (trx: Transaction<Database>) => Promise<T>): Promise<T> {
  return db.transaction().execute(async (trx) => {
    // The embedded database runs one transaction at a time; a server needs to be told.
    if (isPostgres(trx)) await sql`select pg_advisory_xact_lock(hashtext(${tenantId}))`.execute(trx);
    return work(trx);
  });
}
