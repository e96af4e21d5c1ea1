import { isPersError, PersError, toPersError } from '../errors.js';

const REFUSING = [400, 401, 403, 404, 422, 429];
/** Our own reasons not to send: nothing left this device. */
const BEFORE_SENDING = ['SIGNED_OUT', 'IDENTITY_FAILED'];

/**
 * The refusal in a failed write, or null: the effect is unknown. A refusal is an answer of the API itself, in its own shape; a gateway's
 * page, a 5xx, a timeout and a broken line all leave open what the server did.
 */
export function refusalOf(error: unknown): PersError | null {
  if (!isPersError(error)) return null;
  if (BEFORE_SENDING.includes(error.code)) return error;
  if (error.status === undefined || !REFUSING.includes(error.status)) return null;
  const own = error.code !== 'HTTP_ERROR' && error.code !== 'BAD_RESPONSE';
  return own || error.status === 401 || error.status === 429 ? error : null;
}

export const offline = (): PersError | null =>
  globalThis.navigator?.onLine === false ? new PersError('NETWORK', 'The device is offline; nothing was sent.', { retryable: true }) : null;

export const notFound = (): PersError =>
  new PersError('OUTCOME_UNKNOWN', 'No answer came, and the server has no trace of it: nothing was charged.', { retryable: true });

export const failed = (reason: string): PersError => new PersError('PROCESS_FAILED', reason || 'The process failed.', { retryable: true });

export const isAborted = (error: unknown): boolean => toPersError(error).code === 'ABORTED';
