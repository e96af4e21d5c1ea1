import { PersError } from '../errors.js';
import { toWalletError } from './failure.js';
import type { Eip1193 } from './wallet.js';

type Listener = (...values: unknown[]) => void;

/** Functions of a provider as they are now, bound to it. */
export interface Captured extends Eip1193 {
  on(event: string, listener: Listener): void;
  removeListener(event: string, listener: Listener): void;
}

/** Milliseconds. People read for a while; a window that was closed without an answer must not block the wallet for good. */
const LONGEST_ANSWER = 600_000;
/** Milliseconds, for what a wallet answers by itself. */
const LONGEST_READ = 10_000;

const { apply } = Reflect;

/** Takes the functions of a provider once, so that nothing that is put in their place later is asked. Null when it is no provider. */
export function capture(provider: unknown): Captured | null {
  try {
    if ((typeof provider !== 'object' && typeof provider !== 'function') || provider === null) return null;
    const { request, on, removeListener } = provider as Partial<Eip1193>;
    if (typeof request !== 'function') return null;
    const optional = (method: unknown): ((event: string, listener: Listener) => void) => {
      // Events are a convenience: a wallet that fails at them can still sign.
      return (event, listener) => {
        try {
          if (typeof method === 'function') apply(method, provider, [event, listener]);
        } catch {
          return;
        }
      };
    };
    return Object.freeze({
      request: async (call: Parameters<Eip1193['request']>[0]): Promise<unknown> => (await apply(request, provider, [call])) as unknown,
      on: optional(on),
      removeListener: optional(removeListener),
    });
  } catch {
    return null;
  }
}

/**
 * One question to a wallet. `isRead`: it answers without a person.
 * @throws PersError WALLET_…; WALLET_GONE when it disconnects meanwhile or never answers
 */
export async function ask(provider: Captured, method: string, params: readonly unknown[] = [], isRead = false): Promise<unknown> {
  let end = (): void => undefined;
  const gone = new Promise<never>((_, reject) => {
    const leave = (): void => reject(new PersError('WALLET_GONE', `The wallet went before it answered ${method}.`));
    const timer = setTimeout(leave, isRead ? LONGEST_READ : LONGEST_ANSWER);
    provider.on('disconnect', leave);
    end = () => {
      clearTimeout(timer);
      provider.removeListener('disconnect', leave);
    };
  });
  const answer = provider.request({ method, params }).catch((error: unknown) => {
    throw toWalletError(error, method);
  });
  try {
    return await Promise.race([answer, gone]);
  } finally {
    end();
  }
}

const busy = new WeakSet<object>();

/** One conversation with a wallet at a time: a second window would hide the first. @throws PersError WALLET_BUSY */
export async function alone<T>(provider: object, work: () => Promise<T>): Promise<T> {
  if (busy.has(provider)) throw new PersError('WALLET_BUSY', 'A question is still open in the wallet.');
  busy.add(provider);
  try {
    return await work();
  } finally {
    busy.delete(provider);
  }
}
