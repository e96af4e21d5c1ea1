import type { Plural } from './en.js';
import { cached } from './format.js';

export type Values = Readonly<Record<string, string | number>>;

/** Puts `values` into the `{names}` of a sentence. A name without a value stays visible, so that tests find it. */
export function text(sentence: string, values: Values = {}): string {
  return sentence.replace(/\{(\w+)\}/g, (hole, name: string) => (Object.hasOwn(values, name) ? String(values[name]) : hole));
}

/** The sentence for `count` in `locale`, with `values` filled in. `{count}` has to be passed formatted. */
export function plural(sentences: Plural, count: number, locale: string, values: Values = {}): string {
  const category = cached(`plural ${locale}`, () => new Intl.PluralRules(locale)).select(count);
  return text(sentences[category] ?? sentences.other, values);
}
