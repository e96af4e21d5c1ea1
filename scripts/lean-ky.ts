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

/** 1.6 KB of brotli less in the elements for the script tag. A ky whose modules export something else fails the build. */
export const leanKy: Plugin = {
  name: 'lean-ky',
  load: {
    filter: {
      id: /\/node_modules\/ky\/distribution\/(utils\/(body|merge|normalize|options)|core\/constants|errors\/ForceRetryError)\.js$/,
    },
    handler: (id) => LEAN[/(\w+)\.js$/.exec(id)![1]!] ?? null,
  },
};
