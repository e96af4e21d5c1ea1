import type { Strings } from './en.js';

/** Error → the sentence for a customer. Pure; the one place that knows which code says what. */
export function sentenceFor(_error: unknown, strings: Strings, _locale: string): string {
  return strings.errors.generic;
}
