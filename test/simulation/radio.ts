import type { Clock } from './clock.js';

/** Messages between the pages of one browser: later, in order, and to the others only. */
export interface Radio {
  /** Runs `make` where `new BroadcastChannel` is one of this browser's. */
  tuned<T>(make: () => T): T;
}

export function createRadio(clock: Clock): Radio {
  const all = new Set<Channel>();

  class Channel {
    onmessage: ((event: { data: unknown }) => void) | null = null;
    constructor() {
      all.add(this);
    }
    postMessage(data: unknown): void {
      for (const other of all) if (other !== this) clock.after(5, () => all.has(other) && other.onmessage?.({ data }));
    }
    close(): void {
      all.delete(this);
    }
  }

  return {
    tuned(make) {
      const { BroadcastChannel } = globalThis;
      Object.assign(globalThis, { BroadcastChannel: Channel });
      try {
        return make();
      } finally {
        Object.assign(globalThis, { BroadcastChannel });
      }
    },
  };
}
