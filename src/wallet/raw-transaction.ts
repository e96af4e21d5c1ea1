import { encodeRlp, getAddress, keccak256 } from 'ethers';
import { checkCall } from './call-data.js';
import { checkDeadline, DEADLINES } from './deadline.js';
import type { Intent } from './intent.js';
import { address, fieldsOf, uint, type Fields, type Plain } from './plain.js';
import { refuse } from './refusal.js';

export type RawType = 'legacy' | 'EIP-2930' | 'EIP-1559';

export interface AccessListEntry {
  readonly address: string;
  readonly storageKeys: readonly string[];
}

/** A transaction as JSON-RPC takes it. Numbers are hex quantities. */
export interface RawTransaction {
  readonly type: string;
  readonly from: string;
  readonly to: string;
  readonly chainId: string;
  readonly nonce: string;
  readonly gas: string;
  readonly value: '0x0';
  readonly data: string;
  readonly gasPrice?: string;
  readonly maxFeePerGas?: string;
  readonly maxPriorityFeePerGas?: string;
  readonly accessList?: readonly AccessListEntry[];
}

/** Number of the envelope and the fees it has, the one that bounds the price first. */
const formats: ReadonlyMap<Plain, { readonly number: number; readonly fees: readonly string[] }> = new Map([
  ['legacy', { number: 0, fees: ['gasPrice'] }],
  ['EIP-2930', { number: 1, fees: ['gasPrice'] }],
  ['EIP-1559', { number: 2, fees: ['maxFeePerGas', 'maxPriorityFeePerGas'] }],
]);

/** Nodes and wallets count nonces and gas in machine words. */
const MAX_SAFE = BigInt(Number.MAX_SAFE_INTEGER);
const STORAGE_KEY = /^0x[0-9a-fA-F]{64}$/;

export function isRawType(type: Plain): type is RawType {
  return formats.has(type);
}

/**
 * A transaction that the signer sends: to the token itself, with no value.
 * @returns what goes to the wallet, built anew from compared values; the hash that is signed; the deadline (ISO 8601 UTC) if
 * there is one; the most it can cost in fees, in wei
 * @throws PersError GUARD_… (every code)
 */
export function checkTransaction(
  signingData: Fields,
  intent: Intent,
  now: number,
): { payload: RawTransaction; hash: string; until: string | null; maxFee: bigint } {
  if (intent.wallet !== null) refuse('GUARD_KIND', 'type', 'is a transaction of the signer, and the tokens are in a smart wallet');
  const { number, fees } = formats.get(signingData['type'])!;
  const optional = number === 0 ? DEADLINES : ['accessList', ...DEADLINES];
  const data = fieldsOf(signingData, 'signingData', ['type', 'chainId', 'to', 'data', 'value', 'nonce', 'gasLimit', ...fees], optional);
  if (uint(data['chainId'], 'chainId') !== intent.chainId) refuse('GUARD_CHAIN', 'chainId', 'is not the chain');
  const to = address(data['to'], 'to');
  if (to !== intent.token) refuse('GUARD_TARGET', 'to', 'is not the token');
  if (uint(data['value'], 'value') !== 0n) refuse('GUARD_VALUE', 'value', 'is not zero');
  const nonce = uint(data['nonce'], 'nonce', MAX_SAFE);
  const gas = uint(data['gasLimit'], 'gasLimit', MAX_SAFE);
  const [price = 0n, tip] = fees.map((name) => uint(data[name], name));
  if (tip !== undefined && tip > price) refuse('GUARD_SHAPE', 'maxPriorityFeePerGas', 'is more than the whole price');
  const maxFee = gas * price;
  if (intent.maxFee !== null && maxFee > intent.maxFee) refuse('GUARD_VALUE', 'gasLimit', 'costs more than was agreed');
  const until = checkDeadline(data, now);
  const accessList = number === 0 ? undefined : readAccessList(data['accessList'] ?? []);
  const call = checkCall(data['data'], intent, 'data');

  const payload: RawTransaction = {
    type: quantity(BigInt(number)),
    from: getAddress(intent.signer),
    to: getAddress(to),
    chainId: quantity(intent.chainId),
    nonce: quantity(nonce),
    gas: quantity(gas),
    value: '0x0',
    data: call,
    ...(tip === undefined ? { gasPrice: quantity(price) } : { maxFeePerGas: quantity(price), maxPriorityFeePerGas: quantity(tip) }),
    ...(accessList && { accessList }),
  };
  return { payload, hash: signedHash(number, payload), until, maxFee };
}

/** Entries make slots cheaper to read and change nothing else; still, only well-formed ones are signed. */
function readAccessList(value: Plain): AccessListEntry[] {
  const list = (raw: Plain): readonly Plain[] => (Array.isArray(raw) ? raw : refuse('GUARD_SHAPE', 'accessList', 'is not a list'));
  return list(value).map((raw) => {
    const entry = fieldsOf(raw, 'accessList', ['address', 'storageKeys']);
    const storageKeys = list(entry['storageKeys']).map((key) => {
      if (typeof key !== 'string' || !STORAGE_KEY.test(key)) return refuse('GUARD_SHAPE', 'accessList', 'has a malformed storage key');
      return key.toLowerCase();
    });
    return { address: getAddress(address(entry['address'], 'accessList')), storageKeys };
  });
}

/** EIP-155, EIP-2930 and EIP-1559: hash of the unsigned envelope, which the signature is over. */
function signedHash(number: number, tx: RawTransaction): string {
  const { chainId, nonce, gas, to, data } = tx;
  const price = [tx.maxPriorityFeePerGas, tx.maxFeePerGas, tx.gasPrice].filter((fee) => fee !== undefined);
  const body = [...[nonce, ...price, gas].map(bytes), to, '0x', data];
  if (number === 0) return keccak256(encodeRlp([...body, bytes(chainId), '0x', '0x']));
  const list = (tx.accessList ?? []).map((entry) => [entry.address, [...entry.storageKeys]]);
  return keccak256(`0x0${number}${encodeRlp([bytes(chainId), ...body, list]).slice(2)}`);
}

function quantity(value: bigint): string {
  return `0x${value.toString(16)}`;
}

/** A quantity as RLP wants it: whole bytes, and none for zero. */
function bytes(quantity: string): string {
  const digits = quantity.slice(2);
  return digits === '0' ? '0x' : `0x${digits.padStart(digits.length + (digits.length % 2), '0')}`;
}
