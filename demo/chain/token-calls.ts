import { Interface } from 'ethers';
import type { Call } from './relayer.js';

/** So much of one token. Names are those of the contract's `Transaction`. */
export interface TokenAmount {
  readonly tokenType: 'ERC20' | 'ERC1155' | 'ERC721';
  readonly tokenAddress: string;
  /** Kind of reward (ERC-1155) or single token (ERC-721); of no meaning for ERC-20. */
  readonly contractTokenId: bigint | null;
  /** Units of 10^-18 for ERC-20, pieces for ERC-1155; an ERC-721 token is always one. */
  readonly amount: bigint;
}

const standards = {
  ERC20: {
    abi: new Interface(['function mint(address,uint256)', 'function transfer(address,uint256)', 'function burn(uint256)']),
    mint: (to: string, _id: bigint, amount: bigint) => ['mint', to, amount],
    transfer: (_from: string, to: string, _id: bigint, amount: bigint) => ['transfer', to, amount],
    burn: (_from: string, _id: bigint, amount: bigint) => ['burn', amount],
  },
  ERC1155: {
    abi: new Interface([
      'function mint(address,uint256,uint256)',
      'function safeTransferFrom(address,address,uint256,uint256,bytes)',
      'function burn(address,uint256,uint256)',
    ]),
    mint: (to: string, id: bigint, amount: bigint) => ['mint', to, id, amount],
    transfer: (from: string, to: string, id: bigint, amount: bigint) => ['safeTransferFrom', from, to, id, amount, '0x'],
    burn: (from: string, id: bigint, amount: bigint) => ['burn', from, id, amount],
  },
  ERC721: {
    abi: new Interface(['function mint(address,uint256)', 'function safeTransferFrom(address,address,uint256)', 'function burn(uint256)']),
    mint: (to: string, id: bigint) => ['mint', to, id],
    transfer: (from: string, to: string, id: bigint) => ['safeTransferFrom', from, to, id],
    burn: (_from: string, id: bigint) => ['burn', id],
  },
};

/** Call of the token's owner that creates tokens at `to`. */
export function mintCall(token: TokenAmount, to: string): Call {
  return call(token, standards[token.tokenType].mint(to, idOf(token), token.amount));
}

/** Call of the holder `from` that moves tokens to `to`. */
export function transferCall(token: TokenAmount, from: string, to: string): Call {
  return call(token, standards[token.tokenType].transfer(from, to, idOf(token), token.amount));
}

/** Call of the holder `from` that destroys tokens. */
export function burnCall(token: TokenAmount, from: string): Call {
  return call(token, standards[token.tokenType].burn(from, idOf(token), token.amount));
}

/** @throws Error when more or less than one of a single token is asked for. */
function idOf({ tokenType, contractTokenId, amount }: TokenAmount): bigint {
  if (tokenType === 'ERC20') return 0n;
  if (contractTokenId === null) throw new Error(`${tokenType} tokens have an id.`);
  if (tokenType === 'ERC721' && amount !== 1n) throw new Error('An ERC721 token is one; it has no other amount.');
  return contractTokenId;
}

function call({ tokenType, tokenAddress }: TokenAmount, [method, ...args]: unknown[]): Call {
  return { to: tokenAddress, data: standards[tokenType].abi.encodeFunctionData(method as string, args) };
}
