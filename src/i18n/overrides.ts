interface Texts {
  readonly [key: string]: string | Texts;
}

/** `texts` with the page's own sentences in place of ours. What we have no place for is left out, and so is what is not text. */
export function mergeStrings<T>(texts: T, overrides: unknown): T {
  return overrides ? (merge(texts as unknown as Texts, overrides) as unknown as T) : texts;
}

const CATEGORIES = ['zero', 'one', 'two', 'few', 'many', 'other'];

function merge(base: Texts, own: unknown): Texts {
  if (isPlural(base)) return mergePlural(base, own);
  if (!isTexts(own)) return base;
  const result: Record<string, string | Texts> = {};
  for (const [key, value] of Object.entries(base)) {
    const mine = Object.hasOwn(own, key) ? own[key] : undefined;
    result[key] = typeof value === 'string' ? (typeof mine === 'string' ? mine : value) : merge(value, mine);
  }
  return result;
}

/** A language may have more categories than English; with `other` alone, ours would be of another language. */
function mergePlural(base: Texts, own: unknown): Texts {
  if (typeof own === 'string') return { other: own };
  if (!isTexts(own)) return base;
  const given = Object.entries(own).filter(([key, value]) => CATEGORIES.includes(key) && typeof value === 'string');
  const texts = Object.fromEntries(given) as Record<string, string>;
  return 'other' in texts ? texts : { ...base, ...texts };
}

const isPlural = (texts: Texts): boolean => typeof texts.other === 'string';
const isTexts = (value: unknown): value is Texts => typeof value === 'object' && value !== null;

/** Names of sentences in `base` for which `own` has none, for example `claim.again`. */
export function lacking(base: object, own: unknown, path = ''): string[] {
  return Object.entries(base as Texts).flatMap(([key, value]) => {
    const mine = isTexts(own) && Object.hasOwn(own, key) ? own[key] : undefined;
    if (typeof value !== 'string' && !isPlural(value)) return lacking(value, mine, `${path}${key}.`);
    return mine === undefined ? [path + key] : [];
  });
}

/** Names in `own` for which `base` has no sentence: most are misspelt. */
export function unknown(base: object, own: unknown, path = ''): string[] {
  if (!isTexts(own)) return [];
  return Object.entries(own).flatMap(([key, mine]) => {
    const value = Object.hasOwn(base, key) ? (base as Texts)[key] : undefined;
    if (value === undefined) return [path + key];
    return typeof value === 'string' || isPlural(value) ? [] : unknown(value, mine, `${path}${key}.`);
  });
}
