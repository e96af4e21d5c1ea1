import { PersError } from '../errors.js';

/** `promise`, or ABORTED as soon as `signal` says so. What was begun goes on: others may be waiting for it as well. */
export function withSignal<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return promise;
  return new Promise((resolve, reject) => {
    const abort = () => reject(new PersError('ABORTED', 'The request was aborted.', { cause: signal.reason }));
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort);
    void promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}

/** `promise`, or a rejection with `error` after `milliseconds`. */
export function withTimeout<T>(promise: Promise<T>, milliseconds: number, error: PersError): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(error), milliseconds);
    void promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/** 122 random bits, as a UUID. `crypto.randomUUID` is missing on plain-http pages. */
export function randomId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
