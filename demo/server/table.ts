import type { CreateTableBuilder, Kysely } from 'kysely';

/* eslint-disable-next-line @typescript-eslint/no-explicit-any -- a migration knows the tables of its own time only */
export type AnyDb = Kysely<any>;

/** How a table is keyed and tied to others. Every name is a column; lists are separated by spaces. */
interface TableOptions {
  /** Primary key; default `tenant_id id`. */
  readonly key?: string;
  /** Column → table it points into, by `(tenant_id, column)` → `(tenant_id, id)`: never into another tenant. */
  readonly references?: Readonly<Record<string, string>>;
  readonly unique?: readonly string[];
  readonly index?: readonly string[];
  /** Tables of the platform have no tenant. */
  readonly platform?: boolean;
}

const TYPES = { i: 'integer', n: 'double precision' } as const;
const words = (list: string): string[] => list.trim().split(/\s+/);

/**
 * Creates one table.
 *
 * @param columns names separated by space: text as it stands, `:i` integer, `:n` double precision; a `?` at the end allows null.
 */
export async function table(db: AnyDb, name: string, columns: string, options: TableOptions = {}): Promise<void> {
  let builder: CreateTableBuilder<string, string> = db.schema.createTable(name);
  if (!options.platform) builder = builder.addColumn('tenant_id', 'text', (column) => column.notNull());
  for (const column of words(columns)) {
    const [, title, type, nullable] = /^(\w+)(?::([in]))?(\?)?$/.exec(column)!;
    builder = builder.addColumn(title!, type ? TYPES[type as 'i' | 'n'] : 'text', (of) => (nullable ? of : of.notNull()));
  }
  builder = builder.addPrimaryKeyConstraint(`${name}_pk`, words(options.key ?? 'tenant_id id') as never[]);
  if (!options.platform) builder = builder.addForeignKeyConstraint(`${name}_tenant_fk`, ['tenant_id'], 'tenants', ['id']);
  for (const [column, target] of Object.entries(options.references ?? {})) {
    builder = builder.addForeignKeyConstraint(`${name}_${column}_fk`, ['tenant_id', column] as never[], target, ['tenant_id', 'id']);
  }
  for (const [at, unique] of (options.unique ?? []).entries()) {
    builder = builder.addUniqueConstraint(`${name}_unique_${at}`, words(unique) as never[]);
  }
  await builder.execute();
  for (const [at, index] of (options.index ?? []).entries()) {
    await db.schema.createIndex(`${name}_index_${at}`).on(name).columns(words(index)).execute();
  }
}
