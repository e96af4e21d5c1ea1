import { parseConfig, type Config } from '../config.js';

/** What the page says in the script tag. */
export interface Tag {
  readonly config: Config;
  /** The page's project at WalletConnect, as it was written: only the own wallet reads it. */
  readonly phoneProject: string | null;
}

/**
 * The script element that runs now. `document.currentScript` is there for classic scripts however they were added (`async`,
 * `defer`, injected); where it is not, the last tag that looks like ours is taken.
 */
export function ownScript(): HTMLScriptElement | null {
  const { currentScript } = document;
  // A page can hide the property behind an element of that name; only a script counts.
  if (currentScript instanceof HTMLScriptElement && currentScript.src) return currentScript;
  const scripts = document.querySelectorAll<HTMLScriptElement>('script[data-project-key][src]');
  return [...scripts].filter(({ src }) => new URL(src, document.baseURI).pathname.endsWith('/pers-rewards.js')).pop() ?? null;
}

/**
 * Reads a tag once.
 *
 * @throws PersError CONFIG_…; the message names the `data-` attribute and the fix.
 */
export function readTag(script: HTMLScriptElement): Tag {
  const pageLocale = document.documentElement.lang || navigator.language;
  const { dataset } = script;
  return { config: parseConfig({ ...dataset }, pageLocale), phoneProject: dataset.walletconnectProjectId ?? null };
}
