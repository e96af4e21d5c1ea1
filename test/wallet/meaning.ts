import { isDeepStrictEqual } from 'node:util';
import { parseUnits } from 'ethers';
import type { GuardedRequest } from '../../src/wallet/guard.js';
import type { TransferIntent } from '../../src/wallet/intent.js';
import type { RawTransaction } from '../../src/wallet/raw-transaction.js';
import type { TypedData } from '../../src/wallet/typed-data.js';
import { abi, NOW } from './honest.js';

/**
 * What a chain would make of a request, found without the guard's code: the call is parsed by the contracts' own interface.
 * True when that is the intent, and nothing beside it.
 */
export function meansTheIntent(request: GuardedRequest, intent: TransferIntent): boolean {
  const typed = request.type === 'EIP-712' ? (request.payload as TypedData) : null;
  const { to, data, value } = typed ? typed.message : (request.payload as RawTransaction);
  const sender = typed ? typed.domain.verifyingContract : (request.payload as RawTransaction).from;
  const chain = typed ? typed.domain.chainId : Number((request.payload as RawTransaction).chainId);
  const until = typed ? Number(typed.message.deadline) * 1000 : NOW + 1;
  const inTime = until > NOW && until <= NOW + 3_600_000;
  const holder = intent.wallet ?? intent.signer;
  return (
    inTime &&
    Number(value) === 0 &&
    chain === intent.chainId &&
    same(to, intent.tokenAddress) &&
    same(sender, holder) &&
    same(request.signer, intent.signer) &&
    callMeans(data, intent)
  );
}

function callMeans(data: string, intent: TransferIntent): boolean {
  const call = abi.parseTransaction({ data });
  if (!call || abi.encodeFunctionData(call.fragment, call.args) !== data) return false;
  const amount = parseUnits(intent.amount, intent.decimals);
  const id = intent.tokenId === null ? null : BigInt(intent.tokenId);
  const moved = [intent.from, intent.to];
  const wanted: Record<string, readonly (readonly unknown[])[]> = {
    'ERC20 transfer': [['transfer(address,uint256)', intent.to, amount]],
    'ERC20 burn': [['burn(uint256)', amount]],
    'ERC1155 transfer': [['safeTransferFrom(address,address,uint256,uint256,bytes)', ...moved, id, amount, '0x']],
    'ERC1155 burn': [['burn(address,uint256,uint256)', intent.from, id, amount]],
    'ERC721 transfer': [
      ['safeTransferFrom(address,address,uint256)', ...moved, id],
      ['safeTransferFrom(address,address,uint256,bytes)', ...moved, id, '0x'],
    ],
    'ERC721 burn': [['burn(uint256)', id]],
  };
  const found = [call.signature, ...call.args.toArray().map((value: unknown) => (typeof value === 'string' ? value.toLowerCase() : value))];
  return (wanted[`${intent.tokenType} ${intent.kind}`] ?? []).some((one) => isDeepStrictEqual(found, one));
}

function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
