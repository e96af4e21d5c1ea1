import { en, type Plural, type Strings } from './en.js';

/** Texts of the page's own, any part of them. A plural may be given as one sentence. */
export type StringOverrides = DeepPartial<Strings> & {
  /** BCP 47 tag of these texts, for a language that we do not bring: numbers, dates and direction follow it. */
  readonly language?: string;
};

type DeepPartial<T> = T extends string ? string : T extends Plural ? string | Plural : { readonly [K in keyof T]?: DeepPartial<T[K]> };

/** Languages beside English. Each is a chunk of its own, loaded when a page speaks it. */
const languages: Readonly<Record<string, () => Promise<Strings>>> = {
  es: async () => (await import('./es.js')).es,
};

/**
 * Texts for a language tag: its language, else English. `locale` is the tag that numbers and dates take: the one asked for
 * when we have its language, so that a page in `es-MX` has Mexican dates. A chunk that cannot be loaded leaves English.
 */
export async function loadStrings(
  locale: string,
  overrides?: StringOverrides,
): Promise<{ readonly strings: Strings; readonly locale: string }> {
  const language = locale.split('-')[0]!.toLowerCase();
  let strings: Strings = en;
  let spoken = language === 'en' ? locale : 'en';
  const load = Object.hasOwn(languages, language) ? languages[language] : undefined;
  try {
    if (load) [strings, spoken] = [await load(), locale];
  } catch {
    // The page stays usable in English.
  }
  return { strings: mergeStrings(strings, overrides), locale: overrides?.language || spoken };
}

/** `strings` with the page's own sentences in place of ours. What we have no place for is left out, and so is what is not text. */
export function mergeStrings(strings: Strings, overrides: StringOverrides | undefined): Strings {
  return overrides ? (merge(strings, overrides) as unknown as Strings) : strings;
}

interface Texts {
  readonly [key: string]: string | Texts;
}

const CATEGORIES = ['zero', 'one', 'two', 'few', 'many', 'other'];

function merge(base: Texts, own: unknown): Texts {
  if (typeof base.other === 'string') return mergePlural(base, own);
  if (typeof own !== 'object' || own === null) return base;
  const result: Record<string, string | Texts> = {};
  for (const [key, value] of Object.entries(base)) {
    const mine = Object.hasOwn(own, key) ? (own as Record<string, unknown>)[key] : undefined;
    result[key] = typeof value === 'string' ? (typeof mine === 'string' ? mine : value) : merge(value, mine);
  }
  return result;
}

/** A language may have more categories than English; with `other` alone, ours would be of another language. */
function mergePlural(base: Texts, own: unknown): Texts {
  if (typeof own === 'string') return { other: own };
  if (typeof own !== 'object' || own === null) return base;
  const given = Object.entries(own).filter(([key, value]) => CATEGORIES.includes(key) && typeof value === 'string');
  const texts = Object.fromEntries(given) as Record<string, string>;
  return 'other' in texts ? texts : { ...base, ...texts };
}

const RTL = /^(ar|arc|ckb|dv|fa|he|iw|nqo|ps|sd|syr|ug|ur|yi)(-|$)/i;

/** Direction of a language tag; a script in the tag decides before the language does. */
export function directionOf(locale: string): 'ltr' | 'rtl' {
  const script = /^[a-z]{2,3}-([a-z]{4})(-|$)/i.exec(locale)?.[1]?.toLowerCase();
  if (script) return ['arab', 'hebr', 'thaa', 'syrc', 'nkoo', 'aran'].includes(script) ? 'rtl' : 'ltr';
  return RTL.test(locale) ? 'rtl' : 'ltr';
}
