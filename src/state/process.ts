import type { ProcessStatus } from '../client/claims.js';
import type { Transaction } from '../client/transactions.js';
import type { PersBeforeEvent, PersEvent, PersEventMap } from '../events.js';
import type { Intent } from './store.js';

/** A claim or a redeem, as far as following it needs to know. */
export interface Process {
  readonly id: string;
  readonly target: string;
  readonly status: ProcessStatus;
  readonly failureReason: string;
  readonly createdAt: string | null;
}

export type BeforeEvent = PersEventMap['pers-before-claim'] | PersEventMap['pers-before-redeem'];
export type AfterEvent = PersEvent<keyof PersEventMap, unknown>;

/** What differs between a claim and a redeem. `Input` is what the element gave beside the target. */
export interface Kind<Input> {
  readonly kind: Intent['kind'];
  /** Public reads, by the beginning of their keys, that such an action changes. */
  readonly changes: string | undefined;
  before(target: string): Promise<BeforeEvent & PersBeforeEvent<string, unknown>>;
  /** Sends it, exactly once. @throws PersError */
  send(target: string, input: Input): Promise<Process>;
  /** The customer's newest of this target, read now. */
  newest(target: string, signal: AbortSignal): Promise<readonly Process[]>;
  /** One, with the token movements it has caused so far. */
  look(processId: string, signal: AbortSignal): Promise<{ readonly process: Process; readonly transactions: readonly Transaction[] }>;
  after(intent: Intent): AfterEvent;
}
