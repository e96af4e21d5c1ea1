import { PersError } from '../errors.js';
import { createToken, guestToken, type TokenPair } from './auth.js';
import type { Authorizer, Client } from './client.js';
import { createSessionCore, withTokens, type SessionChange } from './session-core.js';
import { subjectOf } from './jwt.js';
import { createSessionRenewal } from './session-renewal.js';
import type { SessionRecord } from './session-store.js';
import { randomId, withSignal, withTimeout } from './waiting.js';

export type { SessionChange };

/** Gives a fresh identity token of the shop's signed-in customer, or null when nobody is signed in there. */
export type IdentitySource = () => string | null | Promise<string | null>;

export interface Session extends Authorizer {
  readonly state: 'none' | 'active';
  readonly guest: boolean;
  /** Id of the customer once `remember` has been told it, else null. */
  readonly userId: string | null;
  /**
   * Takes up what is stored on this device; also after the page comes back from the browser's cache. Sends nothing. With
   * `expected`, whom the page's identity token names now (null: nobody), a stored session of anybody else ends unseen, in every tab.
   */
  restore(expected?: { readonly identityToken: string | null }): Promise<'none' | 'active'>;
  /** @throws PersError of `createToken`; ABORTED when a sign-out or another sign-in came in between */
  signIn(identityToken: string): Promise<void>;
  /** @throws PersError of `guestToken`; ABORTED as above */
  signInAsGuest(): Promise<void>;
  /** Forgets everything on this device, in every tab. The API has no operation for it. */
  signOut(): Promise<void>;
  /** The callback to ask once more when the refresh token is spent. */
  setIdentity(identity: IdentitySource | null): void;
  /** Keeps the customer's id with the session. */
  remember(userId: string): Promise<void>;
  /** Calls `listener` after every change, made here or in another tab; the answer ends it. */
  onChange(listener: (change: SessionChange) => void): () => void;
  close(): void;
}

/** Milliseconds. A page whose callback never settles must not hold every request. */
const IDENTITY_PATIENCE = 15_000;

/**
 * The session of one project on this origin, shared by its tabs. Nothing is stored before a sign-in.
 *
 * @param options.client A client without a session, for the token operations.
 */
export function createSession({ client }: { readonly client: Client }): Session {
  const core = createSessionCore(client);
  const { store, tabs } = core;
  let identity: IdentitySource | null = null;
  const renewal = createSessionRenewal(client, core, signInAgain);

  async function begin(turn: number, who: Pick<SessionRecord, 'deviceId' | 'subject'>, ask: () => Promise<TokenPair>): Promise<void> {
    const pair = await ask();
    const next = withTokens({ ...who, id: randomId(), guest: who.deviceId !== null, userId: null }, pair);
    // A sign-out that comes while this is being written removes it again: the store keeps the order.
    if (turn === core.epoch) await store.write(next);
    if (turn !== core.epoch) throw new PersError('ABORTED', 'A sign-out or another sign-in came in between.');
    core.settle(next, 'signed-in');
    tabs.tell('changed');
  }

  async function beginGuest(turn: number): Promise<void> {
    const deviceId = core.record?.deviceId ?? (await store.read())?.deviceId ?? randomId();
    await begin(turn, { deviceId, subject: null }, () => guestToken(client, deviceId));
  }

  async function signInAgain(): Promise<boolean> {
    const turn = core.epoch;
    if (core.record?.guest) return beginGuest(turn).then(() => true);
    const token = identity && (await ask(identity));
    if (!token) return false;
    await beginAs(turn, token);
    return true;
  }

  function beginAs(turn: number, token: string): Promise<void> {
    return begin(turn, { deviceId: null, subject: subjectOf(token) }, () => createToken(client, token));
  }

  async function signOut(): Promise<void> {
    core.decide();
    core.settle(null, 'signed-out');
    await store.write(null);
    tabs.tell('signed-out');
  }

  return Object.freeze({
    get state() {
      return core.token ? 'active' : 'none';
    },
    get guest() {
      return core.token !== null && core.record?.guest === true;
    },
    get userId() {
      return core.token ? (core.record?.userId ?? null) : null;
    },
    async restore(expected) {
      const stored = expected && (await store.read());
      if (stored?.accessToken && !stored.guest && !(stored.subject && stored.subject === subjectOf(expected?.identityToken ?? ''))) {
        await signOut();
      }
      await core.sync('restored');
      return core.token ? 'active' : 'none';
    },
    signIn: (identityToken) => beginAs(core.decide(), identityToken),
    signInAsGuest: () => beginGuest(core.decide()),
    signOut,
    setIdentity: (source) => void (identity = source),
    async remember(userId) {
      const record = core.amend({ userId });
      if (record) await store.write(record, record.id);
    },
    onChange: core.onChange,
    accessToken: (options) => withSignal(renewal.current(), options?.signal),
    renew: (token, options) => withSignal(renewal.replace(token), options?.signal),
    reject: (token) => renewal.end(token),
    close() {
      tabs.close();
      store.close();
    },
  } satisfies Session);
}

async function ask(identity: IdentitySource): Promise<string | null> {
  const late = new PersError('IDENTITY_FAILED', 'The identity callback did not answer in time.');
  try {
    return await withTimeout(Promise.resolve(identity()), IDENTITY_PATIENCE, late);
  } catch (cause) {
    throw cause === late ? late : new PersError('IDENTITY_FAILED', 'The identity callback failed.', { cause });
  }
}
