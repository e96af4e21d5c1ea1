import type { Plugin } from 'vite';

/** Modules of ky without what `src/client/client.ts` never asks for. Everything that it does ask for stays ky's own: `core/Ky.js`, its errors, timeout and delay. */
const LEAN: Readonly<Record<string, string>> = {
  // Progress of uploads and downloads.
  body: `
    export const streamRequest = (request) => request;
    export const streamResponse = (response) => response;`,
  // Options and hooks of instances that extend one another.
  merge: `
    export const validateAndMerge = (...sources) => Object.assign({}, ...sources);
    export const mergeHeaders = (_, headers) => new Headers(headers);
    export const mergeHooks = (none) => none;`,
  // Defaults: the client says its method in capitals and its whole policy of retries.
  normalize: `
    export const normalizeRequestMethod = (method) => method;
    export const normalizeRetryOptions = (retry) => retry;`,
  // Options of other runtimes; search parameters in other forms than an object.
  options: `
    export const findUnknownOptions = () => ({});
    export const hasSearchParameters = (search) => !!search && Object.keys(search).length > 0;`,
  ForceRetryError: `
    export class ForceRetryError {}`,
  // Streams and forms as bodies, browsers without AbortController, methods such as `ky.get` and `.json()`; with the class above, retries that a hook forces.
  constants: `
    export const supportsRequestStreams = false;
    export const supportsResponseStreams = false;
    export const supportsFormData = false;
    export const supportsAbortController = true;
    export const supportsAbortSignal = typeof AbortSignal.any === 'function';
    export const requestMethods = [];
    export const responseTypes = {};
    export const maxSafeTimeout = 2_147_483_647;
    export const stop = Symbol();
    export class RetryMarker {}
    export const retry = undefined;`,
};

/** Conditions in `core/Ky.js` that the way our client calls it answers for good; a minifier then finds what cannot be reached. */
const DECIDED: Readonly<Record<string, boolean>> = {
  '(?:ky|this)\\.#options\\.on(?:Up|Down)loadProgress': false,
  "typeof ky\\.#options\\.timeout === 'number' && ky\\.#options\\.timeout > maxSafeTimeout": false,
  'this\\.#options\\.timeout === false': false,
  'this\\.#options\\.parseJson': false,
  "typeof this\\.#input !== 'string' && .*": false,
  'this\\.#input instanceof globalThis\\.Request\\s+&& [^{]*': false,
  "this\\.#input\\.startsWith\\('/'\\)": false,
  'this\\.#options\\.retry\\.jitter === true': false,
  "typeof this\\.#options\\.retry\\.jitter === 'function'": false,
  'errorObject instanceof ForceRetryError': false,
  'error instanceof ForceRetryError && error\\.customRequest': false,
  // The client's `shouldRetry` is always there and answers yes or no.
  'this\\.#options\\.retry\\.shouldRetry !== undefined': true,
  'result === true': true,
};

/** Loops over what our client never gives: hooks, and the methods that are left out above. */
const EMPTY = /for \(const (hook|\[type, mimeType\]) of (?:(?:ky|this)\.#options\.hooks\.\w+|Object\.entries\(responseTypes\))\) \{/g;

function decide(code: string): string {
  let decided = code.replace(EMPTY, 'while (false) { let $1 = [];');
  for (const [condition, answer] of Object.entries(DECIDED)) {
    const before = decided;
    decided = decided.replace(new RegExp(`if \\(${condition}\\) \\{`, 'g'), `if (${answer}) {`);
    if (decided === before) throw new Error(`ky has changed: ${condition} is not in core/Ky.js.`);
  }
  return decided;
}

/** 2 KB of brotli less in the elements for the script tag. A ky whose modules are others fails the build. */
export const leanKy: Plugin = {
  name: 'lean-ky',
  load: {
    filter: {
      id: /\/node_modules\/ky\/distribution\/(utils\/(body|merge|normalize|options)|core\/constants|errors\/ForceRetryError)\.js$/,
    },
    handler: (id) => LEAN[/(\w+)\.js$/.exec(id)![1]!] ?? null,
  },
  transform: {
    filter: { id: /\/node_modules\/ky\/distribution\/core\/Ky\.js$/ },
    handler: (code) => ({ code: decide(code), map: null }),
  },
};
