import type { Campaign } from '../../client/campaigns.js';
import type { CampaignClaim } from '../../client/claims.js';
import type { Redeem } from '../../client/redeems.js';
import type { Redemption } from '../../client/redemptions.js';
import type { Token } from '../../client/tokens.js';
import type { Transaction } from '../../client/transactions.js';
import type { User } from '../../client/users.js';
import { isPending, toMovement, type Movement } from '../shared/movement.js';

export type EntryStatus = 'done' | 'pending' | 'signature' | 'failed';
/** What a movement that belongs to neither claim nor redeem is called by. */
export type MovementKind = 'purchase' | 'transferIn' | 'transferOut' | 'mint' | 'burn';

interface Common {
  readonly id: string;
  /** ISO 8601 UTC, or null when the API does not say. */
  readonly at: string | null;
  readonly status: EntryStatus;
  readonly movements: readonly Movement[];
}

/** One line of the history. A campaign or offer that cannot be read any more is null. */
export type Entry =
  | (Common & { readonly kind: 'claim'; readonly campaign: Campaign | null })
  | (Common & { readonly kind: 'redeem'; readonly redemption: Redemption | null })
  | (Common & { readonly kind: MovementKind });

/** What the lines are told from. */
export interface Ledger {
  readonly user: User;
  readonly tokens: readonly Token[];
  /** Movements per claim or redeem. */
  readonly byProcess: ReadonlyMap<string, readonly Transaction[]>;
}

function statusOf(process: string, transactions: readonly Transaction[]): EntryStatus {
  if (process === 'FAILED' || transactions.some(({ status }) => status === 'failed')) return 'failed';
  if (transactions.some(({ status }) => status === 'pending_signature')) return 'signature';
  return process === 'COMPLETED' && !transactions.some(isPending) ? 'done' : 'pending';
}

function common(id: string, at: string | null, process: string, transactions: readonly Transaction[], { user, tokens }: Ledger): Common {
  const place = ({ tokenAddress }: Transaction) =>
    tokens.findIndex(({ contractAddress }) => contractAddress.toLowerCase() === tokenAddress.toLowerCase());
  // Movements of one moment come in any order; people read what they paid before what they got, and points first.
  const movements = [...transactions]
    .sort((a, b) => place(a) - place(b))
    .map((one) => toMovement(one, user, tokens))
    .sort((a, b) => Number(a.incoming) - Number(b.incoming));
  return { id, at, status: statusOf(process, transactions), movements };
}

export function claimEntry(claim: CampaignClaim, campaign: Campaign | null, ledger: Ledger): Entry {
  const { id, createdAt, updatedAt, status, transactions } = claim;
  // The list of movements is read at the same time as the claims and may be newer than what they embed.
  return { kind: 'claim', campaign, ...common(id, createdAt ?? updatedAt, status, ledger.byProcess.get(id) ?? transactions, ledger) };
}

export function redeemEntry(redeem: Redeem, redemption: Redemption | null, ledger: Ledger): Entry {
  const { id, createdAt, updatedAt, status } = redeem;
  return { kind: 'redeem', redemption, ...common(id, createdAt ?? updatedAt, status, ledger.byProcess.get(id) ?? [], ledger) };
}

export function movementEntry(transaction: Transaction, ledger: Ledger): Entry {
  const { id, type, triggerProcessType, createdAt, updatedAt } = transaction;
  const line = common(id, createdAt ?? updatedAt, 'COMPLETED', [transaction], ledger);
  const incoming = !!line.movements[0]?.incoming;
  const moved = type === 'TRANSFER' && triggerProcessType === 'TRANSFER';
  const kind =
    triggerProcessType === 'PURCHASE' ? 'purchase' : moved ? (incoming ? 'transferIn' : 'transferOut') : incoming ? 'mint' : 'burn';
  return { kind, ...line };
}
