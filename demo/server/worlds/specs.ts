import type { TokenRow } from '../schema.js';

/**
 * What a world says about a thing; everything left out gets the plainest value. Pictures are names of files in `demo/pictures`;
 * a value with a colon is taken as a whole URL, good or bad.
 */

export interface TokenSpec {
  name: string;
  symbol: string;
  type?: 'ERC20' | 'ERC721' | 'ERC1155';
  active?: boolean;
}

export interface ItemSpec {
  name: string;
  description?: string;
  picture?: string;
  link?: string;
  /** Days from now; negative: expired. */
  expiresIn?: number;
}

/** A portion: token and amount, for items with the item's number, for rewards that scale with their ceiling. */
export interface UnitSpec {
  token: TokenRow;
  amount: string;
  item?: number;
  max?: string;
}

export interface BusinessSpec {
  name: string;
  legalName?: string;
  short: string;
  description?: string;
  picture?: string;
  website?: string;
  email?: string;
  street?: string;
  city?: string;
  postalCode?: string;
  /** Degrees. */
  at?: readonly [latitude: number, longitude: number];
  kind?: { id: number; name: string; code: string };
  active?: boolean;
}

export interface PersonSpec {
  name: string;
  email?: string;
  externalId?: string;
  customData?: object;
  publicProfile?: object;
}

export interface LevelSpec {
  id: number;
  name: string;
  description: string;
  from: string;
  discount: number;
  picture: string;
}

export interface TriggerSpec {
  name?: string;
  description?: string;
  by?: 'USER' | 'BUSINESS' | 'SYSTEM';
  perDay?: number;
  perUser?: number;
  cooldownSeconds?: number;
  withinMetres?: number;
  needs?: readonly string[];
  maxMultiplier?: number;
  threshold?: number;
  conditions?: readonly { type: string; key: string; value?: unknown }[];
}

export interface CampaignSpec {
  name: string;
  description?: string;
  picture?: string;
  link?: string;
  gives: readonly UnitSpec[];
  tags?: readonly string[];
  /** Days from now. */
  startsIn?: number;
  endsIn?: number;
  active?: boolean;
  countries?: readonly string[];
  /** Null: nobody can claim. */
  trigger?: TriggerSpec | null;
  /** Businesses that take part, by their key. */
  at?: readonly { business: string; text?: string; perUser?: number; perDay?: number; link?: string }[];
  /** Codes that must be scanned. */
  codes?: readonly { name: string; business?: string; active?: boolean }[];
}

export interface OfferSpec {
  name: string;
  description?: string;
  picture?: string;
  price: string;
  type?: number;
  gives?: readonly UnitSpec[];
  /** Pieces left and in all; left out: unlimited. */
  stock?: readonly [available: number, total: number];
  perUser?: number;
  /** Least level, by id. */
  level?: number;
  countries?: readonly string[];
  tags?: readonly string[];
  active?: boolean;
}
