import { compare, toWire } from './amounts.js';
import { countryAllowed, jsonArray } from './eligibility.js';
import { Problem } from './problems.js';
import type { RedemptionRow, StatusTypeRow } from './schema.js';

/** Everything that decides about one redeem. Amounts are decimal strings in whole units. */
export interface RedeemCheck {
  readonly redemption: RedemptionRow;
  /** Redeems of the caller before this one; failed ones do not count. */
  readonly earlier: number;
  /** The least level needed, in the shape of the contract and as it is stored; null: everyone. */
  readonly minLevel: StatusTypeRow | null;
  /** From lowest to highest. */
  readonly levelsHeld: readonly StatusTypeRow[];
  readonly countryCode: string | null;
  /** Price after the discount. */
  readonly price: string;
  /** Points that can be spent now. */
  readonly available: string;
}

type RedeemRule = (check: RedeemCheck) => Problem | null;

const active: RedeemRule = ({ redemption }) => (redemption.is_active ? null : new Problem('REDEMPTION_INACTIVE'));

const stock: RedeemRule = ({ redemption }) =>
  redemption.available_supply === null || redemption.available_supply > 0 ? null : new Problem('REDEMPTION_SOLD_OUT', 'Nothing is left.');

const perUser: RedeemRule = ({ redemption: { max_per_user: limit }, earlier }) =>
  limit === null || earlier < limit ? null : new Problem('REDEEM_LIMIT_PER_USER', `All ${limit} are used up.`, { limit });

const level: RedeemRule = ({ minLevel, levelsHeld }) => {
  if (!minLevel || levelsHeld.some((held) => held.id === minLevel.id)) return null;
  const minUserStatusType = { id: minLevel.id, name: minLevel.name, minTokenBalance: Number(minLevel.min_token_balance) };
  return new Problem('STATUS_REQUIRED', `${minLevel.name} level is needed.`, { minUserStatusType });
};

const country: RedeemRule = ({ redemption, countryCode }) =>
  countryAllowed(jsonArray(redemption.country_code_restrictions), countryCode)
    ? null
    : new Problem('REDEEM_COUNTRY_RESTRICTED', undefined, { countryCode });

const balance: RedeemRule = ({ price, available }) =>
  compare(available, price) >= 0
    ? null
    : new Problem('INSUFFICIENT_BALANCE', `${price} points are needed, ${available} are there.`, {
        required: toWire(price),
        available: toWire(available),
      });

/** The contract's order (POST /redemptions/redeems), after session and existence. */
const RULES: readonly RedeemRule[] = [active, stock, perUser, level, country, balance];

/** Whether the redeem may be made. Changes nothing. @throws Problem of the first rule that forbids it. */
export function checkRedeem(check: RedeemCheck): void {
  for (const rule of RULES) {
    const problem = rule(check);
    if (problem) throw problem;
  }
}
