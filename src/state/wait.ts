import { PersError } from '../errors.js';

const hidden = (): boolean => globalThis.document?.visibilityState === 'hidden';

/**
 * Settles after `ms`, and not before somebody can see the page: nothing is asked for while it is hidden. With `eager`, news
 * of a connection (`online`, the page shown again) ends the waiting early.
 *
 * @throws PersError ABORTED when `signal` ends first
 */
export function wait(ms: number, signal: AbortSignal, eager = false): Promise<void> {
  return new Promise((resolve, reject) => {
    let due = false;
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
      globalThis.document?.removeEventListener('visibilitychange', look);
      for (const news of ['online', 'pageshow']) globalThis.removeEventListener?.(news, hurry);
    };
    const look = (): void => {
      if (!due || hidden()) return;
      end();
      resolve();
    };
    const hurry = (): void => {
      due = true;
      look();
    };
    const abort = (): void => {
      end();
      reject(new PersError('ABORTED', 'The customer or the page has gone.'));
    };
    const timer = setTimeout(hurry, ms);
    if (signal.aborted) return abort();
    signal.addEventListener('abort', abort);
    globalThis.document?.addEventListener('visibilitychange', look);
    if (eager) for (const news of ['online', 'pageshow']) globalThis.addEventListener?.(news, hurry);
  });
}
