import type { Amount } from './amount.js';

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
