/* eslint-disable no-console -- the one place of the script tag that speaks to the developer of the page */

const PREFIX = '[pers-rewards]';

export const inform = (sentence: string): void => console.info(PREFIX, sentence);
export const warn = (sentence: string): void => console.warn(PREFIX, sentence);

const said = new Set<string>();
/** A fault with its fix, in one line and once. Customers see nothing of it. */
export function complain(sentence: string): void {
  if (said.has(sentence)) return;
  said.add(sentence);
  console.error(PREFIX, sentence);
}
