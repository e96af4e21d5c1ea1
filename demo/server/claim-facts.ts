import { sql } from 'kysely';
import type { ClaimHistory } from './claim-limits.js';
import type { Engagement } from './claim-rules.js';
import type { Caller } from './context.js';
import type { Db } from './db.js';
import { dayStart } from './eligibility.js';
import { Problem } from './problems.js';
import type { CampaignRow, TriggerSourceRow, UserRow } from './schema.js';

/** Request body of a claim (contract, `CampaignClaimFields`). `startDate` and `endDate` have no documented use and are not kept. */
export interface ClaimRequest {
  campaignId?: string;
  triggerSourceId?: string;
  businessId?: string;
  userIdentifier?: string;
  conditionsData?: Record<string, unknown>;
  multiplier?: number;
  latitude?: number;
  longitude?: number;
}

/**
 * The user who gets the reward: the session's own, or the one that a business or system names.
 *
 * @throws Problem `FORBIDDEN` for a user who names somebody else, `VALIDATION_ERROR` without a name, `USER_NOT_FOUND`
 */
export async function claimant(trx: Db, tenantId: string, caller: Caller, identifier: string | undefined): Promise<UserRow> {
  const users = trx.selectFrom('users').selectAll().where('tenant_id', '=', tenantId);
  if (caller.kind === 'user') {
    const user = await users.where('id', '=', caller.id!).executeTakeFirstOrThrow();
    if (identifier !== undefined && ![user.email, user.external_id].includes(identifier)) {
      throw new Problem('FORBIDDEN', 'A customer claims for themselves.', undefined, 'userIdentifier');
    }
    return user;
  }
  if (!identifier) throw new Problem('VALIDATION_ERROR', 'userIdentifier is needed.', undefined, 'userIdentifier');
  // The external id is unique; an address that several people share names nobody.
  const found = await users
    .where((of) => of.or([of('external_id', '=', identifier), of('email', '=', identifier)]))
    .limit(3)
    .execute();
  const user = found.find((one) => one.external_id === identifier) ?? (found.length === 1 ? found[0] : undefined);
  if (!user) throw new Problem('USER_NOT_FOUND', undefined, undefined, 'userIdentifier');
  return user;
}

/**
 * The campaign of a claim and the source it names. A source wins over `campaignId`: where it is not assigned to that
 * campaign, the newest active one it is assigned to counts.
 *
 * @throws Problem `CAMPAIGN_NOT_FOUND`; `RESOURCE_NOT_FOUND` for a source that is unknown or assigned to nothing.
 */
export async function campaignOf(
  trx: Db,
  tenantId: string,
  { campaignId, triggerSourceId }: ClaimRequest,
): Promise<{ campaign: CampaignRow; source: TriggerSourceRow | null }> {
  const all = trx.selectFrom('campaigns').selectAll().where('tenant_id', '=', tenantId);
  if (triggerSourceId === undefined) {
    const campaign = await all.where('id', '=', campaignId!).executeTakeFirst();
    if (!campaign) throw new Problem('CAMPAIGN_NOT_FOUND', undefined, undefined, 'campaignId');
    return { campaign, source: null };
  }
  const source = await trx
    .selectFrom('trigger_sources')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('id', '=', triggerSourceId)
    .executeTakeFirst();
  const assigned = await all
    .where('id', 'in', (of) =>
      of
        .selectFrom('campaign_trigger_sources')
        .select('campaign_id')
        .where('tenant_id', '=', tenantId)
        .where('trigger_source_id', '=', triggerSourceId),
    )
    .orderBy('is_active', 'desc')
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .execute();
  const campaign = assigned.find((one) => one.id === campaignId) ?? assigned[0];
  if (!source || !campaign) throw new Problem('RESOURCE_NOT_FOUND', 'There is no such code.', undefined, 'triggerSourceId');
  return { campaign, source };
}

/** Whether a campaign can only be claimed with a source. */
export async function hasSources(trx: Db, tenantId: string, campaignId: string): Promise<boolean> {
  const one = trx.selectFrom('campaign_trigger_sources').select('trigger_source_id').where('tenant_id', '=', tenantId);
  return (await one.where('campaign_id', '=', campaignId).limit(1).executeTakeFirst()) !== undefined;
}

/** The businesses that take part in a campaign; switched-off ones do not. */
export async function engagementsOf(trx: Db, tenantId: string, campaignId: string): Promise<Engagement[]> {
  const rows = await trx
    .selectFrom('campaign_engagements as engagement')
    .innerJoin('businesses as business', (join) =>
      join.onRef('business.tenant_id', '=', 'engagement.tenant_id').onRef('business.id', '=', 'engagement.business_id'),
    )
    .selectAll('engagement')
    .select(['business.latitude', 'business.longitude'])
    .where('engagement.tenant_id', '=', tenantId)
    .where('engagement.campaign_id', '=', campaignId)
    .where('business.is_active', '=', 1)
    .orderBy('engagement.id')
    .execute();
  return rows.map(({ latitude, longitude, ...row }) => ({ ...row, business: { latitude, longitude } }));
}

/** How often a user has claimed a campaign so far, in all and at one business. */
export async function historyOf(
  trx: Db,
  tenantId: string,
  campaignId: string,
  userId: string,
  businessId: string | null,
  now: Date,
): Promise<ClaimHistory> {
  const rows = await trx
    .selectFrom('claims')
    .select((of) => [
      'business_id',
      of.fn.countAll<number>().as('total'),
      sql<number>`sum(case when created_at >= ${dayStart(now)} then 1 else 0 end)`.as('today'),
      of.fn.max('created_at').as('last'),
    ])
    .where('tenant_id', '=', tenantId)
    .where('user_id', '=', userId)
    .where('campaign_id', '=', campaignId)
    .where('status', '<>', 'FAILED')
    .groupBy('business_id')
    .execute();
  const sum = (of: typeof rows) => ({
    total: of.reduce((total, row) => total + Number(row.total), 0),
    today: of.reduce((total, row) => total + Number(row.today), 0),
  });
  const lastAt =
    rows
      .map((row) => row.last)
      .sort()
      .at(-1) ?? null;
  return { ...sum(rows), lastAt, atBusiness: sum(rows.filter((row) => businessId !== null && row.business_id === businessId)) };
}
