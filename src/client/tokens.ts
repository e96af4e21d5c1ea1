import { amount, amountOrNull, address, boolean, dateTime, httpsUrl, integer, list, reader, text, word } from './normalize.js';
import type { Amount } from './amount.js';
import type { CallOptions, Client } from './client.js';
import type { components } from './schema.js';

/** Token standard; the set is open. Points are ERC20, rewards and badges ERC721 or ERC1155. */
export type TokenType = 'ERC20' | 'ERC721' | 'ERC1155' | (string & {});

/** One item of a reward or status token (contract, `TokenMetadata`). */
export interface TokenItem {
  readonly id: string;
  /** The number other modules call `tokenMetadataIncrementalId`. */
  readonly incrementalId: number | null;
  readonly name: string;
  readonly description: string;
  /** https URL or null. */
  readonly imageUrl: string | null;
  readonly externalUrl: string | null;
  /** ISO 8601 UTC or null: does not expire. */
  readonly expiryDate: string | null;
}

/** A token of the tenant. Nothing documented says whether it is a credit, reward or status token. */
export interface Token {
  readonly id: string;
  readonly contractAddress: string;
  readonly chainId: number | null;
  readonly name: string;
  readonly symbol: string;
  /** ERC20 only. */
  readonly decimals: number | null;
  readonly type: TokenType;
  readonly isActive: boolean;
  readonly isGallery: boolean;
  readonly items: readonly TokenItem[];
}

/** A portion of a token that a campaign or redemption gives. */
export interface TokenUnit {
  readonly id: string;
  readonly token: Token;
  /** The item that is given, or null for points. */
  readonly item: TokenItem | null;
  readonly amount: Amount;
  readonly maxAmount: Amount | null;
}

/** The active tokens of the tenant, public (contract `listTokens`). @throws PersError INVALID_PROJECT_KEY */
export async function listTokens(client: Client, options?: CallOptions): Promise<readonly Token[]> {
  return list(await client.request({ ...options, path: '/tokens' }), toToken);
}

export function toToken(raw: unknown): Token | null {
  const read = reader<components['schemas']['Token']>(raw);
  const id = text(read('id'));
  const contractAddress = address(read('contractAddress')) ?? '';
  if (!id && !contractAddress) return null;
  return {
    id,
    contractAddress,
    chainId: integer(read('chainId')),
    name: text(read('name')),
    symbol: text(read('symbol')),
    decimals: integer(read('decimals')),
    type: word(read('type')),
    isActive: boolean(read('isActive'), true),
    isGallery: boolean(read('isGallery')),
    items: list(read('metadata'), toTokenItem),
  };
}

function toTokenItem(raw: unknown): TokenItem | null {
  const read = reader<components['schemas']['TokenMetadata']>(raw);
  const id = text(read('id'));
  const incrementalId = integer(read('incrementalId'));
  if (!id && incrementalId === null) return null;
  return {
    id,
    incrementalId,
    name: text(read('name')),
    description: text(read('description')),
    imageUrl: httpsUrl(read('imageUrl')),
    externalUrl: httpsUrl(read('externalUrl')),
    expiryDate: dateTime(read('expiryDate')),
  };
}

export function toTokenUnit(raw: unknown): TokenUnit | null {
  const read = reader<components['schemas']['TokenUnit']>(raw);
  const token = toToken(read('token'));
  return (
    token && {
      id: text(read('id')),
      token,
      item: itemOf(token, read('tokenMetadataIncrementalId')),
      amount: amount(read('amount')),
      maxAmount: amountOrNull(read('maxAmount')),
    }
  );
}

/** The item of `token` that a unit or balance names, or null: points, or an item that the answer does not describe. */
export function itemOf(token: Token, incrementalId: unknown): TokenItem | null {
  const wanted = integer(incrementalId);
  return token.items.find((item) => wanted !== null && item.incrementalId === wanted) ?? null;
}
