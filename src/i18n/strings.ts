import { en, type Plural, type Strings } from './en.js';
import type { OwnWalletStrings } from './en.own-wallet.js';

/** Texts of the page's own, any part of them. A plural may be given as one sentence. */
export type StringOverrides = DeepPartial<Strings> & {
  /** BCP 47 tag of these texts: numbers, dates and direction follow it, and what they leave open is said in it where we have it. */
  readonly language?: string;
  /** Texts of the customer's own wallet. */
  readonly ownWallet?: DeepPartial<OwnWalletStrings>;
};

type DeepPartial<T> = T extends string ? string : T extends Plural ? string | Plural : { readonly [K in keyof T]?: DeepPartial<T[K]> };

/** Everything that follows from the choice of a language. */
export interface Texts {
  readonly strings: Strings;
  /** BCP 47 tag that numbers and dates take, with the customer's region: a page in `es-MX` has Mexican dates. */
  readonly locale: string;
  readonly direction: 'ltr' | 'rtl';
  /** The page's own texts of the wallet, which is not loaded yet. */
  readonly ownWallet?: StringOverrides['ownWallet'];
}

/** English as it is here without waiting. */
export const english = (locale = 'en'): Texts => ({ strings: en, locale, direction: 'ltr' });

/**
 * Texts in the first of `tags` that we speak, else in English. Plain English is here; the other languages, how they are chosen and
 * how a page's own sentences get into them come in a chunk (`languages.ts`). When that cannot be loaded there is English.
 *
 * @param tell what the developer of the page should know about its texts, a line each
 */
export async function loadStrings(
  tags: string | readonly string[],
  overrides?: StringOverrides,
  tell?: (line: string) => void,
): Promise<Texts> {
  const wanted = [tags].flat();
  if (!overrides && /^en\b/i.test(wanted[0]!)) return english(wanted[0]);
  try {
    return await (await import('./languages.js')).choose(wanted, overrides, tell);
  } catch {
    return english();
  }
}
