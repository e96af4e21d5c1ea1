import { en, type Strings } from './en.js';
import type { OwnWalletStrings } from './en.own-wallet.js';
import { lacking, mergeStrings, unknown } from './overrides.js';
import type { StringOverrides, Texts } from './strings.js';

export { mergeStrings };

/** The texts of one language: of all elements, and of the customer's own wallet. */
type Language = readonly [strings: () => Promise<Strings>, ownWallet: () => Promise<OwnWalletStrings>];

/** Languages beside English. Each text is a chunk of its own, loaded when a page speaks it. */
export const languages: Readonly<Record<string, Language>> = {
  ar: [async () => (await import('./ar.js')).ar, async () => (await import('./ar.own-wallet.js')).ownWalletAr],
  ca: [async () => (await import('./ca.js')).ca, async () => (await import('./ca.own-wallet.js')).ownWalletCa],
  de: [async () => (await import('./de.js')).de, async () => (await import('./de.own-wallet.js')).ownWalletDe],
  es: [async () => (await import('./es.js')).es, async () => (await import('./es.own-wallet.js')).ownWalletEs],
  fr: [async () => (await import('./fr.js')).fr, async () => (await import('./fr.own-wallet.js')).ownWalletFr],
  he: [async () => (await import('./he.js')).he, async () => (await import('./he.own-wallet.js')).ownWalletHe],
  it: [async () => (await import('./it.js')).it, async () => (await import('./it.own-wallet.js')).ownWalletIt],
  ja: [async () => (await import('./ja.js')).ja, async () => (await import('./ja.own-wallet.js')).ownWalletJa],
  nl: [async () => (await import('./nl.js')).nl, async () => (await import('./nl.own-wallet.js')).ownWalletNl],
  pl: [async () => (await import('./pl.js')).pl, async () => (await import('./pl.own-wallet.js')).ownWalletPl],
  pt: [async () => (await import('./pt.js')).pt, async () => (await import('./pt.own-wallet.js')).ownWalletPt],
  tr: [async () => (await import('./tr.js')).tr, async () => (await import('./tr.own-wallet.js')).ownWalletTr],
  'zh-Hans': [async () => (await import('./zh-Hans.js')).zhHans, async () => (await import('./zh-Hans.own-wallet.js')).ownWalletZhHans],
};

/** Texts in the first of `tags` that we speak, else in English, with the page's own in place of ours. */
export async function choose(
  tags: readonly string[],
  overrides: StringOverrides | undefined,
  tell: (line: string) => void = () => undefined,
): Promise<Texts> {
  const own = localeOf(overrides?.language ?? '');
  const locale = (own ? [own] : tags.map(localeOf)).find((tag) => tag && languageOf(tag));
  const strings = (locale && (await languages[languageOf(locale)!]?.[0]())) || en;
  if (overrides) advise(overrides, !own || !!locale, tell);
  const spoken = own ?? locale ?? 'en';
  return {
    strings: mergeStrings(strings, overrides),
    locale: spoken,
    direction: directionOf(spoken),
    ...(overrides?.ownWallet && { ownWallet: overrides.ownWallet }),
  };
}

/** Our name of the language of `tag`, or null: the same language in the same script, wherever it is spoken. */
export function languageOf(tag: string): string | null {
  const { language, script } = new Intl.Locale(tag).maximize();
  if (language !== new Intl.Locale(tag).language) return null;
  return (
    ['en', ...Object.keys(languages)].find((name) => {
      const ours = new Intl.Locale(name).maximize();
      return ours.language === language && ours.script === script;
    }) ?? null
  );
}

/** The tag as `Intl` writes it (`iw` is `he`), or null when it is none. */
function localeOf(tag: string): string | null {
  try {
    return new Intl.Locale(tag).toString();
  } catch {
    return null;
  }
}

/** Direction of a language tag: that of its script, which is known for every language. */
export function directionOf(tag: string): 'ltr' | 'rtl' {
  return /^(Adlm|Arab|Aran|Hebr|Nkoo|Syrc|Thaa)$/.test(new Intl.Locale(tag).maximize().script ?? '') ? 'rtl' : 'ltr';
}

/** Says which sentences of the page have no place here, and which are missing in a language that only the page has. */
function advise({ language, ownWallet: _, ...own }: StringOverrides, ours: boolean, tell: (line: string) => void): void {
  const misspelt = unknown(en, own);
  if (misspelt.length > 0) tell(`strings: there is no ${misspelt.join(', ')}.`);
  const missing = ours ? [] : lacking(en, own);
  if (missing.length > 0) tell(`strings in "${language}" lack ${missing.join(', ')}: English stands in.`);
}
