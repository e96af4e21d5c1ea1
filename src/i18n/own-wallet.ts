import { isPersError } from '../errors.js';
import type { Strings } from './en.js';
import { ownWalletEn, type OwnWalletStrings } from './en.own-wallet.js';
import { sentenceFor } from './sentences.js';
import type { Texts } from './strings.js';

export type { OwnWalletStrings };

/** Texts of the own wallet in the language of the elements, with the page's own in place of ours. */
export async function loadOwnWalletStrings({ locale, ownWallet }: Pick<Texts, 'locale' | 'ownWallet'>): Promise<OwnWalletStrings> {
  if (!ownWallet && /^en\b/i.test(locale)) return ownWalletEn;
  try {
    const { languages, languageOf, mergeStrings } = await import('./languages.js');
    const texts = await languages[languageOf(locale) ?? '']?.[1]();
    return mergeStrings(texts ?? ownWalletEn, ownWallet);
  } catch {
    // A chunk that cannot be loaded leaves English.
    return ownWalletEn;
  }
}

/** Error → the sentence for a customer. What the guard refuses is one thing to them, whichever part of it was wrong. */
export function ownWalletSentence(error: unknown, texts: OwnWalletStrings, strings: Strings, locale: string): string {
  if (!isPersError(error)) return strings.errors.generic;
  const code = error.code.startsWith('GUARD_') ? 'GUARD' : error.code;
  return Object.hasOwn(texts.errors, code) ? texts.errors[code as keyof typeof texts.errors] : sentenceFor(error, strings, locale);
}
