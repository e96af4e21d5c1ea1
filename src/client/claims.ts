import type { Business } from './businesses.js';
import type { Campaign } from './campaigns.js';
import type { Transaction } from './transactions.js';

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
