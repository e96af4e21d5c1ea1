import { Transaction, type FeeData, type TransactionLike } from 'ethers';
import type { Call } from '../chain/relayer.js';
import { Problem } from './problems.js';
import type { SignedCall } from './schema.js';

/** Formats of transactions that an account sends itself, with the numbers of their envelopes (EIP-155, EIP-2930, EIP-1559). */
const ENVELOPES = { legacy: 0, 'EIP-2930': 1, 'EIP-1559': 2 } as const;
export type RawFormat = keyof typeof ENVELOPES;
export const RAW_FORMATS = Object.keys(ENVELOPES) as RawFormat[];

/** More than a transfer or a burn of any of the tokens takes; what is not used is not paid. */
const GAS_LIMIT = '150000';
/** The price may go up while the customer reads. */
const HEADROOM = 2n;

/** Contract, `LegacySigningData`, `Eip2930SigningData`, `Eip1559SigningData`. Wei and gas are decimal strings. */
export interface RawSigningData {
  readonly type: RawFormat;
  readonly chainId: number;
  readonly to: string;
  readonly data: string;
  readonly value: '0';
  readonly nonce: number;
  readonly gasLimit: string;
  readonly gasPrice?: string;
  readonly maxFeePerGas?: string;
  readonly maxPriorityFeePerGas?: string;
  readonly accessList?: never[];
  /** Unix seconds. */
  readonly deadline: number;
  readonly expiresAt: string;
}

/** A call as a transaction that its sender signs and pays for. */
export function rawSigningData(
  type: RawFormat,
  call: Call,
  facts: { readonly chainId: number; readonly nonce: bigint; readonly fees: FeeData; readonly deadline: number },
): RawSigningData {
  const { chainId, nonce, fees, deadline } = facts;
  const price = (wei: bigint | null): string => String((wei ?? 0n) * HEADROOM);
  return {
    type,
    chainId,
    ...call,
    value: '0',
    nonce: Number(nonce),
    gasLimit: GAS_LIMIT,
    ...(type === 'EIP-1559'
      ? { maxFeePerGas: price(fees.maxFeePerGas), maxPriorityFeePerGas: String(fees.maxPriorityFeePerGas ?? 0n) }
      : { gasPrice: price(fees.gasPrice) }),
    ...(type === 'legacy' ? {} : { accessList: [] }),
    deadline,
    expiresAt: new Date(deadline * 1000).toISOString(),
  };
}

/**
 * Passes when `raw` is the transaction that was asked for, field by field, signed by `owner`.
 *
 * @throws Problem `INVALID_SIGNATURE` when it cannot be read or is another transaction, `SIGNER_MISMATCH` with `expectedAddress` and
 * `recoveredAddress`
 */
export function assertRawSigned({ type, ...fields }: RawSigningData, owner: string, raw: string): void {
  const signed = readRaw(raw);
  const { deadline: _deadline, expiresAt: _expiresAt, ...transaction } = fields;
  const wanted = Transaction.from({ ...transaction, type: ENVELOPES[type] } as TransactionLike);
  // The hash is over every field; a second encoding of them has another one or none.
  if (!signed?.from || signed.unsignedHash !== wanted.unsignedHash) throw new Problem('INVALID_SIGNATURE');
  if (signed.from !== owner) {
    throw new Problem('SIGNER_MISMATCH', undefined, { expectedAddress: owner, recoveredAddress: signed.from });
  }
}

/** The number that a movement's JSON {@link SignedCall} uses up: of the smart wallet, or of the account. */
export function signedNonce(signedCall: string): bigint {
  const call = JSON.parse(signedCall) as SignedCall;
  return BigInt(call.type === 'EIP-712' ? call.message.nonce : Transaction.from(call.raw).nonce);
}

function readRaw(raw: string): Transaction | null {
  try {
    return Transaction.from(raw);
  } catch {
    return null;
  }
}
