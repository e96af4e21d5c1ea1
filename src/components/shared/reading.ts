import { initialState, Task } from '@lit/task';
import type { PersContext } from '../../state/context.js';
import type { ReadOptions, Store } from '../../state/store.js';
import type { ReactiveControllerHost } from 'lit';

/** Something that has a context: a `PersElement`, seen from a controller. */
export interface ContextHost extends ReactiveControllerHost {
  readonly context: PersContext | null | undefined;
}

interface ReadingOptions<T> {
  /** Reads through the store. */
  readonly read: (store: Store, options: ReadOptions) => Promise<T>;
  /** Whether the read needs a signed-in customer; without one it does not start. */
  readonly signedIn?: boolean;
  /** Own properties of the element that the read depends on. */
  readonly args?: () => readonly unknown[];
}

/**
 * A read that an element shows: one `Task` on `[epoch, revision, …own properties]`. While it is read again, or when
 * that fails, the last good value stays; it goes at once when somebody else is signed in.
 */
export class Reading<T> {
  #task: Task<readonly unknown[], T>;
  #value: T | undefined;
  #epoch = -1;

  constructor(
    private readonly host: ContextHost,
    options: ReadingOptions<T>,
  ) {
    this.#task = new Task<readonly unknown[], T>(host, {
      args: () => {
        const snapshot = host.context?.snapshot;
        const ready = !!snapshot && (!options.signedIn || snapshot.session === 'signed-in');
        return [ready, snapshot?.epoch, snapshot?.revision, ...(options.args?.() ?? [])];
      },
      task: ([ready], { signal }) => (ready ? options.read(host.context!.store, { signal }) : initialState),
      onComplete: (value) => {
        this.#value = value;
        this.#epoch = host.context?.snapshot.epoch ?? -1;
      },
    });
  }

  /** The newest value of this customer, or undefined while there is none. */
  get value(): T | undefined {
    return this.#epoch === this.host.context?.snapshot.epoch ? this.#value : undefined;
  }

  /** Why the newest read failed; with a `value` beside it, that value is old. */
  get error(): unknown {
    return this.#task.error;
  }

  /** Reads again now. */
  retry(): void {
    void this.#task.run().catch(() => undefined);
  }
}
