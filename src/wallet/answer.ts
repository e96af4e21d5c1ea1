import { getAddress, recoverAddress, Signature } from 'ethers';
import { PersError } from '../errors.js';
import type { SubmitInput } from '../client/transaction-requests.js';
import type { GuardedRequest } from './guard.js';
import { openTransaction } from './signed-transaction.js';

/** Hex characters of the longest answer that is looked at. */
const LONGEST = 20_000;
const HEX = /^0x(?:[0-9a-fA-F]{2})+$/;
const ADDRESS = /^0x[0-9a-fA-F]{40}$/;
/** Characters of `0x` and 65 bytes. */
const KEY_SIGNATURE = 132;

/** The accounts that a wallet shows, checksummed; the one in use first. @throws PersError WALLET_FAILED, WALLET_LOCKED when there is none */
export function readAccounts(answer: unknown): readonly string[] {
  if (!Array.isArray(answer)) return failed('Accounts are not a list.');
  const [...values] = answer as unknown[];
  const accounts = values.flatMap((value) => (typeof value === 'string' && ADDRESS.test(value) ? getAddress(value.toLowerCase()) : []));
  if (values.length > 0 && accounts.length === 0) return failed('Accounts are not addresses.');
  if (accounts.length === 0) throw new PersError('WALLET_LOCKED', 'The wallet shows no account.');
  return accounts;
}

/** A chain id in hex, decimal or as a number; null when it is none. */
export function readChainId(answer: unknown): number | null {
  const plain = typeof answer === 'string' && /^(?:0x[\da-f]{1,14}|\d{1,16})$/i.test(answer);
  const number = typeof answer === 'number' || plain ? Number(answer) : NaN;
  return Number.isSafeInteger(number) && number > 0 ? number : null;
}

/**
 * A signature over `hash`. One of a key must be of `signer` and is brought into the usual 65 bytes (`v` 27 or 28); a longer one is a
 * contract account's (EIP-1271), which only the chain can check.
 * @throws PersError WALLET_WRONG_ACCOUNT, WALLET_FAILED
 */
export function readSignature(answer: unknown, hash: string, signer: string): string {
  const signature = readHex(answer);
  if (signature.length > KEY_SIGNATURE) return signature;
  const { serialized, account } = attempt(() => {
    const { serialized } = Signature.from(signature);
    return { serialized, account: recoverAddress(hash, serialized) };
  });
  if (account !== signer) throw new PersError('WALLET_WRONG_ACCOUNT', 'The signature is by another account, or over something else.');
  return serialized;
}

/**
 * The answer to a guarded request, as the contract takes it: over exactly what was asked for, by the account that was asked.
 * @throws PersError WALLET_WRONG_ACCOUNT, WALLET_FAILED
 */
export function readSigned(answer: unknown, { type, hash, signer }: GuardedRequest): SubmitInput {
  if (type === 'EIP-712') return { type, signature: readSignature(answer, hash, signer) };
  // Some nodes and wallets answer `{raw, tx}`.
  const signedTransaction = readHex(attempt(() => (typeof answer === 'object' ? (answer as { raw?: unknown } | null)?.raw : answer)));
  const opened = attempt(() => openTransaction(signedTransaction, type));
  if (opened.hash !== hash) return failed('The wallet signed another transaction than it was asked to.');
  if (opened.from !== signer) throw new PersError('WALLET_WRONG_ACCOUNT', 'The transaction is signed by another account.');
  return { type, signedTransaction };
}

function readHex(answer: unknown): string {
  return typeof answer === 'string' && answer.length <= LONGEST && HEX.test(answer) ? answer : failed('The answer is not in hex.');
}

function attempt<T>(read: () => T): T {
  try {
    return read();
  } catch (cause) {
    throw cause instanceof PersError ? cause : new PersError('WALLET_FAILED', 'The answer of the wallet cannot be read.', { cause });
  }
}

function failed(message: string): never {
  throw new PersError('WALLET_FAILED', message);
}
