import { PersError, isPersError } from '../errors.js';
import type { CallOptions, Client } from './client.js';
import { reader, required, text } from './normalize.js';
import type { components } from './schema.js';
import { getLoginToken } from './tenants.js';

/** A session (contract, `TokenPair`). */
export interface TokenPair {
  readonly accessToken: string;
  readonly refreshToken: string;
}

/** Exchanges the shop's identity token for a session (contract `createAuthToken`). @throws PersError UNAUTHENTICATED, TOKEN_EXPIRED, VALIDATION_ERROR */
export async function createToken(client: Client, authToken: string, options?: CallOptions): Promise<TokenPair> {
  return sendToken(client, { authToken, authType: 'user' }, options);
}

/**
 * Exchanges a refresh token; it is used up (contract `refreshAuthToken`).
 * @throws PersError UNAUTHENTICATED, TOKEN_EXPIRED, REFRESH_TOKEN_REUSED
 */
export async function refreshToken(client: Client, token: string, options?: CallOptions): Promise<TokenPair> {
  const json: components['schemas']['RefreshTokenRequest'] = { refreshToken: token };
  return required(
    toTokenPair(await client.request({ ...options, method: 'POST', path: '/auth/refresh', json, auth: 'none' })),
    'refreshAuthToken',
  );
}

/**
 * Signs in without an identity (contract `getLoginToken`, then `createAuthToken`). Whether a project allows guests is not
 * visible beforehand: status 400, 401 and 403 mean that it does not. The error then keeps the API's code and says so in
 * its message.
 *
 * @param deviceId Random id of this device, so that a guest who comes back is the same guest.
 * @throws PersError UNAUTHENTICATED, VALIDATION_ERROR or FORBIDDEN: guests are not allowed
 */
export async function guestToken(client: Client, deviceId: string, options?: CallOptions): Promise<TokenPair> {
  const authToken = await getLoginToken(client, options);
  try {
    return await sendToken(client, { authToken, authType: 'user', rawLoginData: { deviceId } }, options);
  } catch (error) {
    if (!isPersError(error) || !isGuestRefusal(error)) throw error;
    throw new PersError(error.code, 'This project does not allow guests.', { ...error, cause: error });
  }
}

/** Whether a failed `guestToken` means that the project has no guests, rather than that something broke. */
export function isGuestRefusal(error: PersError): boolean {
  return (error.status === 400 || error.status === 401 || error.status === 403) && error.code !== 'INVALID_PROJECT_KEY';
}

async function sendToken(client: Client, json: components['schemas']['AuthTokenRequest'], options?: CallOptions): Promise<TokenPair> {
  return required(
    toTokenPair(await client.request({ ...options, method: 'POST', path: '/auth/token', json, auth: 'none' })),
    'createAuthToken',
  );
}

function toTokenPair(raw: unknown): TokenPair | null {
  const read = reader<components['schemas']['TokenPair']>(raw);
  const pair = { accessToken: text(read('accessToken')), refreshToken: text(read('refreshToken')) };
  return pair.accessToken ? pair : null;
}
