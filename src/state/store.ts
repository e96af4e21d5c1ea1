import type { Amount } from '../client/amount.js';
import type { Balance } from '../client/balances.js';
import type { Business } from '../client/businesses.js';
import type { Campaign } from '../client/campaigns.js';
import type { CampaignClaim, CampaignClaimInput } from '../client/claims.js';
import type { Page } from '../client/page.js';
import type { Redeem } from '../client/redeems.js';
import type { Redemption, RedemptionType } from '../client/redemptions.js';
import type { ClientConfig, Tenant } from '../client/tenants.js';
import type { Token } from '../client/tokens.js';
import type { Transaction } from '../client/transactions.js';
import type { User, UserStatusType } from '../client/users.js';
import type { Config } from '../config.js';
import type { PersError } from '../errors.js';
import type { Received } from '../events.js';
import type { OwnWallet } from './own-wallet.js';

export type { Page };

/** Who is looking: `starting` until the stored session or the identity callback has answered. */
export type SessionState = 'starting' | 'signed-out' | 'signing-in' | 'signed-in';

export type IntentKind = 'claim' | 'redeem';

/**
 * Where an intent is: `sending` (nothing answered yet), `following` (accepted, being settled), `unknown` (no answer we
 * can trust; being found out by reading), then `done` or `refused`. Only the last two are final.
 */
export type IntentState = 'sending' | 'following' | 'unknown' | 'done' | 'refused';

/** One decision of the customer to claim or to spend. Elements render it; the journal keeps it. */
export interface Intent {
  readonly id: string;
  readonly kind: IntentKind;
  /** Campaign or redemption id. */
  readonly target: string;
  readonly state: IntentState;
  /** ISO 8601 UTC. */
  readonly startedAt: string;
  /** Claim or redeem id, once the server gave one. */
  readonly processId: string | null;
  /** What arrived, once done. Empty for a claim below its completion threshold. */
  readonly received: readonly Received[];
  /** What was charged, for a redeem. */
  readonly charged: Amount | null;
  /** Why it was refused. */
  readonly error: PersError | null;
  /** The payment that waits for a signature of the customer's own wallet, if one does. */
  readonly unsigned?: Transaction | undefined;
}

/** One immutable picture of what elements may draw; a change is a new snapshot. */
export interface Snapshot {
  readonly config: Config;
  readonly session: SessionState;
  readonly guest: boolean;
  /** Why the last sign-in failed, or null. */
  readonly sessionError: PersError | null;
  /** Rises with every change of who is signed in: what an earlier customer was shown is dropped at once. */
  readonly epoch: number;
  /** Rises whenever something read from the server may have changed. An argument of every `Task`. */
  readonly revision: number;
  /** Newest intent per `${kind}:${target}`. */
  readonly intents: ReadonlyMap<string, Intent>;
}

export interface ReadOptions {
  readonly signal?: AbortSignal;
}

/** What the customer has, put together from user, tokens and balances of all their wallets. */
export interface Holdings {
  /** The points token, or null when the tenant has none. */
  readonly creditToken: Token | null;
  /** Points the customer can spend. */
  readonly points: Amount;
  /** Reward items held (ERC-1155 and ERC-721), gallery tokens first. */
  readonly rewards: readonly Balance[];
  /** Further ERC-20 tokens held. */
  readonly others: readonly Balance[];
  /** Highest level held, and the next one, or null. */
  readonly status: UserStatusType | null;
  readonly nextStatus: UserStatusType | null;
  /** Summed balance that counts for `nextStatus` (else for `status`). */
  readonly statusBalance: Amount;
}

/**
 * The only thing elements talk to. Reads are shared: equal reads of one revision are one request, and answers of a
 * session that has ended are dropped. Actions never throw for a refusal: the intent says what happened.
 */
export interface Store {
  readonly snapshot: Snapshot;
  /** Calls `listener` after every new snapshot; the answer ends it. For the root only. */
  subscribe(listener: () => void): () => void;

  clientConfig(options?: ReadOptions): Promise<ClientConfig>;
  tenant(options?: ReadOptions): Promise<Tenant>;
  user(options?: ReadOptions): Promise<User>;
  tokens(options?: ReadOptions): Promise<readonly Token[]>;
  holdings(options?: ReadOptions): Promise<Holdings>;
  campaigns(page: number, options?: ReadOptions): Promise<Page<Campaign>>;
  campaign(id: string, options?: ReadOptions): Promise<Campaign>;
  /** The customer's own claims, newest first. */
  claims(page: number, options?: ReadOptions): Promise<Page<CampaignClaim>>;
  redemptions(page: number, options?: ReadOptions): Promise<Page<Redemption>>;
  redemption(id: string, options?: ReadOptions): Promise<Redemption>;
  redemptionTypes(options?: ReadOptions): Promise<readonly RedemptionType[]>;
  /** The customer's own redeems, newest first. */
  redeems(page: number, options?: ReadOptions): Promise<Page<Redeem>>;
  transactions(page: number, options?: ReadOptions): Promise<Page<Transaction>>;
  businesses(options?: ReadOptions): Promise<readonly Business[]>;
  statusTypes(options?: ReadOptions): Promise<readonly UserStatusType[]>;

  /** Starts the stored session, else the identity callback, else (when configured) a guest on first need. */
  start(): Promise<void>;
  /** Takes the callback for a fresh identity token of the shop's signed-in customer, and signs in with it. Null: nobody is. */
  identify(identity: IdentityCallback | null): Promise<void>;
  /** Signs in again with the callback, or as a guest; without either the page gets `pers-sign-in-requested`. */
  signIn(): Promise<void>;
  /** Forgets tokens, reads and intents on this device, in every tab. */
  signOut(): Promise<void>;
  /** One tap: at most one open intent per campaign; a second call answers with the first. */
  claim(campaignId: string, input?: Omit<CampaignClaimInput, 'campaignId'>): Promise<Intent>;
  redeem(redemptionId: string, businessId?: string | null): Promise<Intent>;
  /** The customer's own wallet: code of its own, loaded by the first call and never before. */
  own(): Promise<OwnWallet>;
  /** The customer has seen the outcome: a final intent leaves the snapshot (its record stays in activity). */
  dismiss(intent: Intent): void;
  /** Something changed elsewhere: every element reads again. */
  refresh(): void;
  /** A failure inside an element: becomes one `pers-error` and one console line, never an exception of the page. */
  report(error: unknown): void;
  /** Ends timers, listeners and requests. */
  stop(): void;
}

/** Gives a fresh identity token (a short-lived JWT of the shop) or null when nobody is signed in there. */
export type IdentityCallback = () => string | null | Promise<string | null>;
