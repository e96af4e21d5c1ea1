import { isPersError } from '../../src/errors.js';

/** Code of a failure, `none` without one. */
export async function codeOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
    return 'none';
  } catch (error) {
    return isPersError(error) ? error.code : String(error);
  }
}

export const codeOfCall = (work: () => unknown): Promise<string> => codeOf(Promise.resolve().then(work));
