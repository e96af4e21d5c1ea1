import type { Transaction } from '../client/transactions.js';
import { toPersError } from '../errors.js';
import { isAborted } from './outcome.js';
import { wait } from './wait.js';

/** Milliseconds: the contract's advice for polling a transaction. */
const FIRST_PAUSE = 1000;
const LONGEST_PAUSE = 10_000;
const FACTOR = 1.5;

/** Reads a transaction until it has succeeded or failed. A reading that fails is repeated: the movement goes on without us. */
export async function follow(read: (signal: AbortSignal) => Promise<Transaction>, signal: AbortSignal): Promise<Transaction> {
  for (let pause = FIRST_PAUSE; ; pause = Math.min(LONGEST_PAUSE, pause * FACTOR)) {
    await wait(pause, signal);
    try {
      const transaction = await read(signal);
      if (transaction.status === 'succeeded' || transaction.status === 'failed') return transaction;
    } catch (error) {
      if (signal.aborted || isAborted(error) || toPersError(error).code === 'SIGNED_OUT') throw error;
    }
  }
}
