/** What a tab tells the others. Never a token: they read the record themselves. */
export type TabNews = 'changed' | 'signed-out';

/** The other tabs of this origin that hold the same session. */
export interface SessionTabs {
  /** Runs `task` while no other tab runs one, where the browser has locks. */
  exclusive<T>(task: () => Promise<T>): Promise<T>;
  tell(news: TabNews): void;
  close(): void;
}

/** Milliseconds. A tab that was killed or frozen with the lock in its hand must not stop the others for good. */
const LOCK_PATIENCE = 5000;

export function createSessionTabs(name: string, listener: (news: TabNews) => void): SessionTabs {
  let open = true;
  const channel = globalThis.BroadcastChannel ? new BroadcastChannel(name) : null;
  if (channel) {
    channel.onmessage = ({ data }: MessageEvent<unknown>) => {
      if (data === 'changed' || data === 'signed-out') listener(data);
    };
    // Under Node an open channel would keep the process from ending.
    (channel as { unref?: () => void }).unref?.();
  }

  async function exclusive<T>(task: () => Promise<T>): Promise<T> {
    const locks = globalThis.navigator?.locks as LockManager | undefined;
    if (!locks) return task();
    const patience = new AbortController();
    const timer = setTimeout(() => patience.abort(), LOCK_PATIENCE);
    let running: Promise<T> | undefined;
    const run = () => {
      clearTimeout(timer);
      return (running ??= task());
    };
    try {
      return await (locks.request(name, { signal: patience.signal }, run) as Promise<T>);
    } catch {
      // Not granted: go on without it. Granted: this is the task's own outcome.
      return run();
    } finally {
      clearTimeout(timer);
    }
  }

  return {
    exclusive,
    tell(news) {
      if (open) channel?.postMessage(news);
      else if (channel) {
        // A sign-out that outlives its element still has to reach the others.
        const last = new BroadcastChannel(name);
        last.postMessage(news);
        last.close();
      }
    },
    close() {
      open = false;
      channel?.close();
    },
  };
}
