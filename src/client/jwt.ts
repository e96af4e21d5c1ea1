import { isObject } from './normalize.js';

/** What the contract says of an access token that does not tell. */
const DEFAULT_LIFETIME = 15 * 60_000;

/**
 * Milliseconds that an access token lives from the moment it was received: `exp − iat` when it is a JWT with both, else 15
 * minutes. The difference, and not `exp` against this device's clock, so that a wrong clock signs nobody out. Nothing is
 * verified here: the API's 401 has the last word.
 */
export function lifetimeOf(token: string): number {
  try {
    const [, payload = ''] = token.split('.');
    const claims: unknown = JSON.parse(atob(payload.replace(/-/g, '+').replace(/_/g, '/')));
    const seconds = isObject(claims) ? Number(claims['exp']) - Number(claims['iat']) : NaN;
    return seconds > 0 && Number.isFinite(seconds) ? seconds * 1000 : DEFAULT_LIFETIME;
  } catch {
    return DEFAULT_LIFETIME;
  }
}
