import { english, loadStrings, type StringOverrides, type Texts } from '../../i18n/strings.js';
import { inform } from '../../report.js';

/** Milliseconds. A language that takes longer is put in when it comes; until then there is English. */
const PATIENCE = 1000;

/**
 * Gives the texts for `locale` to `show`, or those for the first language of the browser that we speak: the language itself, or
 * English first when it is not there in time. Nothing is shown once `signal` has ended.
 */
export async function loadTexts(
  locale: string,
  overrides: StringOverrides | undefined,
  signal: AbortSignal,
  show: (texts: Texts) => void,
): Promise<void> {
  const timer = setTimeout(() => show(english()), PATIENCE);
  signal.addEventListener('abort', () => clearTimeout(timer));
  const texts = await loadStrings([locale, ...navigator.languages], overrides, inform);
  clearTimeout(timer);
  if (!signal.aborted) show(texts);
}
