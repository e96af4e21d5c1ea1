import type { Strings } from '../../i18n/en.js';
import { directionOf, loadStrings, type StringOverrides } from '../../i18n/strings.js';

export interface Texts {
  readonly strings: Strings;
  readonly locale: string;
  readonly direction: 'ltr' | 'rtl';
}

/** Milliseconds. A language that takes longer is put in when it comes; until then there is English. */
const PATIENCE = 1000;

/**
 * Gives the texts for `locale` to `show`: the language itself, or English first when it is not there in time.
 * Nothing is shown once `signal` has ended.
 */
export async function loadTexts(
  locale: string,
  overrides: StringOverrides | undefined,
  signal: AbortSignal,
  show: (texts: Texts) => void,
): Promise<void> {
  const give = (texts: Awaited<ReturnType<typeof loadStrings>>): void => {
    if (!signal.aborted) show({ ...texts, direction: directionOf(texts.locale) });
  };
  const timer = setTimeout(() => void loadStrings('en', overrides).then(give), PATIENCE);
  signal.addEventListener('abort', () => clearTimeout(timer));
  const texts = await loadStrings(locale, overrides);
  clearTimeout(timer);
  give(texts);
}
