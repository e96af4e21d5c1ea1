import { createHash } from 'node:crypto';
import { inTransaction, type Db } from './db.js';
import { signIdentity } from './identity.js';
import { createSystemKey, createTenantRows } from './new-tenant.js';
import { addressOnChain, goOnChain, type Needed } from './on-chain.js';
import { movePictures } from './picture-addresses.js';
import type { Runtime } from './runtime.js';
import type { Ids, SeededPerson, World } from './world.js';

/** A person of a fresh tenant with a token that vouches for them. */
export interface OpenedPerson extends SeededPerson {
  readonly identityToken: string;
}

/** A fresh tenant: what a test or the demo page needs to be its customer, its business or its administrator. */
export interface OpenedTenant {
  readonly tenantId: string;
  readonly projectKey: string;
  readonly world: string;
  readonly title: string;
  readonly customers: readonly OpenedPerson[];
  readonly admin?: OpenedPerson;
  readonly business?: OpenedPerson;
  /** Value of `x-api-key`. */
  readonly systemKey: string;
}

/** Names → UUIDs that are the tenant's own (RFC 9562, version 8: made of a hash). */
export function idsOf(tenantId: string): Ids {
  return (name) => {
    const hex = createHash('sha256').update(`${tenantId} ${name}`).digest('hex');
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-9${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
  };
}

/** Keys that the administrator and the member of a business have among a tenant's people. */
const ROLES = ['admin', 'business'] as const;
type People = Record<string, SeededPerson>;

/** Someone the demo shop may vouch for: a customer by their key, `admin` or `business`. */
export async function personOf(db: Db, tenantId: string, key: string): Promise<SeededPerson | undefined> {
  const row = await db.selectFrom('seeded_worlds').select('people').where('tenant_id', '=', tenantId).executeTakeFirst();
  const people = JSON.parse(row?.people ?? '{}') as People;
  return Object.hasOwn(people, key) ? people[key] : undefined;
}

/** Makes a tenant and fills it with a world, in one database transaction. */
export async function openTenant(runtime: Runtime, name: string, world: World, onChain = false): Promise<OpenedTenant> {
  await runtime.ready;
  const now = runtime.options.now();
  const { tenantId, systemKey, needed } = await inTransaction(runtime.db, `world ${name}`, (trx) =>
    fill(runtime, trx, name, world, now, false, onChain),
  );
  if (needed) await goOnChain(runtime.db, runtime.options.chain!, tenantId, needed);
  return describe(runtime, tenantId, systemKey);
}

/** The tenant that the demo's pages show for a world; made at first use, kept as long as the database. */
export async function demoTenant(runtime: Runtime, name: string, world: World): Promise<OpenedTenant> {
  await runtime.ready;
  const now = runtime.options.now();
  const { tenantId, needed } = await inTransaction(runtime.db, `world ${name}`, async (trx) => {
    const known = await trx
      .selectFrom('seeded_worlds')
      .select('tenant_id')
      .where('is_demo', '=', 1)
      .where('world', '=', name)
      .executeTakeFirst();
    if (!known) return fill(runtime, trx, name, world, now, true, true);
    await movePictures(trx, known.tenant_id, runtime.options.publicUrl);
    return { tenantId: known.tenant_id, needed: null };
  });
  if (needed) await goOnChain(runtime.db, runtime.options.chain!, tenantId, needed);
  return describe(runtime, tenantId, '');
}

async function fill(
  runtime: Runtime,
  trx: Db,
  name: string,
  world: World,
  now: Date,
  isDemo: boolean,
  onChain: boolean,
): Promise<{ tenantId: string; systemKey: string; needed: Needed | null }> {
  const tenant = await createTenantRows(trx, now, { project_name: world.title, ...world.tenant }, world.allowGuests ?? true);
  const { customers, admin, business } = await world.seed(trx, tenant.id, idsOf(tenant.id), now, runtime.options.publicUrl);
  const { chain } = runtime.options;
  const needed = onChain && chain && !world.ledgerOnly ? await addressOnChain(trx, chain, tenant.id, runtime.options.publicUrl) : null;
  const people: People = Object.fromEntries(customers.map((person) => [person.key, person]));
  if (admin) people['admin'] = admin;
  if (business) people['business'] = business;
  await trx
    .insertInto('seeded_worlds')
    .values({
      tenant_id: tenant.id,
      world: name,
      title: world.title,
      people: JSON.stringify(people),
      is_demo: isDemo ? 1 : 0,
      created_at: now.toISOString(),
    })
    .execute();
  return { tenantId: tenant.id, systemKey: await createSystemKey(trx, tenant.id, now), needed };
}

async function describe(runtime: Runtime, tenantId: string, systemKey: string): Promise<OpenedTenant> {
  const keys = await runtime.ready;
  const row = await runtime.db
    .selectFrom('seeded_worlds as seeded')
    .innerJoin('tenants', 'tenants.id', 'seeded.tenant_id')
    .select(['seeded.world', 'seeded.title', 'seeded.people', 'tenants.project_key'])
    .where('seeded.tenant_id', '=', tenantId)
    .executeTakeFirstOrThrow();
  const people = Object.entries(JSON.parse(row.people) as People);
  const opened = await Promise.all(
    people.map(async ([key, person]): Promise<[string, OpenedPerson]> => [
      key,
      { ...person, identityToken: await signIdentity(runtime, keys, tenantId, person) },
    ]),
  );
  const special = Object.fromEntries(opened.filter(([key]) => ROLES.includes(key as never)));
  return {
    tenantId,
    projectKey: row.project_key,
    world: row.world,
    title: row.title,
    customers: opened.filter(([key]) => !ROLES.includes(key as never)).map(([, person]) => person),
    ...special,
    systemKey,
  };
}
