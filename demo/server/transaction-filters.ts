import { sql, type SelectQueryBuilder } from 'kysely';
import type { RequestContext } from './context.js';
import { matches } from './paging.js';
import { Problem } from './problems.js';
import type { Database, TransactionRow } from './schema.js';
import { checksum } from './wallets.js';

type Query = SelectQueryBuilder<Database, 'transactions', TransactionRow>;
type Params = (name: string) => string | undefined;

const KNOWN: Readonly<Record<string, readonly string[]>> = {
  type: ['MINT', 'TRANSFER', 'BURN'],
  role: ['SENDER', 'RECIPIENT'],
  status: ['created', 'processing', 'pending_signature', 'broadcasted', 'succeeded', 'failed'],
};

function refuse(name: string, rule: string): never {
  throw new Problem('VALIDATION_ERROR', `${name} must be ${rule}.`, undefined, name);
}

function choice(params: Params, name: string): string | undefined {
  const value = params(name);
  if (value && !KNOWN[name]!.includes(value)) refuse(name, `one of ${KNOWN[name]!.join(', ')}`);
  return value || undefined;
}

function moment(params: Params, name: string): string | undefined {
  const value = params(name);
  if (!value) return undefined;
  const time = Date.parse(value);
  return Number.isNaN(time) ? refuse(name, 'a date and time') : new Date(time).toISOString();
}

/** An address as stored; one that is none matches nothing. */
const address = (value: string): string => checksum(value) ?? '';

/** Movements in which `id` takes part on the given side (both without one). */
function takesPart(query: Query, id: string, role: string | undefined): Query {
  if (role === 'SENDER') return query.where('sender_id', '=', id);
  if (role === 'RECIPIENT') return query.where('recipient_id', '=', id);
  return query.where((of) => of.or([of('sender_id', '=', id), of('recipient_id', '=', id)]));
}

/**
 * The filters of `GET /transactions` and `GET /transactions/me`.
 *
 * @param own the caller's principal; null: the whole tenant (administrators).
 * @throws Problem `VALIDATION_ERROR` naming the parameter.
 */
export function transactionQuery(ctx: RequestContext, params: Params, own: string | null): Query {
  const [role, status, type] = [choice(params, 'role'), choice(params, 'status'), choice(params, 'type')];
  const [from, to] = [moment(params, 'dateFrom'), moment(params, 'dateTo')];
  const tenantId = ctx.tenant.id;
  let query = ctx.db.selectFrom('transactions').selectAll().where('tenant_id', '=', tenantId) as Query;
  const participant = params('participantId');
  // `role` is the side of the account that is asked about: the participant's when there is one, else the caller's.
  if (own !== null) query = takesPart(query, own, participant ? undefined : role);
  if (participant) query = takesPart(query, participant, role);
  else if (own === null && role) query = takesPart(query, tenantId, role);
  if (status) query = query.where('status', '=', status);
  if (type) query = query.where('type', '=', type);
  if (from) query = query.where('created_at', '>=', from);
  if (to) query = query.where('created_at', '<=', to);
  const side = params('participantAddress');
  if (side) query = query.where((of) => of.or([of('sender_address', '=', address(side)), of('recipient_address', '=', address(side))]));
  const [tokenAddress, tokenType] = [params('tokenAddress'), params('tokenType')];
  const ofToken = (column: 'contract_address' | 'type', value: string) =>
    query.where('token_id', 'in', (of) => of.selectFrom('tokens').select('id').where('tenant_id', '=', tenantId).where(column, '=', value));
  if (tokenAddress) query = ofToken('contract_address', address(tokenAddress));
  if (tokenType) query = ofToken('type', tokenType);
  const business = params('engagedBusinessId');
  if (business) {
    query = query.where((of) =>
      of.or([
        of('sender_id', '=', business),
        of('recipient_id', '=', business),
        of(
          'trigger_process_id',
          'in',
          of.selectFrom('claims').select('id').where('tenant_id', '=', tenantId).where('business_id', '=', business),
        ),
        of(
          'trigger_process_id',
          'in',
          of.selectFrom('redeems').select('id').where('tenant_id', '=', tenantId).where('business_id', '=', business),
        ),
      ]),
    );
  }
  const search = params('search');
  if (search) query = query.where(matches(search, ['id', 'sender_address', 'recipient_address', 'transaction_hash']));
  return query;
}

/** True for what nobody can have asked for: an address that is not the caller's. */
export async function foreignAddress(ctx: RequestContext, own: string, params: Params): Promise<boolean> {
  const asked = params('participantAddress');
  if (!asked) return false;
  const wallet = await ctx.db
    .selectFrom('wallets')
    .select(sql<number>`1`.as('one'))
    .where('tenant_id', '=', ctx.tenant.id)
    .where('owner_id', '=', own)
    .where('address', '=', address(asked))
    .executeTakeFirst();
  return wallet === undefined;
}
