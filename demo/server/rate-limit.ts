import { createHash } from 'node:crypto';
import { Problem } from './problems.js';

/** Requests per minute. */
const LIMITS = { public: 60, session: 600, login: 20, account: 5, refresh: 10, claims: 10, tenant: 6000 } as const;
const WINDOW_MS = 60_000;

/** Fixed windows of a minute, kept in memory. */
export class RateLimiter {
  readonly #windows = new Map<string, { start: number; count: number }>();

  /** Counts one request. @throws Problem `RATE_LIMITED` with the seconds until the window ends. */
  take(kind: keyof typeof LIMITS, who: string, nowMs: number): void {
    const start = Math.floor(nowMs / WINDOW_MS) * WINDOW_MS;
    const key = `${kind} ${createHash('sha256').update(who).digest('base64url')}`;
    const window = this.#windows.get(key);
    const count = window?.start === start ? window.count + 1 : 1;
    this.#windows.set(key, { start, count });
    if (this.#windows.size > 10_000) this.#forget(start);
    if (count <= LIMITS[kind]) return;
    const seconds = Math.max(1, Math.ceil((start + WINDOW_MS - nowMs) / 1000));
    throw new Problem('RATE_LIMITED', `Try again in ${seconds} seconds.`, undefined, undefined, seconds);
  }

  #forget(start: number): void {
    for (const [key, window] of this.#windows) if (window.start < start) this.#windows.delete(key);
  }
}
