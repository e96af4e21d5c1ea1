import { randomId } from '../client/waiting.js';
import { isPersError, PersError, toPersError } from '../errors.js';
import { PersEvent } from '../events.js';
import type { Customer } from './customer.js';
import { follow, settle } from './follow.js';
import type { Hooks } from './hooks.js';
import { recordKey, type Journal, type JournalRecord } from './journal.js';
import { chargedFrom, receivedFrom } from './movements.js';
import { addressesOf } from './holdings.js';
import { failed, notFound, offline, refusalOf } from './outcome.js';
import type { Kind } from './process.js';
import type { Queries } from './queries.js';
import { intentKey, type State } from './state.js';
import type { Intent, IntentKind } from './store.js';

export interface Actions {
  /** Begins, or answers with the one that is under way. Settles when it is final, or when customer or page have gone. */
  act<Input>(kind: Kind<Input>, target: string, input: Input): Promise<Intent>;
  /** Takes up what the customer had begun on another page, or before a reload. */
  resume(user: string): Promise<void>;
  /** Another customer begins anew. */
  clear(): void;
}

interface Parts {
  readonly state: State;
  readonly queries: Queries;
  readonly journal: Journal;
  readonly hooks: Hooks;
  readonly customer: () => Customer;
  /** API and project key. */
  readonly project: string;
  readonly kindOf: (kind: IntentKind) => Kind<never>;
}

/** One intent on its way: `life` ends with the customer's session and with the page. */
interface Run {
  intent: Intent;
  readonly life: AbortSignal;
  readonly kind: Kind<never>;
}

