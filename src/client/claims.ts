import { toBusiness, type Business } from './businesses.js';
import { toCampaign, type Campaign } from './campaigns.js';
import type { CallOptions, Client } from './client.js';
import { findInPages, isMissing } from './missing.js';
import { dateTime, field, list, number, pickWithId, required, text, word, type Shape } from './normalize.js';
import { pageQuery, toPage, withList, type Page, type PageQuery } from './page.js';
import type { components } from './schema.js';
import { toTransaction, type Transaction } from './transactions.js';

/** Progress of a claim or redeem. */
export type ProcessStatus = 'PENDING' | 'PROCESSING' | 'COMPLETED' | 'FAILED' | (string & {});

/** A claim and what came of it. */
export interface CampaignClaim {
  readonly id: string;
  readonly campaignId: string;
  readonly userId: string;
  readonly status: ProcessStatus;
  readonly multiplier: number;
  readonly business: Business | null;
  /** The campaign as the answer embeds it, or null. */
  readonly campaign: Campaign | null;
  /** Rewards; empty while processing and below the completion threshold. */
  readonly transactions: readonly Transaction[];
  readonly failureReason: string;
  readonly createdAt: string | null;
  readonly updatedAt: string | null;
}

/** What a customer's claim may carry. Positions are degrees. */
export interface CampaignClaimInput {
  readonly campaignId?: string;
  /** Id that a scanned code carries. */
  readonly triggerSourceId?: string;
  readonly businessId?: string;
  readonly latitude?: number;
  readonly longitude?: number;
  readonly multiplier?: number;
  readonly conditionsData?: Readonly<Record<string, unknown>>;
}

export interface ClaimOptions extends CallOptions {
  /** One value per decision of the customer; see `ApiRequest.idempotencyKey`. */
  readonly idempotencyKey?: string | undefined;
}

export interface ClaimQuery extends PageQuery {
  readonly campaignId?: string | undefined;
}

/**
 * Claims a campaign for the customer (contract `createCampaignClaim`). Sent once: after NETWORK, TIMEOUT, BAD_RESPONSE or a
 * 5xx the effect is unknown until `listMyClaims` has been read.
 *
 * @throws PersError SIGNED_OUT, CAMPAIGN_NOT_FOUND, CAMPAIGN_INACTIVE, CAMPAIGN_NOT_STARTED, CAMPAIGN_ENDED,
 *   TRIGGER_SOURCE_REQUIRED, TRIGGER_SOURCE_INACTIVE and the CLAIM_… codes, with details such as `retryAt` and `fields`
 */
export async function createClaim(client: Client, input: CampaignClaimInput, options?: ClaimOptions): Promise<CampaignClaim> {
  const answer = await client.request({ ...options, method: 'POST', path: '/campaigns/claims', json: input, auth: 'required' });
  return required(toClaim(answer), 'createCampaignClaim');
}

/** The customer's own claims, newest first (contract `listMyCampaignClaims`). @throws PersError SIGNED_OUT, UNAUTHENTICATED */
export async function listMyClaims(client: Client, query: ClaimQuery = {}, options?: CallOptions): Promise<Page<CampaignClaim>> {
  const { campaignId } = query;
  const answer = await client.request({
    ...options,
    path: '/campaigns/claims/me',
    query: { ...pageQuery(query), campaignId },
    auth: 'required',
  });
  return toPage(withList(answer, 'listMyCampaignClaims'), toClaim, query);
}

/**
 * One claim (contract `getCampaignClaim`; where that is missing it is looked for in the newest pages of the list).
 * @throws PersError RESOURCE_NOT_FOUND, SIGNED_OUT, UNAUTHENTICATED
 */
export async function getClaim(client: Client, id: string, options?: CallOptions): Promise<CampaignClaim> {
  try {
    const answer = await client.request({ ...options, path: `/campaigns/claims/${encodeURIComponent(id)}`, auth: 'required' });
    return required(toClaim(answer), 'getCampaignClaim');
  } catch (error) {
    if (!isMissing(error)) throw error;
    return findInPages(id, (page) => listMyClaims(client, { page, limit: 100 }, options), error);
  }
}

const claimShape = {
  id: text,
  campaignId: text,
  userId: text,
  status: word,
  multiplier: (value: unknown) => number(value) ?? 1,
  business: toBusiness,
  campaign: toCampaign,
  transactions: (value: unknown) => list(value, toTransaction),
  failureReason: text,
  createdAt: dateTime,
  updatedAt: dateTime,
} satisfies Shape<components['schemas']['CampaignClaim']>;

export function toClaim(raw: unknown): CampaignClaim | null {
  const claim = pickWithId(raw, claimShape);
  if (!claim) return null;
  return {
    ...claim,
    campaignId: claim.campaignId || (claim.campaign?.id ?? ''),
    userId: claim.userId || text(field(field(raw, 'user'), 'id')),
    status: claim.status || (claim.transactions.length > 0 ? 'COMPLETED' : 'PENDING'),
  };
}
