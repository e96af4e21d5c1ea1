import { PersError } from '../errors.js';

/** As it was when this came: a page may put another in its place later. */
const { parse } = JSON;
/** Bytes. More than any page of the contract needs; beyond it something else answers, or attacks. */
const LARGEST_BODY = 5 * 1024 * 1024;

/**
 * The JSON of an answer, undefined when the body is empty. The HTTP library's timeout ends with the headers, so the body
 * has one of its own.
 *
 * @throws PersError BAD_RESPONSE when it is not JSON or larger than 5 MB, TIMEOUT when it stalls; a broken connection
 *   rejects with what the browser gives.
 */
export async function readJson(response: Response, timeout: number): Promise<unknown> {
  const body = await readText(response, timeout);
  if (!body.trim()) return undefined;
  try {
    return parse(body) as unknown;
  } catch (cause) {
    throw new PersError('BAD_RESPONSE', 'The answer is not JSON.', { status: response.status, cause });
  }
}

async function readText(response: Response, timeout: number): Promise<string> {
  const reader = response.body?.getReader();
  if (!reader) return '';
  const decoder = new TextDecoder();
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    void reader.cancel().catch(() => undefined);
  }, timeout);
  try {
    let body = '';
    let size = 0;
    for (;;) {
      const { done, value } = await reader.read();
      if (late) throw new PersError('TIMEOUT', 'The answer did not end in time.', { retryable: true });
      if (done) return body + decoder.decode();
      size += value.length;
      if (size > LARGEST_BODY) {
        void reader.cancel().catch(() => undefined);
        throw new PersError('BAD_RESPONSE', 'The answer is larger than 5 MB.', { status: response.status });
      }
      body += decoder.decode(value, { stream: true });
    }
  } finally {
    clearTimeout(timer);
  }
}
