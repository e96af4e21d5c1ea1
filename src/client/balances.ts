import type { Amount } from './amount.js';
import type { Token, TokenItem } from './tokens.js';

/** What one address holds of one token, or of one item of it. */
export interface Balance {
  readonly accountAddress: string;
  readonly token: Token;
  readonly item: TokenItem | null;
  readonly contractTokenId: string | null;
  readonly amount: Amount;
}
