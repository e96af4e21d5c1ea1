import { PersError } from '../errors.js';

/** Why a prepared transaction is not shown to a wallet. */
export type GuardCode =
  /** It is for another chain. */
  | 'GUARD_CHAIN'
  /** It speaks to another contract, or moves what belongs to another account. */
  | 'GUARD_TARGET'
  /** It does something else than the customer asked for. */
  | 'GUARD_CALL'
  | 'GUARD_AMOUNT'
  | 'GUARD_RECIPIENT'
  /** Another token id, or one where there is none. */
  | 'GUARD_TOKEN'
  /** It spends the chain's own currency: a value, or a fee above what was agreed. */
  | 'GUARD_VALUE'
  /** It is too late, is valid for too long, or names several deadlines. */
  | 'GUARD_EXPIRED'
  /** Fields are missing, unknown or malformed, or the call is not encoded as the ABI prescribes. */
  | 'GUARD_SHAPE'
  /** A kind of signature or call that is never asked for here: approvals, permits, batches, delegations, anything unknown. */
  | 'GUARD_KIND';

/**
 * Stops here. `target` is the path of what is wrong (`message.to`, `data.amount`); what it holds is left out on purpose, for
 * it is foreign text. @throws PersError always, with `code` and `details.target`
 */
export function refuse(code: GuardCode, target: string, why: string): never {
  throw new PersError(code, `The prepared transaction is refused: ${target} ${why}.`, { details: { target } });
}
