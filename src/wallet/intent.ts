import { address, MAX_UINT, snapshot, uint, type Fields, type Plain } from './plain.js';
import { refuse } from './refusal.js';

export type TransferKind = 'transfer' | 'burn';
export type TransferTokenType = 'ERC20' | 'ERC1155' | 'ERC721';

/** What the customer asked for, from our own knowledge: never from the answer that is to be checked against it. */
export interface TransferIntent {
  readonly chainId: number;
  readonly kind: TransferKind;
  /** The token's contract. */
  readonly tokenAddress: string;
  readonly tokenType: TransferTokenType;
  /** Decimal; null for ERC20. */
  readonly tokenId: string | null;
  /** Whole units as a decimal string (`"12.5"`); `"1"` for ERC721. */
  readonly amount: string;
  /** Digits after the point that the contract counts in, 0 to 77. */
  readonly decimals: number;
  /** The account that holds the tokens: the smart wallet where there is one, else the signer. */
  readonly from: string;
  /** Null for burns. */
  readonly to: string | null;
  /** The smart wallet that carries out signed typed data; null when the signer sends a transaction itself. */
  readonly wallet: string | null;
  /** The account whose wallet is asked. */
  readonly signer: string;
  /** The most that a transaction of the signer's own may cost in fees, in wei (decimal). Left out: not compared, only told. */
  readonly maxFee?: string | null;
}

/** An intent in the values that a contract compares. Addresses are in lower case. */
export interface Intent {
  readonly chainId: bigint;
  readonly kind: TransferKind;
  readonly token: string;
  readonly tokenType: TransferTokenType;
  readonly tokenId: bigint | null;
  /** Base units. */
  readonly amount: bigint;
  readonly decimals: number;
  readonly from: string;
  readonly to: string | null;
  readonly wallet: string | null;
  readonly signer: string;
  readonly maxFee: bigint | null;
}

const AMOUNT = /^(\d{1,78})(?:\.(\d{1,78}))?$/;
const NOBODY = /^0x0{40}$/;

/** @throws PersError GUARD_… when the intent itself makes no sense; then nothing can agree with it */
export function readIntent(value: TransferIntent): Intent {
  const plain = snapshot(value, 'intent');
  if (typeof plain !== 'object' || plain === null) refuse('GUARD_SHAPE', 'intent', 'is not an object');
  const raw = plain as Fields;
  const kind = oneOf(raw['kind'], ['transfer', 'burn'] as const, 'intent.kind');
  const tokenType = oneOf(raw['tokenType'], ['ERC20', 'ERC1155', 'ERC721'] as const, 'intent.tokenType');
  const decimals = Number(uint(raw['decimals'], 'intent.decimals'));
  const amount = toUnits(raw['amount'], decimals);
  if (tokenType === 'ERC721' && amount !== 1n) refuse('GUARD_AMOUNT', 'intent.amount', 'of a single item is not one');
  const tokenId = raw['tokenId'] == null ? null : uint(raw['tokenId'], 'intent.tokenId');
  if ((tokenId === null) !== (tokenType === 'ERC20')) refuse('GUARD_TOKEN', 'intent.tokenId', 'does not fit the token type');
  const to = raw['to'] == null ? null : address(raw['to'], 'intent.to');
  if ((to === null) !== (kind === 'burn')) refuse('GUARD_RECIPIENT', 'intent.to', 'does not fit the kind');
  if (to !== null && NOBODY.test(to)) refuse('GUARD_RECIPIENT', 'intent.to', 'is nobody');
  const signer = address(raw['signer'], 'intent.signer');
  const wallet = raw['wallet'] == null ? null : address(raw['wallet'], 'intent.wallet');
  const from = address(raw['from'], 'intent.from');
  // A plain `transfer` moves what the caller holds, whatever the intent says.
  if (from !== (wallet ?? signer)) refuse('GUARD_TARGET', 'intent.from', 'is not the account that will act');
  const chainId = uint(raw['chainId'], 'intent.chainId');
  if (chainId === 0n || chainId > Number.MAX_SAFE_INTEGER) refuse('GUARD_CHAIN', 'intent.chainId', 'is not a chain');
  const token = address(raw['tokenAddress'], 'intent.tokenAddress');
  const maxFee = raw['maxFee'] == null ? null : uint(raw['maxFee'], 'intent.maxFee');
  return { chainId, kind, token, tokenType, tokenId, amount, decimals, from, to, wallet, signer, maxFee };
}

function oneOf<const T extends string>(value: Plain, known: readonly T[], target: string): T {
  return known.find((one) => one === value) ?? refuse('GUARD_KIND', target, 'is not known');
}

/** Whole units → base units. What the contract cannot count is no amount. */
export function toUnits(value: Plain, decimals: number): bigint {
  if (decimals > 77) refuse('GUARD_AMOUNT', 'intent.decimals', 'are more than a contract can count');
  const [, whole, fraction = ''] = (typeof value === 'string' && AMOUNT.exec(value)) || [];
  const digits = fraction.replace(/0+$/, '');
  if (whole === undefined || digits.length > decimals) return refuse('GUARD_AMOUNT', 'intent.amount', 'is not an amount of this token');
  const units = BigInt(whole + digits.padEnd(decimals, '0'));
  return units > 0n && units <= MAX_UINT ? units : refuse('GUARD_AMOUNT', 'intent.amount', 'is nothing, or too much');
}

/** Base units → whole units, in the shortest form. */
export function toWhole(units: bigint, decimals: number): string {
  const digits = units.toString().padStart(decimals + 1, '0');
  const point = digits.length - decimals;
  const fraction = digits.slice(point).replace(/0+$/, '');
  return digits.slice(0, point) + (fraction && `.${fraction}`);
}
