import type { Session, SessionChange } from '../client/session.js';
import { withTimeout } from '../client/waiting.js';
import { isPersError, PersError, toPersError } from '../errors.js';
import { PersEvent } from '../events.js';
import type { Hooks } from './hooks.js';
import type { Journal } from './journal.js';
import type { Queries } from './queries.js';
import type { State } from './state.js';
import type { IdentityCallback, Store } from './store.js';

/** Who is looking, from the first moment to the last. */
export interface Customer extends Pick<Store, 'start' | 'identify' | 'signIn' | 'signOut'> {
  /** Ends when this customer has gone, or the page. */
  readonly life: AbortSignal;
  /** Id of the signed-in customer. @throws PersError of `getCurrentUser` */
  userId(): Promise<string>;
  /** Whether somebody is signed in, after trying to with what is at hand. */
  ready(): Promise<boolean>;
  stop(): void;
}

interface Parts {
  readonly state: State;
  readonly session: Session;
  readonly queries: Queries;
  readonly journal: Journal;
  readonly hooks: Hooks;
  readonly onSignedIn: (user: string) => void;
  readonly onLeft: () => void;
}

/** Milliseconds. A page whose callback never settles must not keep the customer waiting. */
const IDENTITY_PATIENCE = 15_000;

export function createCustomer({ state, session, queries, journal, hooks, onSignedIn, onLeft }: Parts): Customer {
  let controller = new AbortController();
  let identity: IdentityCallback | null = null;
  /** The callback that somebody is being signed in with at this moment. */
  let asked: IdentityCallback | null | undefined;
  /** Rises with every decision about who is signed in: what an earlier one brings late is dropped. */
  let turn = 0;
  let working: Promise<void> = Promise.resolve();
  const { guest: guestsWanted } = state.snapshot.config;

  /** From here on nothing of the customer before is shown or arrives. */
  function change(facts: Partial<State['snapshot']>): void {
    controller.abort();
    controller = new AbortController();
    if (state.snapshot.session === 'signed-in') onLeft();
    queries.endOwn();
    state.set({ guest: false, sessionError: null, epoch: state.snapshot.epoch + 1, intents: new Map(), ...facts });
  }

  async function enter(): Promise<void> {
    change({ session: 'signed-in', guest: session.guest });
    const { life } = customer;
    try {
      const userId = await customer.userId();
      if (life.aborted) return;
      hooks.after(new PersEvent('pers-signed-in', { userId, guest: session.guest }));
      onSignedIn(userId);
    } catch (error) {
      // The elements read the user themselves and show why they cannot.
      if (!life.aborted) hooks.report(error);
    }
  }

  const unsubscribe = session.onChange(({ reason, error }: SessionChange) => {
    if (reason === 'refreshed') return;
    if (reason !== 'signed-out' && reason !== 'expired') return void enter();
    change({ session: 'signed-out', sessionError: error ?? null });
    hooks.after(new PersEvent('pers-signed-out', { reason: reason === 'expired' ? 'expired' : 'customer' }));
  });

  /** A page out of the browser's memory may show somebody who has signed out since. */
  const shown = (event: Event): void => {
    if ((event as PageTransitionEvent).persisted) void session.restore();
  };
  globalThis.addEventListener?.('pageshow', shown);

  /** Signs in with the page's identity (`known`: what it has answered just now), else as a guest where that is wanted; else says that nobody is. */
  async function enterAnew(mine: number, known?: string | null): Promise<void> {
    const asGuest = state.snapshot.guest;
    try {
      if (!asGuest) change({ session: 'signing-in' });
      const token = known === undefined ? identity && (await ask(identity)) : known;
      if (mine !== turn) return;
      if (token) await session.signIn(token);
      else if (guestsWanted && !asGuest) await session.signInAsGuest();
      else if (!asGuest) state.set({ session: 'signed-out' });
    } catch (failure) {
      const error = toPersError(failure);
      if (mine !== turn || error.code === 'ABORTED') return;
      state.set({ session: session.state === 'active' ? 'signed-in' : 'signed-out', sessionError: error });
      hooks.report(error);
    }
  }

  function work(task: (mine: number) => Promise<void>): Promise<void> {
    return (working = task(++turn));
  }

  const customer: Customer = {
    get life() {
      return controller.signal;
    },
    async userId() {
      const id = session.userId ?? (await queries.user({ signal: controller.signal })).id;
      if (session.userId !== id) await session.remember(id);
      return id;
    },
    async ready() {
      await working;
      if (state.snapshot.session !== 'signed-in') await customer.signIn();
      return state.snapshot.session === 'signed-in';
    },
    start: () =>
      work(async (mine) => {
        // The shop says who is there now: what is stored may be of somebody who was there before. When it cannot say, that stays.
        const token = identity ? await ask(identity).catch(() => undefined) : undefined;
        if (mine !== turn) return;
        const found = await session.restore(token === undefined ? undefined : { identityToken: token });
        if (mine !== turn) return;
        if (found === 'active' && !(session.guest && identity)) return;
        if (identity || guestsWanted) await enterAnew(mine, token);
        else state.set({ session: 'signed-out' });
      }),
    async identify(callback) {
      if (callback === asked) return working;
      if (callback === identity && state.snapshot.session === 'signed-in' && !state.snapshot.guest) return;
      identity = callback;
      session.setIdentity(callback);
      // Before `start` it is only taken note of: what is stored on this device comes first.
      if (turn === 0) return;
      asked = callback;
      await work(async (mine) => {
        // Whoever was here before goes in every tab, also when the new one cannot be signed in.
        if (session.state === 'active' && !session.guest) await session.signOut();
        if (mine === turn) await enterAnew(mine);
        if (mine === turn) asked = undefined;
      });
    },
    async signIn() {
      if (identity || guestsWanted) await work(enterAnew);
      else hooks.after(new PersEvent('pers-sign-in-requested', {}));
    },
    async signOut() {
      turn += 1;
      asked = undefined;
      const { userId } = session;
      await session.signOut();
      if (state.snapshot.session !== 'signed-out') state.set({ session: 'signed-out' });
      if (userId) await journal.forget(userId);
    },
    stop() {
      turn += 1;
      controller.abort();
      unsubscribe();
      globalThis.removeEventListener?.('pageshow', shown);
    },
  };
  return customer;
}

async function ask(identity: IdentityCallback): Promise<string | null> {
  try {
    const late = new PersError('IDENTITY_FAILED', 'identity has not answered within 15 seconds.');
    return await withTimeout(Promise.resolve(identity()), IDENTITY_PATIENCE, late);
  } catch (cause) {
    if (isPersError(cause)) throw cause;
    throw new PersError('IDENTITY_FAILED', 'identity threw instead of giving a token or null.', { cause });
  }
}
