/** A sign-in of one customer on this device. */
export interface SessionRecord {
  /** Random per sign-in and kept through refreshes: tells a renewed session from another one. */
  readonly id: string;
  /** Empty on what stays of an ended guest session, so that the guest can come back as the same guest. */
  readonly accessToken: string;
  readonly refreshToken: string;
  /** Epoch milliseconds by this device's clock: when to renew the access token, and when it ends. */
  readonly renewAt: number;
  readonly expiresAt: number;
  readonly guest: boolean;
  readonly deviceId: string | null;
  /** Null until it has been told. */
  readonly userId: string | null;
  /** Whom the shop vouched for (`sub` of the identity token); null for guests and where the token does not say. */
  readonly subject: string | null;
}

/** Keeps one record. Nothing rejects: where the browser keeps nothing, the page's memory does. */
export interface SessionStore {
  read(): Promise<SessionRecord | null>;
  /**
   * Writes or, with null, removes. With `replaces` only while the kept record is still of that sign-in, in one transaction:
   * a late answer of a session that has ended must not bring it back. Answers whether it was done.
   */
  write(record: SessionRecord | null, replaces?: string): Promise<boolean>;
  close(): void;
}

const DATABASE = 'pers-rewards';
const STORE = 'sessions';
/** Milliseconds. Some browsers leave the first request on a page unanswered for good. */
const PATIENCE = 3000;

/**
 * The record under `key` in IndexedDB. Not in localStorage, which does not promise that what one tab wrote is there when
 * the lock reaches the next one, and two tabs would then use the same refresh token.
 */
export function createSessionStore(key: string, name = DATABASE): SessionStore {
  let memory: SessionRecord | null = null;
  let database: IDBDatabase | null = null;
  let broken = false;

  /** Reading opens nothing that is not there yet: no database appears before somebody has signed in. */
  function open(create: boolean): Promise<IDBDatabase | null> {
    return new Promise((resolve, reject) => {
      const request = indexedDB.open(name, 1);
      const timer = setTimeout(() => reject(new Error('IndexedDB does not answer.')), PATIENCE);
      request.onupgradeneeded = () => {
        if (create) request.result.createObjectStore(STORE);
        else request.transaction?.abort();
      };
      request.onsuccess = () => {
        clearTimeout(timer);
        const opened = request.result;
        opened.onversionchange = opened.onclose = () => {
          opened.close();
          if (database === opened) database = null;
        };
        resolve((database = opened));
      };
      request.onerror = (event) => {
        event.preventDefault();
        clearTimeout(timer);
        if (!create && request.error?.name === 'AbortError') resolve(null);
        else reject(request.error ?? new Error('IndexedDB failed.'));
      };
    });
  }

  /** What `use` makes of the kept record, or `fallback` where there is no database and none is to be made. */
  async function transact<T>(
    mode: IDBTransactionMode,
    create: boolean,
    fallback: T,
    use: (kept: SessionRecord | null, records: IDBObjectStore) => T,
  ): Promise<T> {
    const opened = database ?? (await open(create));
    if (!opened) return fallback;
    return new Promise((resolve, reject) => {
      let result = fallback;
      const transaction = opened.transaction(STORE, mode);
      const records = transaction.objectStore(STORE);
      const request = records.get(key) as IDBRequest<SessionRecord | undefined>;
      request.onsuccess = () => (result = use(request.result ?? null, records));
      transaction.oncomplete = () => resolve(result);
      transaction.onabort = transaction.onerror = () => reject(transaction.error ?? new Error('IndexedDB failed.'));
    });
  }

  /** A connection can be lost while the page sleeps: a second try has a new one. Then this page keeps the record itself. */
  async function guarded<T>(inDatabase: () => Promise<T>, inMemory: () => T): Promise<T> {
    for (let tries = 0; tries < 2 && !broken; tries++) {
      try {
        return await inDatabase();
      } catch {
        close();
      }
    }
    broken = true;
    return inMemory();
  }

  function close(): void {
    database?.close();
    database = null;
  }

  return {
    read: () =>
      guarded(
        async () => (memory = await transact<SessionRecord | null>('readonly', false, null, (kept) => kept)),
        () => memory,
      ),
    write(record, replaces) {
      const may = (kept: SessionRecord | null) => replaces === undefined || kept?.id === replaces;
      return guarded(
        async () => {
          const done = await transact('readwrite', record !== null, may(null), (kept, records) => {
            if (!may(kept)) return false;
            if (record) records.put(record, key);
            else records.delete(key);
            return true;
          });
          if (done) memory = record;
          return done;
        },
        () => {
          if (!may(memory)) return false;
          memory = record;
          return true;
        },
      );
    },
    close,
  };
}
