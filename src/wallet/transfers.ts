import { AbiCoder, id } from 'ethers';

/** One movement of tokens, as a token contract logs it. Addresses in lower case, amounts in base units. */
export interface Move {
  readonly from: string;
  readonly to: string;
  /** Null for ERC-20. */
  readonly tokenId: bigint | null;
  readonly amount: bigint;
}

/** A log of a receipt whose shape was checked. */
export interface Log {
  readonly address: string;
  readonly topics: readonly string[];
  readonly data: string;
}

export const NOBODY = `0x${'0'.repeat(40)}`;

const TRANSFER = id('Transfer(address,address,uint256)');
const SINGLE = id('TransferSingle(address,address,address,uint256,uint256)');
const BATCH = id('TransferBatch(address,address,address,uint256[],uint256[])');
const WORD = /^0x[0-9a-fA-F]{64}$/;
const BYTES = /^0x(?:[0-9a-fA-F]{2}){0,50000}$/;

/** The movements of the three token standards in one log (ERC-20 and ERC-721 share a name, told apart by their topics); others give none. */
export function movesOf({ topics, data }: Log, tokenType: string): readonly Move[] {
  const [name, first = '', second = '', third = ''] = topics;
  try {
    if (tokenType === 'ERC20' && name === TRANSFER && topics.length === 3) {
      const [amount] = decode(['uint256'], data) as [bigint];
      return [{ from: account(first), to: account(second), tokenId: null, amount }];
    }
    if (tokenType === 'ERC721' && name === TRANSFER && topics.length === 4) {
      return [{ from: account(first), to: account(second), tokenId: BigInt(third), amount: 1n }];
    }
    if (tokenType === 'ERC1155' && name === SINGLE && topics.length === 4) {
      const [tokenId, amount] = decode(['uint256', 'uint256'], data) as [bigint, bigint];
      return [{ from: account(second), to: account(third), tokenId, amount }];
    }
    if (tokenType === 'ERC1155' && name === BATCH && topics.length === 4) {
      const [ids, amounts] = decode(['uint256[]', 'uint256[]'], data) as [bigint[], bigint[]];
      if (ids.length !== amounts.length) return [];
      return [...ids].map((tokenId, index) => ({ from: account(second), to: account(third), tokenId, amount: amounts[index]! }));
    }
  } catch {
    // Another contract may use the name for something else.
  }
  return [];
}

/** A log of the node's answer, or null. */
export function toLog(raw: unknown): Log | null {
  if (typeof raw !== 'object' || raw === null) return null;
  const { address, topics, data } = raw as Record<string, unknown>;
  if (typeof address !== 'string' || typeof data !== 'string' || !BYTES.test(data)) return null;
  if (!Array.isArray(topics) || !topics.every((topic): topic is string => typeof topic === 'string' && WORD.test(topic))) return null;
  return { address: address.toLowerCase(), topics: topics.map((topic) => topic.toLowerCase()), data };
}

function decode(types: readonly string[], data: string): unknown[] {
  return AbiCoder.defaultAbiCoder().decode(types, data).toArray();
}

/** An indexed address: twelve zero bytes, then twenty of its own. */
function account(topic: string): string {
  if (!/^0x0{24}/.test(topic)) throw new RangeError('not an address');
  return `0x${topic.slice(26)}`;
}
