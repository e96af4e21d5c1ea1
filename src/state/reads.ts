import { PersError } from '../errors.js';

interface Entry {
  readonly promise: Promise<unknown>;
  readonly controller: AbortController;
  waiting: number;
  settled: boolean;
  value: unknown;
}

const aborted = (): PersError => new PersError('ABORTED', 'The read was given up.');

/**
 * Reads that are shared: who asks for a key that is under way, or has been answered, gets that answer. A failure is not
 * kept. A consumer's signal ends its own waiting; the request ends when nobody waits any more.
 */
export class Reads {
  #kept = new Map<string, Entry>();
  #underWay = new Set<Entry>();

  read<T>(key: string, load: (signal: AbortSignal) => Promise<T>, signal?: AbortSignal): Promise<T> {
    if (signal?.aborted) return Promise.reject(aborted());
    const entry = this.#kept.get(key) ?? this.#open(key, load);
    return this.#join(entry, signal) as Promise<T>;
  }

  /** Answers that are here already, of all keys that begin with `prefix`. */
  answered(prefix: string): readonly unknown[] {
    return [...this.#kept].filter(([key, { value }]) => key.startsWith(prefix) && value !== undefined).map(([, { value }]) => value);
  }

  /** The next one who asks asks the server. Those who wait already get the answer they asked for. */
  forget(prefix = ''): void {
    for (const key of this.#kept.keys()) if (key.startsWith(prefix)) this.#kept.delete(key);
  }

  /** Ends everything under way: nobody gets an answer that began before this. */
  end(): void {
    this.#kept.clear();
    for (const { controller } of this.#underWay) controller.abort();
  }

  #open(key: string, load: (signal: AbortSignal) => Promise<unknown>): Entry {
    const controller = new AbortController();
    const entry: Entry = {
      controller,
      promise: load(controller.signal).then(
        (value) => {
          this.#settle(entry);
          return (entry.value = value);
        },
        (error: unknown) => {
          this.#settle(entry);
          this.#drop(key, entry);
          throw error;
        },
      ),
      waiting: 0,
      settled: false,
      value: undefined,
    };
    controller.signal.addEventListener('abort', () => this.#drop(key, entry));
    this.#kept.set(key, entry);
    this.#underWay.add(entry);
    return entry;
  }

  #settle(entry: Entry): void {
    entry.settled = true;
    this.#underWay.delete(entry);
  }

  #drop(key: string, entry: Entry): void {
    if (this.#kept.get(key) === entry) this.#kept.delete(key);
  }

  #join(entry: Entry, signal: AbortSignal | undefined): Promise<unknown> {
    entry.waiting += 1;
    return new Promise((resolve, reject) => {
      let waits = true;
      const leave = () => {
        if (!waits) return;
        waits = false;
        entry.waiting -= 1;
        signal?.removeEventListener('abort', giveUp);
        entry.controller.signal.removeEventListener('abort', giveUp);
        // Later in the same task an element that reads anew has joined again: only then is it known that nobody is left.
        queueMicrotask(() => {
          if (!entry.waiting && !entry.settled) entry.controller.abort();
        });
      };
      const giveUp = () => {
        leave();
        reject(aborted());
      };
      signal?.addEventListener('abort', giveUp);
      entry.controller.signal.addEventListener('abort', giveUp);
      entry.promise.then(resolve, reject).finally(leave);
    });
  }
}
