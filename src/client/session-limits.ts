/** Milliseconds. */
const REMEMBERED = 60_000;
const WINDOW = 30_000;
const MOST_IN_WINDOW = 10;

/** Keeps refreshing from becoming a loop, whatever the API or the clock does. */
export interface RefreshLimits {
  /** Whether a refresh with this token may be sent now; counts it when it may. */
  allow(token: string): boolean;
  /** A refresh with this token failed: the same one is not tried again for a minute. */
  failed(token: string): void;
}

export function createRefreshLimits(): RefreshLimits {
  let sent: number[] = [];
  let failure: { token: string; at: number } | null = null;
  /** Distance and not order: a clock that was set back must not lock a customer out. */
  const within = (time: number, span: number) => Math.abs(Date.now() - time) < span;

  return {
    allow(token) {
      sent = sent.filter((time) => within(time, WINDOW));
      if (sent.length >= MOST_IN_WINDOW || (failure?.token === token && within(failure.at, REMEMBERED))) return false;
      sent.push(Date.now());
      return true;
    },
    failed(token) {
      failure = { token, at: Date.now() };
    },
  };
}
