import {
  address,
  amount,
  amountOrNull,
  boolean,
  dateTime,
  field,
  httpsUrl,
  integer,
  list,
  pick,
  text,
  unlessFalse,
  word,
  type Shape,
} from './normalize.js';
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

const tokenShape = {
  id: text,
  contractAddress: (value: unknown) => address(value) ?? '',
  chainId: integer,
  name: text,
  symbol: text,
  decimals: integer,
  type: word,
  isActive: unlessFalse,
  isGallery: boolean,
} satisfies Shape<components['schemas']['Token']>;

export function toToken(raw: unknown): Token | null {
  const token = pick(raw, tokenShape);
  return token.id || token.contractAddress ? { ...token, items: list(field(raw, 'metadata'), toTokenItem) } : null;
}

const itemShape = {
  id: text,
  incrementalId: integer,
  name: text,
  description: text,
  imageUrl: httpsUrl,
  externalUrl: httpsUrl,
  expiryDate: dateTime,
} satisfies Shape<components['schemas']['TokenMetadata']>;

function toTokenItem(raw: unknown): TokenItem | null {
  const item = pick(raw, itemShape);
  return item.id || item.incrementalId !== null ? item : null;
}

const unitShape = { id: text, amount, maxAmount: amountOrNull } satisfies Shape<components['schemas']['TokenUnit']>;

export function toTokenUnit(raw: unknown): TokenUnit | null {
  const token = toToken(field(raw, 'token'));
  return token && { ...pick(raw, unitShape), token, item: itemOf(token, field(raw, 'tokenMetadataIncrementalId')) };
}

/** The item of `token` that a unit or balance names, or null: points, or an item that the answer does not describe. */
export function itemOf(token: Token, incrementalId: unknown): TokenItem | null {
  const wanted = integer(incrementalId);
  return token.items.find((item) => wanted !== null && item.incrementalId === wanted) ?? null;
}
