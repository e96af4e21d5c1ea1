import { decodeRlp, encodeRlp, keccak256, recoverAddress, Signature, toBeHex, zeroPadValue, type RlpStructuredData } from 'ethers';
import type { RawType } from './raw-transaction.js';

/** First byte of an envelope (none for legacy), and how many fields come before the signature's three. */
const envelopes: Readonly<Record<RawType, { readonly prefix: string; readonly fields: number }>> = {
  legacy: { prefix: '', fields: 6 },
  'EIP-2930': { prefix: '01', fields: 8 },
  'EIP-1559': { prefix: '02', fields: 9 },
};

/**
 * What a signed transaction is over, and who signed it (EIP-155, EIP-2930, EIP-1559). By hand, because the library's own reader
 * brings along blobs and delegations, which are never signed here.
 * @returns `hash`, of the unsigned transaction, and `from`, checksummed
 * @throws Error when it is of another type, not in canonical form, or for any chain
 */
export function openTransaction(raw: string, type: RawType): { readonly hash: string; readonly from: string } {
  const { prefix, fields } = envelopes[type];
  const bytes = raw.toLowerCase();
  if (!bytes.startsWith(`0x${prefix}`)) throw new TypeError('another type of transaction');
  const body = `0x${bytes.slice(2 + prefix.length)}`;
  const list = decodeRlp(body);
  // A second encoding of the same fields would be another transaction to a node.
  if (!Array.isArray(list) || list.length !== fields + 3 || encodeRlp(list) !== body) throw new TypeError('not a signed transaction');
  const unsigned = list.slice(0, fields);
  const [v = 0n, r = 0n, s = 0n] = list.slice(fields).map(quantity);
  const { chain, parity } = type === 'legacy' ? split(v) : { chain: [], parity: v };
  if (parity > 1n) throw new TypeError('not a signature');
  const hash = keccak256(`0x${prefix}${encodeRlp([...unsigned, ...chain]).slice(2)}`);
  const signature = Signature.from({ r: word(r), s: word(s), yParity: parity === 0n ? 0 : 1 });
  return { hash, from: recoverAddress(hash, signature) };
}

/** EIP-155: the chain is in the last number. Without it the transaction would count on every chain. */
function split(v: bigint): { readonly chain: string[]; readonly parity: bigint } {
  if (v < 37n) throw new TypeError('for any chain');
  return { chain: [toBeHex((v - 35n) / 2n), '0x', '0x'], parity: (v - 35n) % 2n };
}

function quantity(value: RlpStructuredData): bigint {
  if (typeof value !== 'string' || /^0x00/.test(value) || value.length > 66) throw new TypeError('not a number');
  return value === '0x' ? 0n : BigInt(value);
}

function word(value: bigint): string {
  return zeroPadValue(toBeHex(value), 32);
}
