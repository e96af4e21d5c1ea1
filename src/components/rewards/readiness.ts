import { PersError } from '../../errors.js';

/** Milliseconds. */
const PATIENCE = 10_000;

/** Whether the project has answered: asked by anybody at any time, before there is a project to ask as well. */
export class Readiness {
  #outcome!: Promise<void>;
  #settle!: (failure?: unknown) => void;

  constructor() {
    this.begin();
  }

  /** Another project, or another try. Who waits already goes on waiting for it. */
  begin(): void {
    const settleBefore = this.#settle as ((failure?: unknown) => void) | undefined;
    const outcome = new Promise<unknown>((resolve) => (this.#settle = resolve));
    this.#outcome = outcome.then((failure) => {
      if (failure) throw failure;
    });
    this.#outcome.catch(() => undefined);
    settleBefore?.(this.#outcome);
  }

  /** With a failure it is not going to be ready, without one it is. */
  settle(failure?: unknown): void {
    this.#settle(failure);
  }

  /** Settles in at most ten seconds. @throws PersError why the project cannot be shown; TIMEOUT */
  async wait(): Promise<void> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(new PersError('TIMEOUT', 'The project has not answered within 10 seconds.')), PATIENCE);
    });
    try {
      await Promise.race([this.#outcome, late]);
    } finally {
      clearTimeout(timer);
    }
  }
}
