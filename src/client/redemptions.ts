import type { Amount } from './amount.js';
import type { TokenUnit } from './tokens.js';
import type { UserStatusType } from './users.js';

/** Kind of redemption. */
export interface RedemptionType {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly imageUrl: string | null;
}

/** An offer: what a user gets for credit tokens. */
export interface Redemption {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly imageUrl: string | null;
  readonly isActive: boolean;
  /** Price in credit tokens, before a status discount. */
  readonly creditTokenAmount: Amount;
  readonly type: RedemptionType | null;
  readonly tokenUnits: readonly TokenUnit[];
  readonly order: number | null;
  /** Pieces; null: unlimited. */
  readonly supply: { readonly available: number; readonly total: number | null } | null;
  readonly maxPerUser: number | null;
  /** Least level needed; null: everyone. */
  readonly minUserStatusType: UserStatusType | null;
  readonly countryCodeRestrictions: readonly string[];
  readonly tags: readonly string[];
}
