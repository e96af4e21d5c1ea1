import { PersError, toPersError } from '../errors.js';

/** A node that may be read, and the token for it (contract `getChain`). */
export interface ChainReader {
  readonly rpcUrl: string;
  /** Sent to `rpcUrl` alone, as a bearer token; null when the node is open. */
  readonly jwt: string | null;
}

export interface ReadingOptions {
  readonly fetch?: typeof globalThis.fetch;
  readonly signal?: AbortSignal | undefined;
}

/** Milliseconds, and characters: what an honest node stays below. */
const PATIENCE = 10_000;
const LONGEST = 2_000_000;

/**
 * One question to a node (JSON-RPC 2.0). @throws PersError NETWORK, TIMEOUT, ABORTED, HTTP_ERROR (the node refused), BAD_RESPONSE
 */
export async function rpc(
  { rpcUrl, jwt }: ChainReader,
  method: string,
  params: readonly unknown[],
  options: ReadingOptions,
): Promise<unknown> {
  const { fetch = globalThis.fetch, signal } = options;
  // `AbortSignal.any` and `.timeout` are younger than the browsers that are served.
  const ending = new AbortController();
  const end = (): void => ending.abort(signal?.reason);
  const timer = setTimeout(() => ending.abort(new DOMException('The node did not answer in time.', 'TimeoutError')), PATIENCE);
  signal?.addEventListener('abort', end);
  if (signal?.aborted) end();
  try {
    const response = await fetch(rpcUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(jwt && { authorization: `Bearer ${jwt}` }) },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
      credentials: 'omit',
      // A redirect would take the token along to somebody else.
      redirect: 'error',
      signal: ending.signal,
    });
    const { ok, status } = response;
    if (!ok) throw new PersError('HTTP_ERROR', 'The node refused to be read.', { status, retryable: status === 429 || status >= 500 });
    const body = await response.text();
    const answer = body.length <= LONGEST ? object(JSON.parse(body)) : {};
    if (answer['error'] != null || !Object.hasOwn(answer, 'result')) return bad(`The node gave no answer to ${method}.`);
    return answer['result'];
  } catch (error) {
    if (signal?.aborted) throw new PersError('ABORTED', 'The request was aborted.', { cause: error });
    throw toPersError(error, error instanceof SyntaxError ? 'BAD_RESPONSE' : 'NETWORK');
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', end);
  }
}

export function object(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : bad('The answer of the node is not an object.');
}

/** A quantity of JSON-RPC. */
export function number(value: unknown): number {
  return typeof value === 'string' && /^0x[0-9a-fA-F]{1,13}$/.test(value) ? Number(value) : bad('The answer of the node is not a number.');
}

export function bad(message: string): never {
  throw new PersError('BAD_RESPONSE', message);
}
