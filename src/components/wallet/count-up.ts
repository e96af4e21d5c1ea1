import type { ReactiveControllerHost } from 'lit';
import type { Amount } from '../../client/amount.js';

/** As long as things that move take everywhere. Milliseconds. */
const DURATION = 200;
const WHOLE = /^\d+$/;

/** Lets a number run to its new value, unless the person wants no motion or somebody else is looking. */
export class CountUp {
  #viewer: unknown;
  #from: Amount | null = null;
  #to: Amount | null = null;
  #started = 0;
  #frame = 0;
  #changed = false;

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController({ hostDisconnected: () => this.#end() });
  }

  /** Whether `target` has changed since this viewer first saw it: then it is worth saying. */
  get changed(): boolean {
    return this.#changed;
  }

  /** What to draw now on the way to `target`. */
  value(target: Amount, viewer: unknown): Amount {
    if (viewer !== this.#viewer) [this.#viewer, this.#from, this.#to, this.#changed] = [viewer, null, null, false];
    if (target !== this.#to) this.#start(target);
    const part = Math.min(1, (performance.now() - this.#started) / DURATION);
    if (this.#from === null || part === 1) return target;
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => this.host.requestUpdate());
    const [from, to] = [BigInt(this.#from), BigInt(target)];
    // Ease out; thousandths are fine enough for a number that is gone in a fifth of a second.
    const gone = BigInt(Math.round((1 - (1 - part) ** 3) * 1000));
    return String(from + ((to - from) * gone) / 1000n);
  }

  #start(target: Amount): void {
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    const moves = this.#to !== null && WHOLE.test(this.#to) && WHOLE.test(target) && !still;
    this.#changed = this.#to !== null;
    this.#from = moves ? this.#to : null;
    this.#to = target;
    this.#started = performance.now();
  }

  #end(): void {
    cancelAnimationFrame(this.#frame);
    this.#from = null;
  }
}
