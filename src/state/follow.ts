import type { Transaction } from '../client/transactions.js';
import { toPersError } from '../errors.js';
import type { JournalRecord } from './journal.js';
import { areSettled } from './movements.js';
import { isAborted } from './outcome.js';
import type { Kind, Process } from './process.js';
import { wait } from './wait.js';

/** Milliseconds. */
const FIRST_PAUSE = 1000;
const LONGEST_PAUSE = 10_000;
const FACTOR = 1.5;
/** Milliseconds between readings after a write without an answer; together the longest time in which it may still take effect. */
const SETTLING = [2000, 4000, 8000, 16_000, 32_000, 8000];
/** Milliseconds between readings once they are all that is missing. */
const LATER = 60_000;

export interface Outcome {
  readonly process: Process;
  readonly transactions: readonly Transaction[];
}

/**
 * Reads an accepted process until it and its movements have ended; `waits` hears of the movement that waits for the customer's signature, and
 * of nothing when none does. A reading that fails is repeated later: the process goes on.
 */
export async function follow(
  kind: Kind<never>,
  processId: string,
  signal: AbortSignal,
  waits: (unsigned: Transaction | undefined) => void,
): Promise<Outcome> {
  for (let pause = FIRST_PAUSE; ; pause = Math.min(LONGEST_PAUSE, pause * FACTOR)) {
    await wait(pause, signal);
    try {
      const outcome = await kind.look(processId, signal);
      const { status } = outcome.process;
      waits(outcome.transactions.find((movement) => movement.status === 'pending_signature'));
      if (status === 'FAILED' || (status === 'COMPLETED' && areSettled(outcome.transactions))) return outcome;
    } catch (error) {
      if (signal.aborted || isAborted(error) || toPersError(error).code === 'SIGNED_OUT') throw error;
    }
  }
}

/**
 * Finds out what became of a write without an answer, by reading only: it may still be on its way, so sending it again could spend twice.
 * Null: the time in which it can take effect has passed, a reading after that succeeded, and it is not there.
 */
export async function settle(kind: Kind<never>, record: JournalRecord, signal: AbortSignal): Promise<Process | null> {
  const whole = SETTLING.reduce((total, pause) => total + pause, 0);
  // A clock that was set back must not make this longer than it is.
  const passed = Math.max(0, Date.now() - Date.parse(record.startedAt));
  const end = performance.now() + Math.max(0, whole - passed);
  for (let turn = 0; ; turn++) {
    const left = end - performance.now();
    await wait(left > 0 ? Math.min(SETTLING[turn] ?? left, left) : turn ? LATER : 0, signal, true);
    const over = performance.now() >= end - 1;
    try {
      const found = await find(kind, record, signal);
      if (found || over) return found;
    } catch (error) {
      if (signal.aborted || isAborted(error) || toPersError(error).code === 'SIGNED_OUT') throw error;
    }
  }
}

/** The one that was not there before: the oldest of the new ones, compared by the server's clock alone. */
async function find(kind: Kind<never>, { target, known, newest }: JournalRecord, signal: AbortSignal): Promise<Process | null> {
  const processes = await kind.newest(target, signal);
  const isNew = ({ id, createdAt }: Process) => !known.includes(id) && (!newest || !createdAt || createdAt >= newest);
  return processes.filter((process) => process.target === target && isNew(process)).at(-1) ?? null;
}
