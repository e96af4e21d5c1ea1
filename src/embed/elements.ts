import { inform } from './say.js';

/** File of all elements, relative to the script; put in by the build, with the hash of its content in the name. */
declare const __PERS_ELEMENTS__: string;

let loading: Promise<unknown> | null = null;
let attempts = 0;

/**
 * Loads and defines all elements, once. After a failure the next call tries again: under a fragment of its own, because
 * some browsers keep a failed module for the life of the page. The request is the same.
 *
 * @throws what `import()` throws: network, blocked by the page's CSP, or an error while it ran.
 */
export function loadElements(src: string): Promise<unknown> {
  loading ??= attempt(src).catch((error: unknown) => {
    loading = null;
    throw error;
  });
  return loading;
}

function attempt(src: string): Promise<unknown> {
  const url = new URL(__PERS_ELEMENTS__, src);
  if (attempts++ > 0) url.hash = String(attempts);
  if (customElements.get('pers-rewards')) {
    inform('The elements are on this page already; these are used.');
    return Promise.resolve();
  }
  return import(/* @vite-ignore */ url.href);
}
