import ky, { HTTPError, TimeoutError, type Options } from 'ky';
import { isPersError, PersError } from '../errors.js';
import { readJson } from './body.js';
import { retryAfter, toFailure } from './failure.js';
import type { paths } from './schema.js';

type Filled<Path extends string> = Path extends `${infer Before}{${string}}${infer After}` ? `${Before}${string}${Filled<After>}` : Path;
/** A path of the contract, its parameters filled in. */
export type ApiPath = Filled<keyof paths & string>;

export interface CallOptions {
  /** Ends the call with code ABORTED. It does not undo a write that is under way. */
  readonly signal?: AbortSignal | undefined;
}

export interface ApiRequest extends CallOptions {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: ApiPath;
  /** Undefined values are left out. */
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
  readonly json?: unknown;
  /** `optional` (the default) sends the session when there is one; `required` throws SIGNED_OUT without one; `none` never sends it. */
  readonly auth?: 'none' | 'optional' | 'required';
  /** Sent only by a client whose API is known to allow the header: an unknown one makes a browser refuse the call. */
  readonly idempotencyKey?: string | undefined;
}

/** What a client needs of a session. */
export interface Authorizer {
  /** A token that is worth sending, renewed before it ends, or null when signed out. */
  accessToken(options?: CallOptions): Promise<string | null>;
  /** The API refused `token`: another one, or null when there is none and the session has ended. */
  renew(token: string, options?: CallOptions): Promise<string | null>;
  /** The API refused a token that `renew` had just given: the session ends. */
  reject(token: string): Promise<void>;
}

export interface ClientOptions {
  readonly projectKey: string;
  /** Base of the API without a trailing slash. */
  readonly apiUrl: string;
  readonly fetch?: typeof globalThis.fetch;
  readonly session?: Authorizer;
  /** True only when the API is known to accept `Idempotency-Key`. */
  readonly idempotency?: boolean;
}

/** Talks to one project of one API. Immutable: another session or key is another client. */
export interface Client {
  readonly projectKey: string;
  readonly apiUrl: string;
  /** The JSON of a successful answer as it came, undefined when it was empty. @throws PersError */
  request(request: ApiRequest): Promise<unknown>;
}

/** As it was when this came: a page may put another in its place later. */
const { stringify } = JSON;
const READ_TIMEOUT = 10_000;
const WRITE_TIMEOUT = 15_000;
const RETRIES = 2;
/** Milliseconds. A longer wait is for the person to decide: it is told with `retryAfter`. */
const LONGEST_PAUSE = 5000;

/**
 * @throws PersError (from `request`): the API's code, else HTTP_ERROR; NETWORK, TIMEOUT, ABORTED, BAD_RESPONSE; SIGNED_OUT.
 *   Reads are repeated up to twice on 408, 429, 5xx and network failures, writes never: their effect would be unknown.
 */
export function createClient(options: ClientOptions): Client {
  const { projectKey, apiUrl, session } = options;
  const fetch = options.fetch ?? globalThis.fetch.bind(globalThis);

  async function send(request: ApiRequest, token: string | null): Promise<unknown> {
    const { method = 'GET', path, query, json, signal, idempotencyKey } = request;
    const timeout = method === 'GET' ? READ_TIMEOUT : WRITE_TIMEOUT;
    const headers: Record<string, string> = { accept: 'application/json', 'x-project-key': projectKey };
    if (token) headers['authorization'] = `Bearer ${token}`;
    if (options.idempotency && idempotencyKey) headers['idempotency-key'] = idempotencyKey;
    try {
      const response = await ky(path.slice(1), {
        ...(query && { searchParams: query }),
        ...(json !== undefined && { json, stringifyJson: stringify }),
        ...(signal && { signal }),
        prefixUrl: apiUrl,
        credentials: 'omit',
        method,
        headers,
        fetch,
        timeout,
        retry: retryPolicy(signal),
      });
      return await readJson(response, timeout);
    } catch (error) {
      throw signal?.aborted ? new PersError('ABORTED', 'The request was aborted.', { cause: error }) : await toError(error, timeout);
    }
  }

  async function request(call: ApiRequest): Promise<unknown> {
    const { auth = 'optional', signal } = call;
    const token = session && auth !== 'none' ? await session.accessToken({ signal }) : null;
    if (!token && auth === 'required') throw new PersError('SIGNED_OUT', `${call.path} needs a signed-in customer.`);
    try {
      return await send(call, token);
    } catch (error) {
      if (!session || !token || !isRefusedToken(error)) throw error;
      const fresh = await session.renew(token, { signal });
      if (!fresh) throw error;
      try {
        return await send(call, fresh);
      } catch (again) {
        if (isRefusedToken(again)) await session.reject(fresh);
        throw again;
      }
    }
  }

  return Object.freeze({ projectKey, apiUrl, request });
}

function retryPolicy(signal: AbortSignal | undefined): Exclude<Options['retry'], number | undefined> {
  let asked: number | undefined;
  return {
    limit: RETRIES,
    methods: ['get'],
    shouldRetry({ error, retryCount }) {
      asked = undefined;
      if (signal?.aborted || error instanceof TimeoutError) return false;
      if (!(error instanceof HTTPError)) return true;
      const { status, headers } = error.response;
      if (headers.has('retry-after')) asked = (retryAfter(status, headers) ?? 0) * 1000;
      // The contract's advice for a 429 that does not say how long: one second, doubling.
      else if (status === 429) asked = 500 * 2 ** retryCount;
      return (status === 408 || status === 429 || status >= 500) && (asked ?? 0) <= LONGEST_PAUSE;
    },
    delay: (attempt) => asked ?? Math.min(LONGEST_PAUSE, Math.random() * 300 * 2 ** (attempt - 1)),
  };
}

async function toError(error: unknown, timeout: number): Promise<PersError> {
  if (isPersError(error)) return error;
  if (error instanceof HTTPError) {
    // A failure without a readable body is still that failure.
    return toFailure(error.response, await readJson(error.response, timeout).catch(() => undefined), error);
  }
  if (error instanceof TimeoutError) return new PersError('TIMEOUT', 'The API did not answer in time.', { retryable: true, cause: error });
  return new PersError('NETWORK', 'The API could not be reached.', { retryable: true, cause: error });
}

/** A wrong project key is a 401 as well, and no new token cures it. */
function isRefusedToken(error: unknown): boolean {
  return isPersError(error) && error.status === 401 && error.code !== 'INVALID_PROJECT_KEY';
}