export function createActions({ state, queries, journal, hooks, customer, project, kindOf }: Parts): Actions {
  const underWay = new Map<string, Promise<Intent>>();

  function track(intent: Intent, work: Promise<Intent>): Promise<Intent> {
    const key = intentKey(intent);
    const tracked: Promise<Intent> = work.finally(() => underWay.get(key) === tracked && underWay.delete(key));
    underWay.set(key, tracked);
    return tracked;
  }

  function change(run: Run, facts: Partial<Intent>): void {
    run.intent = { ...run.intent, ...facts };
    if (!run.life.aborted) state.show(run.intent);
  }

  async function begin<Input>(first: Intent, kind: Kind<Input>, input: Input): Promise<Intent> {
    state.show(first);
    const signedIn = await customer().ready();
    const run: Run = { intent: first, life: customer().life, kind: kind as Kind<never> };
    let record: JournalRecord | null = null;
    try {
      if (!signedIn) throw state.snapshot.sessionError ?? new PersError('SIGNED_OUT', 'Nobody is signed in.');
      change(run, {});
      if (!(await hooks.before(await kind.before(first.target))))
        throw new PersError('CANCELLED_BY_PAGE', 'A listener of the page said no.');
      const unreachable = offline();
      if (unreachable) throw unreachable;
      record = await toRecord(run.intent, run.kind);
      // The page may have been left while it decided; what is written from here on belongs to this customer.
      run.life.throwIfAborted();
      while (!(await journal.add(record))) {
        const other = (await journal.open(record.user)).find(({ key }) => key === record!.key);
        if (other) return await carryOn(run, other);
      }
    } catch (error) {
      return run.life.aborted ? run.intent : refuse(run, toPersError(error), null);
    }
    return send(run, record, () => kind.send(first.target, input));
  }

  async function send(run: Run, record: JournalRecord, request: () => Promise<{ readonly id: string }>): Promise<Intent> {
    let accepted = record;
    try {
      accepted = { ...record, processId: (await request()).id };
      await journal.update(accepted);
    } catch (error) {
      const refusal = refusalOf(error);
      if (refusal) return refuse(run, refusal, record);
    }
    return carryOn(run, accepted);
  }

  /** What has been written down to its end. */
  async function carryOn(run: Run, begun: JournalRecord): Promise<Intent> {
    let record = begun;
    try {
      if (!record.processId) {
        change(run, { state: 'unknown' });
        const found = await settle(run.kind, record, run.life);
        // What is found now may come of a later decision in the tab that has settled this one.
        const told = journal.told(record);
        const processId = told === undefined ? found?.id : told;
        if (!processId) return await refuse(run, notFound(), record);
        record = { ...record, processId };
        await journal.update(record);
      }
      const { processId } = record;
      change(run, { state: 'following', processId });
      const { process, transactions } = await follow(run.kind, processId!, run.life, (unsigned) => change(run, { unsigned }));
      if (process.status === 'FAILED') return await refuse(run, failed(process.failureReason), record);
      // It is done whether or not its names can be read.
      const signal = run.life;
      const [user, tokens] = (await Promise.all(
        [queries.user({ signal }), queries.tokens({ signal })].map((read) => read.catch(() => null)),
      )) as [Awaited<ReturnType<Queries['user']>> | null, Awaited<ReturnType<Queries['tokens']>> | null];
      const addresses = user ? addressesOf(user) : [];
      const facts = { received: receivedFrom(transactions, addresses, tokens ?? []), charged: chargedFrom(transactions, addresses) };
      return await finish(run, { ...facts, state: 'done' }, record);
    } catch (error) {
      // The record stays: it is taken up when this customer is here again.
      if (!run.life.aborted && !(isPersError(error) && error.code === 'SIGNED_OUT')) hooks.report(error);
      return run.intent;
    }
  }

  async function refuse(run: Run, error: PersError, record: JournalRecord | null): Promise<Intent> {
    return finish(run, { state: 'refused', error }, record);
  }

  async function finish(run: Run, facts: Partial<Intent>, record: JournalRecord | null): Promise<Intent> {
    // Nobody is there to be told: the record stays until they are.
    if (run.life.aborted) return run.intent;
    // Read again only what may have changed: nothing has, when nothing was sent.
    if (record) {
      queries.changed(run.kind.changes);
      state.set({ revision: state.snapshot.revision + 1 });
    }
    change(run, facts);
    if (record) await journal.remove(record);
    const { error } = run.intent;
    if (!error) hooks.after(run.kind.after(run.intent));
    else if (error.code !== 'CANCELLED_BY_PAGE' && error.code !== 'SIGNED_OUT') hooks.after(new PersEvent('pers-error', { error }));
    return run.intent;
  }

  /** Read anew: what another device has done must not be taken for this one's. The time is that of sending, however long the page decided. */
  async function toRecord({ id, kind, target }: Intent, { newest }: Kind<never>): Promise<JournalRecord> {
    const [user, before] = await Promise.all([customer().userId(), newest(target, customer().life)]);
    const times = before.flatMap(({ createdAt }) => createdAt ?? []);
    return {
      key: recordKey(project, user, kind, target),
      ...{ id, project, user, kind, target, startedAt: new Date().toISOString(), processId: null },
      known: before.map((item) => item.id),
      newest: times.sort().at(-1) ?? null,
    };
  }

  return {
    act(kind, target, input) {
      const intent = newIntent(randomId(), kind.kind, target, new Date().toISOString());
      return underWay.get(intentKey(intent)) ?? track(intent, begin(intent, kind, input));
    },
    async resume(user) {
      const { life } = customer();
      for (const record of await journal.open(user)) {
        if (life.aborted) return;
        const intent = newIntent(record.id, record.kind, record.target, record.startedAt);
        if (underWay.has(intentKey(intent))) continue;
        void track(intent, carryOn({ intent, life, kind: kindOf(record.kind) }, record));
      }
    },
    clear: () => underWay.clear(),
  };
}

function newIntent(id: string, kind: IntentKind, target: string, startedAt: string): Intent {
  return { id, kind, target, state: 'sending', startedAt, processId: null, received: [], charged: null, error: null };
}
