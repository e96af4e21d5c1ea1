import { amount, compare, multiply, subtract } from './amounts.js';
import type { StatusTypeRow } from './schema.js';

/** Levels held with the summed balance of each level's own tokens, from lowest to highest. */
export function levelsHeld(levels: readonly StatusTypeRow[], balanceOf: (level: StatusTypeRow) => string): StatusTypeRow[] {
  return levels
    .filter((level) => compare(balanceOf(level), level.min_token_balance) >= 0)
    .sort((a, b) => compare(a.min_token_balance, b.min_token_balance) || a.id - b.id);
}

/**
 * The price that is charged: credit amount less the discount of the highest level held. Exact; what the credit token cannot
 * express is cut off, in the customer's favour (10 % off 0.05 of a token with two decimals costs 0.04).
 *
 * @param creditTokenAmount decimal string, whole units.
 * @param decimals of the credit token; null: 18.
 */
export function chargedPrice(creditTokenAmount: string, highest: StatusTypeRow | null, decimals: number | null): string {
  const percent = subtract('100', amount(highest?.discount_percentage ?? 0));
  const exact = multiply(multiply(creditTokenAmount, percent), '0.01');
  const [units = '0', fraction = ''] = exact.split('.');
  return amount(`${units}.${fraction.slice(0, decimals ?? 18)}0`.replace(/(\.\d{18})0$/, '$1'));
}
