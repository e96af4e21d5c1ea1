import { amount, min, multiply } from './amounts.js';
import type { TokenRow, TokenUnitRow } from './schema.js';

/** Pieces cannot be split: what a reward of an ERC-721 or ERC-1155 token comes to is cut to whole ones. */
const whole = (value: string): string => value.split('.')[0]!;

/**
 * What a unit comes to: amount x multiplier, at most `maxAmount` (contract, POST /campaigns/claims). Decimal string in whole
 * units, exact; `'0'` when less than one piece of an item is left.
 */
export function rewardAmount(unit: Pick<TokenUnitRow, 'amount' | 'max_amount'>, token: Pick<TokenRow, 'type'>, multiplier: number): string {
  const product = multiplier === 1 ? amount(unit.amount) : multiply(unit.amount, multiplier);
  const capped = unit.max_amount === null ? product : min(product, unit.max_amount);
  return token.type === 'ERC20' ? capped : whole(capped);
}
