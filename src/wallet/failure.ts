import { isPersError, PersError } from '../errors.js';

/** Why a wallet did not do what it was asked. */
export type WalletCode =
  /** The person said no. */
  | 'WALLET_REJECTED'
  /** A question is still open in the wallet. */
  | 'WALLET_BUSY'
  /** It is locked, or does not show this page an account. */
  | 'WALLET_LOCKED'
  /** It has disconnected, or never answered. */
  | 'WALLET_GONE'
  | 'WALLET_WRONG_CHAIN'
  | 'WALLET_WRONG_ACCOUNT'
  /** It does not know the method, as most do with `eth_signTransaction`. */
  | 'WALLET_CANNOT_SIGN'
  /** Anything else, or an answer that is none. */
  | 'WALLET_FAILED';

/** Numbers of EIP-1193, EIP-1474, EIP-3326 and WalletConnect, the one that says most first. */
const KNOWN: readonly (readonly [WalletCode, readonly unknown[]])[] = [
  ['WALLET_REJECTED', [4001, 5000, 'ACTION_REJECTED']],
  ['WALLET_BUSY', [-32002]],
  ['WALLET_CANNOT_SIGN', [4200, -32601, -32004]],
  ['WALLET_LOCKED', [4100]],
  ['WALLET_GONE', [4900]],
  ['WALLET_WRONG_CHAIN', [4901]],
];
const UNKNOWN_CHAIN = 4902;
const DEEPEST = 4;

/** What a wallet threw, by its numbers alone: texts differ from wallet to wallet, and are foreign. */
export function toWalletError(error: unknown, method: string): PersError {
  const codes = codesOf(error);
  const code = KNOWN.find(([, numbers]) => numbers.some((number) => codes.has(number)))?.[0] ?? 'WALLET_FAILED';
  return new PersError(code, `The wallet did not answer ${method}.`, { cause: error });
}

/** Whether a failed change of the chain means that the wallet has not heard of it (EIP-3326). */
export function isUnknownChain(error: unknown): boolean {
  return isPersError(error) && error.code === 'WALLET_FAILED' && codesOf(error.cause).has(UNKNOWN_CHAIN);
}

/** Every `code` in an error: wallets and libraries wrap the real one, as `data.originalError`, `error`, `info` or `cause`. */
function codesOf(error: unknown): Set<unknown> {
  const codes = new Set<unknown>();
  const look = (value: unknown, depth: number): void => {
    if (typeof value !== 'object' || value === null || depth > DEEPEST) return;
    for (const key of ['code', 'data', 'originalError', 'error', 'info', 'cause']) {
      const part = own(value, key);
      if (key !== 'code') look(part, depth + 1);
      else codes.add(typeof part === 'string' && /^-?\d{1,6}$/.test(part) ? Number(part) : part);
    }
  };
  look(error, 0);
  return codes;
}

function own(value: object, key: string): unknown {
  try {
    return (value as Record<string, unknown>)[key];
  } catch {
    return undefined;
  }
}
