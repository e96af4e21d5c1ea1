import type { Snapshot } from '../../state/store.js';

/**
 * Whether it is known yet for whom something is drawn: what a customer may have is not shown before, only to jump. Somebody
 * who looked around signed out keeps what they see while they sign in.
 */
export class Audience {
  #seen = -1;

  /** `known`: whether what concerns a signed-in customer has been read, or cannot be. */
  waits({ session, epoch }: Snapshot, known: boolean): boolean {
    const waits = session === 'starting' || (session === 'signing-in' && this.#seen !== epoch) || (session === 'signed-in' && !known);
    if (!waits) this.#seen = epoch;
    return waits;
  }
}
