import { formatAmount, formatList } from './format.js';
import type { TokenUnit } from '../../client/tokens.js';
import type { Received } from '../../events.js';
import type { PersContext } from '../../state/context.js';
import { text } from '../../i18n/text.js';

/** Letters of a right-to-left script, and the invisible signs that turn the direction of what follows. */
const TURNS = /[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufefc]/;

/** A foreign name as it may stand inside a sentence of ours: it cannot turn the direction of the words around it. */
export function isolated(name: string, { direction }: PersContext): string {
  return direction === 'rtl' || TURNS.test(name) ? `\u2068${name}\u2069` : name;
}

/** `50 Harbour Points`, `Coffee voucher`, `2 Coffee vouchers`: one thing is not counted. */
function portion(pers: PersContext, name: string, amount: string, item: boolean): string {
  const shown = isolated(name, pers);
  return item && amount === '1' ? shown : text(pers.strings.common.amount, { amount: formatAmount(amount, pers.locale), name: shown });
}

/** What a campaign or an offer gives, in words. Empty when it gives nothing that has a name. */
export function gives(pers: PersContext, units: readonly TokenUnit[]): string {
  const words = units.map(({ token, item, amount }) => portion(pers, item?.name || token.name, amount, token.type !== 'ERC20'));
  return formatList(words, pers.locale);
}

/** What arrived, in words. */
export function receivedWords(pers: PersContext, received: readonly Received[]): string {
  // An image belongs to items only; points are always counted.
  return formatList(
    received.map(({ name, amount, imageUrl }) => portion(pers, name, amount, imageUrl !== null)),
    pers.locale,
  );
}
