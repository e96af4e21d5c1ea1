import type { JournalRecord } from './journal.js';

export interface JournalStore {
  /** False when the key is taken. */
  add(record: JournalRecord): Promise<boolean>;
  put(record: JournalRecord): Promise<void>;
  all(): Promise<readonly JournalRecord[]>;
  delete(keys: readonly string[]): Promise<void>;
  close(): void;
}

/** A database of its own, so that neither this nor the session's has to know the other's stores and version. */
const DATABASE = 'pers-rewards-intents';
const STORE = 'intents';
/** Milliseconds. Some browsers leave the first request on a page unanswered for good. */
const PATIENCE = 3000;

/** Records in IndexedDB. Nothing rejects: where the browser keeps nothing, this page's memory does. */
export function createJournalStore(): JournalStore {
  const memory = new Map<string, JournalRecord>();
  let database: IDBDatabase | null = null;
  let broken = false;

  /** Reading opens nothing that is not there yet: no database appears before the first action. */
  function open(create: boolean): Promise<IDBDatabase | null> {
    return new Promise((resolve, reject) => {
      const request = indexedDB.open(DATABASE, 1);
      const timer = setTimeout(() => reject(new Error('IndexedDB does not answer.')), PATIENCE);
      request.onupgradeneeded = () => {
        if (create) request.result.createObjectStore(STORE, { keyPath: 'key' });
        else request.transaction?.abort();
      };
      request.onsuccess = () => {
        clearTimeout(timer);
        database = request.result;
        database.onversionchange = database.onclose = close;
        resolve(database);
      };
      request.onerror = (event) => {
        event.preventDefault();
        clearTimeout(timer);
        if (!create && request.error?.name === 'AbortError') resolve(null);
        else reject(request.error ?? new Error('IndexedDB failed.'));
      };
    });
  }

  async function transact<T>(mode: IDBTransactionMode, fallback: T, use: (store: IDBObjectStore) => IDBRequest<T> | null): Promise<T> {
    const opened = database ?? (await open(mode === 'readwrite'));
    if (!opened) return fallback;
    return new Promise((resolve, reject) => {
      const transaction = opened.transaction(STORE, mode);
      const request = use(transaction.objectStore(STORE));
      transaction.oncomplete = () => resolve(request ? request.result : fallback);
      transaction.onabort = () => reject(transaction.error ?? new Error('IndexedDB failed.'));
    });
  }

  async function guarded<T>(inDatabase: () => Promise<T>, inMemory: () => T): Promise<T> {
    if (!broken) {
      try {
        return await inDatabase();
      } catch {
        broken = true;
      }
    }
    return inMemory();
  }

  function close(): void {
    database?.close();
    database = null;
  }

  return {
    add(record) {
      const inMemory = (): boolean => !memory.has(record.key) && !!memory.set(record.key, record);
      const inDatabase = async (): Promise<boolean> => {
        try {
          await transact<IDBValidKey>('readwrite', '', (store) => store.add(record));
          return true;
        } catch (error) {
          if ((error as DOMException).name === 'ConstraintError') return false;
          throw error;
        }
      };
      return guarded(inDatabase, inMemory);
    },
    put: (record) =>
      guarded(
        () => transact<IDBValidKey>('readwrite', '', (store) => store.put(record)).then(() => undefined),
        () => void memory.set(record.key, record),
      ),
    all: () =>
      guarded<readonly JournalRecord[]>(
        () => transact<JournalRecord[]>('readonly', [], (store) => store.getAll() as IDBRequest<JournalRecord[]>),
        () => [...memory.values()],
      ),
    delete: (keys) =>
      guarded(
        async () => {
          if (keys.length) await transact('readwrite', undefined, (store) => (keys.forEach((key) => store.delete(key)), null));
        },
        () => keys.forEach((key) => memory.delete(key)),
      ),
    close,
  };
}
