import { isPersError } from '../errors.js';
import type { Strings } from './en.js';
import { ownWalletEn, type OwnWalletStrings } from './en.own-wallet.js';
import { sentenceFor } from './sentences.js';

export type { OwnWalletStrings };

/** Languages beside English, each a chunk of its own. */
const languages: Readonly<Record<string, () => Promise<OwnWalletStrings>>> = {
  es: async () => (await import('./es.own-wallet.js')).ownWalletEs,
};

/** Texts of the own wallet for a language tag: its language, else English. */
export async function loadOwnWalletStrings(locale: string): Promise<OwnWalletStrings> {
  const language = locale.split('-')[0]!.toLowerCase();
  try {
    return Object.hasOwn(languages, language) ? await languages[language]!() : ownWalletEn;
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
