import { en } from '../../src/i18n/en.js';
import { ownWalletEn } from '../../src/i18n/en.own-wallet.js';
import { languages } from '../../src/i18n/languages.js';

/** Sentences of one place: one, or one per plural category. */
type Place = Readonly<Record<string, string>>;

/** `claim.again` → its sentences; a single one is `{ '': sentence }`. */
function places(texts: object, path = ''): [string, Place][] {
  return Object.entries(texts).flatMap(([key, value]: [string, string | Place]): [string, Place][] => {
    if (typeof value === 'string') return [[path + key, { '': value }]];
    return 'other' in value ? [[path + key, value]] : places(value, `${path}${key}.`);
  });
}

interface Language {
  readonly tag: string;
  readonly strings: typeof en;
  readonly places: ReadonlyMap<string, Place>;
}

const language = (tag: string, strings: object, ownWallet: object): Language => ({
  tag,
  strings: strings as typeof en,
  places: new Map([...places(strings), ...places({ ownWallet })]),
});

export const english = language('en', en, ownWalletEn);

/** Every language beside English, as a page loads it. */
export const others = await Promise.all(
  Object.entries(languages).map(async ([tag, [strings, ownWallet]]) => language(tag, await strings(), await ownWallet())),
);

/** `[place, sentence]` of every sentence. */
export const sentences = (of: Language): [string, string][] =>
  [...of.places].flatMap(([path, place]) => Object.values(place).map((sentence): [string, string] => [path, sentence]));
