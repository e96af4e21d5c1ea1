import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** No browser waits longer than this in one timer. */
const LONGEST = 3_600_000;

/**
 * Draws an element again when time alone changes what it shows: a cooldown that ends, a wait that needs a sentence.
 * While drawing, the element says which moments matter; there is one timer, for the next of them.
 */
export class Moments implements ReactiveController {
  #next = Infinity;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  /** Draw again at `time` (milliseconds since 1970), when that is still to come. Says whether it has come. */
  reached(time: number): boolean {
    if (Date.now() >= time) return true;
    if (time < this.#next) this.#next = time;
    return false;
  }

  hostUpdate(): void {
    this.#next = Infinity;
  }

  hostUpdated(): void {
    clearTimeout(this.#timer);
    if (this.#next === Infinity) return;
    this.#timer = setTimeout(() => this.host.requestUpdate(), Math.min(LONGEST, this.#next - Date.now() + 1));
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
  }

  hostConnected(): void {
    this.host.requestUpdate();
  }
}
