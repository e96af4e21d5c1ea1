import type { Amount } from './amount.js';
import type { CallOptions, Client } from './client.js';
import { orMissing } from './missing.js';
import {
  amountOrNull,
  field,
  httpsUrl,
  integer,
  isObject,
  list,
  number,
  pickWithId,
  required,
  text,
  texts,
  unlessFalse,
  type Shape,
} from './normalize.js';
import { pageQuery, toPage, type Page, type PageQuery } from './page.js';
import type { components } from './schema.js';
import { toTokenUnit, type TokenUnit } from './tokens.js';
import { toStatusType, type UserStatusType } from './users.js';

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

/** Active offers, in their order, public (contract `listRedemptions`). @throws PersError INVALID_PROJECT_KEY */
export async function listRedemptions(client: Client, query?: PageQuery, options?: CallOptions): Promise<Page<Redemption>> {
  return toPage(await client.request({ ...options, path: '/redemptions', query: pageQuery(query) }), toRedemption, query);
}

/** One offer, public (contract `getRedemption`). @throws PersError REDEMPTION_NOT_FOUND */
export async function getRedemption(client: Client, id: string, options?: CallOptions): Promise<Redemption> {
  return required(toRedemption(await client.request({ ...options, path: `/redemptions/${encodeURIComponent(id)}` })), 'getRedemption');
}

/** Pieces left, or null: unlimited, or not told (contract `getAvailableSupply`). @throws PersError REDEMPTION_NOT_FOUND */
export async function getAvailableSupply(client: Client, id: string, options?: CallOptions): Promise<number | null> {
  const answer = await client.request({ ...options, path: `/redemptions/${encodeURIComponent(id)}/available-supply` });
  return integer(isObject(answer) ? (field(answer, 'available') ?? field(answer, 'availableSupply')) : answer);
}

/** Kinds of offer, public; empty where the API has none (contract `listRedemptionTypes`). */
export async function listRedemptionTypes(client: Client, options?: CallOptions): Promise<readonly RedemptionType[]> {
  return list(await orMissing(client.request({ ...options, path: '/redemptions/types' }), []), toRedemptionType);
}

const redemptionShape = {
  id: text,
  name: text,
  description: text,
  imageUrl: httpsUrl,
  isActive: unlessFalse,
  creditTokenAmount: amountOrNull,
  type: toRedemptionType,
  tokenUnits: (value: unknown) => list(value, toTokenUnit),
  order: number,
  maxPerUser: number,
  minUserStatusType: toStatusType,
  countryCodeRestrictions: texts,
  tags: texts,
} satisfies Shape<components['schemas']['Redemption']>;

/** An offer whose price cannot be read is left out: it must not look free. */
export function toRedemption(raw: unknown): Redemption | null {
  const redemption = pickWithId(raw, redemptionShape);
  if (!redemption || redemption.creditTokenAmount === null) return null;
  return { ...redemption, creditTokenAmount: redemption.creditTokenAmount, supply: toSupply(raw) };
}

/** `supply`, or the two flat properties that version 1.8 had. */
function toSupply(raw: unknown): Redemption['supply'] {
  const supply = field(raw, 'supply');
  const available = integer(field(supply, 'available') ?? field(raw, 'availableSupply'));
  return available === null ? null : { available, total: integer(field(supply, 'total') ?? field(raw, 'maxTotalSupply')) };
}

const redemptionTypeShape = { id: text, name: text, description: text, imageUrl: httpsUrl } satisfies Shape<
  components['schemas']['RedemptionType']
>;

function toRedemptionType(raw: unknown): RedemptionType | null {
  return pickWithId(raw, redemptionTypeShape);
}
