/** Time that passes only when everything that could happen now has happened: an hour of waiting costs nothing. */
export interface Clock {
  /** Milliseconds since the epoch. */
  readonly now: number;
  sleep(ms: number): Promise<void>;
  after(ms: number, act: () => void): void;
  /** Runs until nothing is planned any more. While `busy` says so, something outside of this time is at work and none of it passes. */
  run(busy?: () => boolean): Promise<void>;
  /** Gives the globals back. */
  restore(): void;
}

interface Plan {
  readonly at: number;
  readonly order: number;
  act: (() => void) | null;
}

const START = Date.parse('2026-03-01T12:00:00Z');

/** Takes the place of `setTimeout`, `Date` and `performance.now` for whatever runs until `restore`. */
export function installClock(): Clock {
  const { setTimeout, clearTimeout, Date: RealDate, performance, setImmediate } = globalThis;
  const plans = new Queue();
  let now = START;
  let order = 0;

  const plan = (act: () => void, ms = 0): Plan => plans.push({ at: now + Math.max(0, Math.round(ms) || 0), order: order++, act });
  class VirtualDate extends RealDate {
    constructor(...facts: [] | [string | number]) {
      super(...((facts.length ? facts : [now]) as [number]));
    }
    static override now(): number {
      return now;
    }
  }
  const handle = (made: Plan) => Object.assign(made, { unref: () => made, ref: () => made });
  Object.assign(globalThis, {
    setTimeout: (act: (...values: unknown[]) => void, ms?: number, ...values: unknown[]) => handle(plan(() => act(...values), ms)),
    clearTimeout: (made?: Plan) => made && (made.act = null),
    Date: VirtualDate,
  });
  Object.defineProperty(globalThis, 'performance', { value: { now: () => now - START }, configurable: true, writable: true });
  /** Every promise that can go on has gone on: a tick comes after all of them. */
  const rest = () => new Promise<void>((resolve) => process.nextTick(resolve));
  /** The same, and what the process waits for outside comes in. */
  const listen = () => new Promise((resolve) => setImmediate(resolve));

  return {
    get now() {
      return now;
    },
    sleep: (ms) => new Promise((resolve) => plan(resolve, ms)),
    after: (ms, act) => void plan(act, ms),
    async run(busy = () => false) {
      await rest();
      for (;;) {
        while (busy()) await listen();
        const next = plans.pop();
        if (!next) return;
        now = next.at;
        next.act();
        while (plans.first?.at === now) plans.pop()?.act();
        await rest();
      }
    },
    restore() {
      Object.assign(globalThis, { setTimeout, clearTimeout, Date: RealDate });
      Object.defineProperty(globalThis, 'performance', { value: performance, configurable: true, writable: true });
    },
  };
}

type Due = Plan & { act: () => void };

/** A heap: the earliest first, of one moment the one that was planned first. */
class Queue {
  readonly #heap: Plan[] = [];

  /** The earliest that has not been given up. */
  get first(): Due | undefined {
    while (this.#heap[0] && !this.#heap[0].act) this.#take();
    return this.#heap[0] as Due | undefined;
  }

  pop(): Due | undefined {
    return this.first && (this.#take() as Due);
  }

  push(plan: Plan): Plan {
    let at = this.#heap.push(plan) - 1;
    while (at > 0 && before(plan, this.#heap[(at - 1) >> 1]!)) {
      this.#heap[at] = this.#heap[(at - 1) >> 1]!;
      at = (at - 1) >> 1;
    }
    return (this.#heap[at] = plan);
  }

  #take(): Plan {
    const first = this.#heap[0]!;
    const last = this.#heap.pop()!;
    const size = this.#heap.length;
    if (size === 0) return first;
    let at = 0;
    for (let child = 1; child < size; child = 2 * at + 1) {
      if (child + 1 < size && before(this.#heap[child + 1]!, this.#heap[child]!)) child++;
      if (before(last, this.#heap[child]!)) break;
      this.#heap[at] = this.#heap[child]!;
      at = child;
    }
    this.#heap[at] = last;
    return first;
  }
}

const before = (a: Plan, b: Plan): boolean => a.at < b.at || (a.at === b.at && a.order < b.order);
