import type { CampaignClaim } from '../../client/claims.js';
import type { Redeem } from '../../client/redeems.js';
import type { Transaction } from '../../client/transactions.js';
import { isPersError } from '../../errors.js';
import type { Page, ReadOptions, Store } from '../../state/store.js';
import { claimEntry, movementEntry, redeemEntry, type Entry, type Ledger } from './entry.js';

/** Lines per page of the joined list. */
export const PAGE = 20;

type Dated = { readonly createdAt: string | null; readonly updatedAt: string | null };

const timeOf = ({ createdAt, updatedAt }: Dated): number => Date.parse(createdAt ?? updatedAt ?? '') || 0;

/** One of the lists that are joined, read page by page as far as it is needed. Newest first. */
class Source<T extends Dated> {
  readonly items: T[] = [];
  #next: number | null = 1;
  constructor(private readonly read: (page: number) => Promise<Page<T>>) {}

  get hasMore(): boolean {
    return this.#next !== null;
  }

  /** What is older than this may be missing. */
  get horizon(): number {
    const last = this.items.at(-1);
    return !this.hasMore ? -Infinity : last ? timeOf(last) : Infinity;
  }

  async readOn(): Promise<void> {
    const page = this.#next;
    if (page === null) return;
    const { items, next } = await this.read(page).catch(missing<T>);
    this.items.push(...items);
    // A server that gives the same page again would be read for ever.
    this.#next = next !== null && next > page ? next : null;
  }
}

/** A list that the service does not have hides its lines; that is no failure. */
function missing<T>(error: unknown): Page<T> {
  if (isPersError(error) && (error.status === 404 || error.status === 405)) return { items: [], next: null };
  throw error;
}

/**
 * Page `page` of the joined history: claims, redeems, and the movements that belong to neither, newest first. The lists are
 * of different density: a line counts only once every list has been read down to its time.
 */
export async function readFeed(store: Store, page: number, options: ReadOptions): Promise<Page<Entry>> {
  const claims = new Source((at) => store.claims(at, options));
  const redeems = new Source((at) => store.redeems(at, options));
  const transactions = new Source((at) => store.transactions(at, options));
  const all = [claims, redeems, transactions];
  const facts = Promise.all([store.user(options), store.tokens(options)]);
  await Promise.all([facts, ...all.map((source) => source.readOn())]);
  const [user, tokens] = await facts;

  for (;;) {
    const horizon = Math.max(...all.map((source) => source.horizon));
    const own = ownMovements(claims.items, redeems.items, transactions.items, claims.hasMore || redeems.hasMore);
    const raw: Raw[] = [
      ...claims.items.map((claim) => ({ claim, time: timeOf(claim) })),
      ...redeems.items.map((redeem) => ({ redeem, time: timeOf(redeem) })),
      ...own.map((movement) => ({ movement, time: timeOf(movement) })),
    ];
    const known = raw.filter(({ time }) => time >= horizon).sort((a, b) => b.time - a.time);
    const hasMore = horizon > -Infinity;
    if (known.length < page * PAGE && hasMore) {
      await all.find((source) => source.horizon === horizon)!.readOn();
      continue;
    }
    const ledger = { user, tokens, byProcess: byProcess(transactions.items) };
    const entries = known.slice((page - 1) * PAGE, page * PAGE).map((one) => toEntry(store, one, ledger, options));
    return { items: await Promise.all(entries), next: hasMore || known.length > page * PAGE ? page + 1 : null };
  }
}

type Raw = { readonly time: number; readonly claim?: CampaignClaim; readonly redeem?: Redeem; readonly movement?: Transaction };

/** Movements of their own. One whose claim or redeem is further down than what has been read belongs to that. */
function ownMovements(
  claims: readonly CampaignClaim[],
  redeems: readonly Redeem[],
  transactions: readonly Transaction[],
  more: boolean,
): readonly Transaction[] {
  const processes = new Set([...claims, ...redeems].map(({ id }) => id));
  const embedded = new Set(claims.flatMap((claim) => claim.transactions.map(({ id }) => id)));
  return transactions.filter(
    ({ id, triggerProcessId, triggerProcessType }) =>
      !embedded.has(id) &&
      !(triggerProcessId !== null && (processes.has(triggerProcessId) || (more && /CLAIM|REDEMPTION/.test(triggerProcessType)))),
  );
}

function byProcess(transactions: readonly Transaction[]): ReadonlyMap<string, readonly Transaction[]> {
  const groups = new Map<string, Transaction[]>();
  for (const one of transactions) {
    if (one.triggerProcessId !== null) groups.set(one.triggerProcessId, [...(groups.get(one.triggerProcessId) ?? []), one]);
  }
  return groups;
}

/**
 * A campaign or offer that has gone leaves a line without its name. The list that most likely has it is asked for first: the
 * store answers from there, and only what is missing is a request of its own.
 */
async function toEntry(store: Store, { claim, redeem, movement }: Raw, ledger: Ledger, options: ReadOptions): Promise<Entry> {
  if (movement) return movementEntry(movement, ledger);
  if (claim) {
    const { campaign, campaignId } = claim;
    const read = () => named(store.campaigns(1, options), () => store.campaign(campaignId, options));
    return claimEntry(claim, campaign?.name ? campaign : await read(), ledger);
  }
  return redeemEntry(redeem!, await named(store.redemptions(1, options), () => store.redemption(redeem!.redemptionId, options)), ledger);
}

async function named<T>(list: Promise<unknown>, one: () => Promise<T>): Promise<T | null> {
  await list.catch(() => undefined);
  return one().catch(() => null);
}
