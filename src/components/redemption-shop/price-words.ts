import { plural } from '../../i18n/text.js';
import type { PersContext } from '../../state/context.js';
import { formatAmount } from '../shared/format.js';

/** `1 point`, `300 points`, or that it is free. */
export function priceWords({ strings, locale }: PersContext, amount: string): string {
  return amount === '0' ? strings.shop.free : plural(strings.shop.price, Number(amount), locale, { count: formatAmount(amount, locale) });
}
