import { complain, inform } from './say.js';
import { ownScript } from './tag.js';

/** File of all elements; put in by the build, with the hash of its content in the name. */
declare const __PERS_ELEMENTS__: string;
/** File with the hashes of all the others; the tag has room for two. */
declare const __PERS_HASHES__: string;
/** SHA-256 of these two. */
declare const __PERS_KNOWN__: Hashes;

/** By file: its SHA-256, and the files that it imports at once. */
type Hashes = Readonly<Record<string, string | undefined>>;

/** The files of this copy lie beside it, whichever tag asks for them. */
const script = ownScript();

let loading: Promise<unknown> | null = null;
let attempts = 0;

/**
 * Loads and defines all elements, once. After a failure the next call tries again: under a fragment of its own, because
 * some browsers keep a failed module for the life of the page. The request is the same.
 *
 * @throws what `import()` throws: network, blocked by the page's CSP, or an error while it ran; and when it is not as it was built.
 */
export function loadElements(): Promise<unknown> {
  loading ??= attempt().catch((error: unknown) => {
    loading = null;
    throw error;
  });
  return loading;
}

async function attempt(): Promise<unknown> {
  const fragment = attempts++ > 0 ? `#${attempts}` : '';
  if (customElements.get('pers-rewards')) return inform('The elements are on this page already; these are used.');
  // The elements ask here before they load another file. Under a symbol: no global that a page could meet.
  (globalThis as unknown as Record<symbol, unknown>)[Symbol.for('pers.files')] ??= checkLater;
  await check(__PERS_ELEMENTS__, fragment);
  return import(/* @vite-ignore */ address(__PERS_ELEMENTS__ + fragment));
}

let hashFragment = '';

async function hashes(): Promise<Hashes> {
  try {
    await check(__PERS_HASHES__, hashFragment);
    return ((await import(/* @vite-ignore */ address(__PERS_HASHES__ + hashFragment))) as { default: Hashes }).default;
  } catch (error) {
    hashFragment += '#';
    throw error;
  }
}

/** Not every element that waits for a file has somebody to tell: the developer hears of it here. */
const checkLater = (file: string, fragment?: string): Promise<void> =>
  check(file, fragment).catch((error: Error) => {
    complain(error.message);
    throw error;
  });

const address = (file: string): string => new URL(file, script?.src).href;

/**
 * Fetches a file into the page's map of modules, where `import()` finds it, if it is byte for byte what was built.
 *
 * A preload does that without running it, and needs no leave of a page with trusted types. WebKit preloads without comparing, and
 * Firefox before 115 does not preload: a module script is compared there.
 */
async function check(file: string, fragment = ''): Promise<void> {
  const [hash, ...needed] = (__PERS_KNOWN__[file] ?? (await hashes())[file])?.split(' ') ?? [];
  if (!hash) return;
  await Promise.all(needed.map((other) => check(other)));
  const link = document.createElement('link');
  const preloads = link.relList.supports('modulepreload') && !navigator.vendor.startsWith('Apple');
  const element = preloads ? link : document.createElement('script');
  const url = address(file + fragment);
  try {
    Object.assign(element, preloads ? { rel: 'modulepreload', href: url } : { type: 'module', src: url });
  } catch {
    // WebKit on a page with trusted types: nothing compares there.
    return;
  }
  Object.assign(element, { integrity: `sha256-${hash}`, crossOrigin: 'anonymous', nonce: script?.nonce });
  await new Promise((resolve, reject) => {
    element.onload = resolve;
    element.onerror = () => reject(new Error(`${file} cannot be fetched, or is not the file that was published`));
    document.head.append(element);
  }).finally(() => element.remove());
}
