import { Interface, isCallException, type Fragment } from 'ethers';
import type { Artifacts } from './compile.js';

/** A contract refused a call. */
export class Reverted extends Error {
  /**
   * @param reason name of the contract's error, such as `ERC20InsufficientBalance`, `WrongNonce` or `Expired`; null: it gave none.
   * @param hash transaction that was mined and failed; null: the refusal was seen before anything was sent.
   */
  constructor(
    readonly reason: string | null,
    readonly hash: string | null,
  ) {
    super(`${hash === null ? 'The call' : `Transaction ${hash}`} was refused by the contract${reason === null ? '.' : `: ${reason}.`}`);
    this.name = 'Reverted';
  }
}

/** The errors of all contracts together: a wallet passes on what the token it called objects to. */
export function errorsOf(artifacts: Artifacts): Interface {
  const fragments = Object.values(artifacts).flatMap(({ abi }) => new Interface(abi).fragments);
  return new Interface(fragments.filter((fragment: Fragment) => fragment.type === 'error'));
}

/** What a failed estimate says, as {@link Reverted}; anything else stays as it is. */
export function asReverted(error: unknown, errors: Interface): unknown {
  if (!isCallException(error)) return error;
  const known = error.data === null ? null : errors.parseError(error.data);
  return new Reverted(known?.name ?? error.reason, null);
}
