import { getAddress } from 'ethers';
import { readIntent, toWhole, type Intent, type TransferIntent, type TransferKind, type TransferTokenType } from './intent.js';
import { snapshot, type Fields } from './plain.js';
import { checkTransaction, isRawType, type RawTransaction, type RawType } from './raw-transaction.js';
import { refuse } from './refusal.js';
import { checkTypedData, type TypedData } from './typed-data.js';

/** What is about to be signed, for a person to read. The sentences are made elsewhere. */
export interface SigningFacts {
  readonly kind: TransferKind;
  readonly tokenType: TransferTokenType;
  readonly tokenAddress: string;
  readonly tokenId: string | null;
  /** Whole units, shortest decimal. */
  readonly amount: string;
  readonly from: string;
  /** Null for burns. */
  readonly to: string | null;
  readonly chainId: number;
  /** ISO 8601 UTC; null when what is signed has no deadline. */
  readonly until: string | null;
  /** The most it can cost the signer in fees, in wei (decimal); null when somebody else pays. */
  readonly maxFee: string | null;
}

interface Guarded {
  /** The account to ask. */
  readonly signer: string;
  /** 32 bytes, hex: exactly what the signature is over. A signature over anything else is not an answer to this request. */
  readonly hash: string;
  readonly facts: SigningFacts;
}

/** A request that may be put to a wallet. `type` is the one to submit the signature with. Deeply frozen. */
export type GuardedRequest =
  | (Guarded & { readonly type: 'EIP-712'; readonly method: 'eth_signTypedData_v4'; readonly payload: TypedData })
  | (Guarded & { readonly type: RawType; readonly method: 'eth_signTransaction'; readonly payload: RawTransaction });

/**
 * Decodes what the API prepared and compares it with what the customer asked for, before a wallet hears of it. Accepts what is
 * understood and equal, and nothing else. Pure: reads no clock, calls no getter, keeps nothing.
 *
 * @param signingData the contract's `SigningData`, as it came
 * @param now milliseconds since 1970; the server's time where it is known
 * @returns a payload built anew from the compared values, never the object that came
 * @throws PersError GUARD_CHAIN, GUARD_TARGET, GUARD_CALL, GUARD_AMOUNT, GUARD_RECIPIENT, GUARD_TOKEN, GUARD_VALUE,
 * GUARD_EXPIRED, GUARD_SHAPE or GUARD_KIND, with the path of the culprit in `details.target`; never anything else
 */
export function checkSigningData(signingData: unknown, intent: TransferIntent, now: number): GuardedRequest {
  const wanted = readIntent(intent);
  const plain = snapshot(signingData, 'signingData');
  if (typeof plain !== 'object' || plain === null || Array.isArray(plain)) refuse('GUARD_SHAPE', 'signingData', 'is not an object');
  const data = plain as Fields;
  const { type } = data;
  if (Object.hasOwn(data, 'authorizationList')) refuse('GUARD_KIND', 'authorizationList', 'would hand the account to other code');
  if (type === 'EIP-712') {
    const { payload, hash, until } = checkTypedData(data, wanted, now);
    const facts = factsOf(wanted, until, null);
    return freeze({ type, method: 'eth_signTypedData_v4', signer: getAddress(wanted.signer), payload, hash, facts });
  }
  if (!isRawType(type)) return refuse('GUARD_KIND', 'type', 'is never signed here');
  const { payload, hash, until, maxFee } = checkTransaction(data, wanted, now);
  const facts = factsOf(wanted, until, maxFee);
  return freeze({ type, method: 'eth_signTransaction', signer: getAddress(wanted.signer), payload, hash, facts });
}

/** The intent's own values: by now they are the transaction's, byte for byte. */
function factsOf(intent: Intent, until: string | null, maxFee: bigint | null): SigningFacts {
  return {
    kind: intent.kind,
    tokenType: intent.tokenType,
    tokenAddress: getAddress(intent.token),
    tokenId: intent.tokenId === null ? null : String(intent.tokenId),
    amount: toWhole(intent.amount, intent.decimals),
    from: getAddress(intent.from),
    to: intent.to && getAddress(intent.to),
    chainId: Number(intent.chainId),
    until,
    maxFee: maxFee === null ? null : String(maxFee),
  };
}

/** What was compared stays what it is on its way to the wallet. */
function freeze<T extends object>(value: T): T {
  for (const part of Object.values(value)) if (typeof part === 'object' && part !== null) freeze(part as object);
  return Object.freeze(value);
}
