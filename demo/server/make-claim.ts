import { randomUUID } from 'node:crypto';
import { only } from './access.js';
import { campaignOf, claimant, engagementsOf, hasSources, historyOf, type ClaimRequest } from './claim-facts.js';
import { checkClaim, grantsReward } from './claim-rules.js';
import type { RequestContext } from './context.js';
import { inTransaction, type Db } from './db.js';
import { createTransaction } from './ledger.js';
import { Problem } from './problems.js';
import { rewardAmount } from './rewards.js';
import type { ClaimRow } from './schema.js';
import { unitRows } from './token-units.js';
import { receivingWallet, tenantWallet, walletOf } from './wallets.js';

const PROCESS = {
  user: 'CAMPAIGN_USER_CLAIM',
  business: 'CAMPAIGN_BUSINESS_CLAIM',
  admin: 'CAMPAIGN_SYSTEM_CLAIM',
  system: 'CAMPAIGN_SYSTEM_CLAIM',
} as const;
type ClaimingKind = keyof typeof PROCESS;

/** A business claims where it is; others say where. */
function placeOf(ctx: RequestContext, wanted: string | undefined): string | null {
  const own = ctx.caller.kind === 'business' ? ctx.caller.businessId : null;
  if (own !== null && wanted !== undefined && wanted !== own) {
    throw new Problem('FORBIDDEN', 'A business claims at its own place.', undefined, 'businessId');
  }
  return own ?? wanted ?? null;
}

/**
 * Checks a claim and starts its rewards, all in one database transaction: equal claims sent at once are judged one after
 * the other, and a refused one writes nothing.
 *
 * @throws Problem of the contract's operation `createCampaignClaim`
 */
export function makeClaim(ctx: RequestContext, request: ClaimRequest): Promise<ClaimRow> {
  only(ctx, ['user', 'business', 'admin', 'system']);
  const { tenant, caller, now, countryCode } = ctx;
  return inTransaction(ctx.db, tenant.id, async (trx) => {
    const { campaign, source } = await campaignOf(trx, tenant.id, request);
    const user = await claimant(trx, tenant.id, caller, request.userIdentifier);
    const engagements = await engagementsOf(trx, tenant.id, campaign.id);
    const takesPart = (id: string | null) => engagements.find((engagement) => engagement.business_id === id) ?? null;
    // The code at a door says whose door it is.
    const businessId = placeOf(ctx, request.businessId) ?? takesPart(source?.business_id ?? null)?.business_id ?? null;
    const wallet = await walletOf(trx, tenant.id, 'user', user.id);
    const { latitude, longitude, multiplier = 1, conditionsData = {} } = request;
    const history = await historyOf(trx, tenant.id, campaign.id, user.id, businessId, now);
    checkClaim({
      campaign,
      source,
      sourceRequired: source !== null || (await hasSources(trx, tenant.id, campaign.id)),
      callerKind: caller.kind,
      user: { ...user, accountAddress: wallet.address },
      businessId,
      engagements,
      engagement: takesPart(businessId),
      position: latitude !== undefined && longitude !== undefined ? { latitude, longitude } : null,
      conditionsData,
      multiplier,
      history,
      now,
      countryCode,
    });
    const claim: ClaimRow = {
      tenant_id: tenant.id,
      id: randomUUID(),
      campaign_id: campaign.id,
      user_id: user.id,
      business_id: businessId,
      trigger_source_id: source?.id ?? null,
      multiplier,
      status: 'PENDING',
      failure_reason: null,
      created_at: now.toISOString(),
      updated_at: now.toISOString(),
    };
    await trx.insertInto('claims').values(claim).execute();
    const rewards = grantsReward(campaign.completion_threshold, history.total) ? await mintRewards(trx, ctx, claim) : 0;
    if (rewards > 0) return claim;
    await trx.updateTable('claims').set({ status: 'COMPLETED' }).where('tenant_id', '=', tenant.id).where('id', '=', claim.id).execute();
    return { ...claim, status: 'COMPLETED' };
  });
}

/** Starts what the claim grants; answers how many movements that are. */
async function mintRewards(trx: Db, ctx: RequestContext, claim: ClaimRow): Promise<number> {
  const units = await unitRows(trx, claim.tenant_id, 'campaign', [claim.campaign_id]);
  const sender = await tenantWallet(trx, claim.tenant_id);
  const recipient = await receivingWallet(trx, claim.tenant_id, claim.user_id);
  let started = 0;
  for (const unit of units) {
    const token = await trx
      .selectFrom('tokens')
      .selectAll()
      .where('tenant_id', '=', claim.tenant_id)
      .where('id', '=', unit.token_id)
      .executeTakeFirstOrThrow();
    const amount = rewardAmount(unit, token, claim.multiplier);
    if (amount === '0') continue;
    await createTransaction(trx, ctx, {
      type: 'MINT',
      token,
      tokenItemIncrementalId: unit.token_item_incremental_id,
      amount,
      sender,
      recipient,
      triggerProcessType: PROCESS[ctx.caller.kind as ClaimingKind],
      triggerProcessId: claim.id,
    });
    started += 1;
  }
  return started;
}
