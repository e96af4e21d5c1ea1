import { AbiCoder, ParamType } from 'ethers';
import type { Intent, TransferKind, TransferTokenType } from './intent.js';
import type { Plain } from './plain.js';
import { refuse, type GuardCode } from './refusal.js';

/** An argument of a call: its ABI type, what the intent says it is, and the code when it is something else. */
interface Part {
  readonly type: ParamType;
  readonly code: GuardCode;
  readonly of: (intent: Intent) => string | bigint | null;
}

const [account, number, bytes] = ['address', 'uint256', 'bytes'].map((type) => ParamType.from(type)) as [ParamType, ParamType, ParamType];

const parts = {
  from: { type: account, code: 'GUARD_TARGET', of: (intent) => intent.from },
  to: { type: account, code: 'GUARD_RECIPIENT', of: (intent) => intent.to },
  tokenId: { type: number, code: 'GUARD_TOKEN', of: (intent) => intent.tokenId },
  amount: { type: number, code: 'GUARD_AMOUNT', of: (intent) => intent.amount },
  // Handed to the recipient's code: it must stay empty, or it could ask that code for anything.
  nothing: { type: bytes, code: 'GUARD_CALL', of: () => '0x' },
} as const satisfies Record<string, Part>;

interface Call {
  readonly selector: string;
  readonly kind: TransferKind;
  readonly tokenType: TransferTokenType;
  readonly parts: readonly (keyof typeof parts)[];
}

/** The calls that may be signed. There is no other list: whatever is not here is refused. */
const calls: readonly Call[] = [
  // transfer(address,uint256)
  { selector: '0xa9059cbb', kind: 'transfer', tokenType: 'ERC20', parts: ['to', 'amount'] },
  // burn(uint256), of an amount
  { selector: '0x42966c68', kind: 'burn', tokenType: 'ERC20', parts: ['amount'] },
  // safeTransferFrom(address,address,uint256,uint256,bytes)
  { selector: '0xf242432a', kind: 'transfer', tokenType: 'ERC1155', parts: ['from', 'to', 'tokenId', 'amount', 'nothing'] },
  // burn(address,uint256,uint256)
  { selector: '0xf5298aca', kind: 'burn', tokenType: 'ERC1155', parts: ['from', 'tokenId', 'amount'] },
  // safeTransferFrom(address,address,uint256)
  { selector: '0x42842e0e', kind: 'transfer', tokenType: 'ERC721', parts: ['from', 'to', 'tokenId'] },
  // safeTransferFrom(address,address,uint256,bytes)
  { selector: '0xb88d4fde', kind: 'transfer', tokenType: 'ERC721', parts: ['from', 'to', 'tokenId', 'nothing'] },
  // burn(uint256), of an item
  { selector: '0x42966c68', kind: 'burn', tokenType: 'ERC721', parts: ['tokenId'] },
];

const BYTES = /^0x(?:[0-9a-fA-F]{2})*$/;

/**
 * Compares a call with the intent, argument by argument, and as a whole.
 * @returns the call data in lower case, exactly as the ABI encodes it
 * @throws PersError GUARD_KIND, GUARD_CALL, GUARD_TARGET, GUARD_RECIPIENT, GUARD_TOKEN, GUARD_AMOUNT, GUARD_SHAPE
 */
export function checkCall(value: Plain, intent: Intent, target: string): string {
  if (typeof value !== 'string' || !BYTES.test(value)) return refuse('GUARD_SHAPE', target, 'is not a string of bytes');
  const data = value.toLowerCase();
  const named = calls.filter(({ selector }) => data.startsWith(selector));
  if (named.length === 0) refuse(data === '0x' ? 'GUARD_CALL' : 'GUARD_KIND', target, 'calls a function that is never signed here');
  const call = named.find(({ kind, tokenType }) => kind === intent.kind && tokenType === intent.tokenType);
  if (!call) return refuse('GUARD_CALL', target, 'calls another function than the one intended');

  const types = call.parts.map((name) => parts[name].type);
  const found = decode(types, `0x${data.slice(call.selector.length)}`, target);
  call.parts.forEach((name, index) => {
    if (found[index] !== parts[name].of(intent)) refuse(parts[name].code, `${target}.${name}`, 'is not what was intended');
  });
  // Decoders pass over bytes after the last argument and accept several layouts; exactly one is canonical.
  const canonical = call.selector + AbiCoder.defaultAbiCoder().encode(types, found).slice(2);
  if (canonical !== data) refuse('GUARD_SHAPE', target, 'is not encoded as the ABI prescribes');
  return canonical;
}

function decode(types: readonly ParamType[], data: string, target: string): unknown[] {
  try {
    const values: unknown[] = AbiCoder.defaultAbiCoder().decode(types, data).toArray();
    return values.map((value) => (typeof value === 'string' ? value.toLowerCase() : value));
  } catch {
    return refuse('GUARD_SHAPE', target, 'cannot be decoded');
  }
}
