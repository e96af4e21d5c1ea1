import { isObject } from './normalize.js';

const { parse } = JSON;

/** What the contract says of an access token that does not tell. */
const DEFAULT_LIFETIME = 15 * 60_000;

/**
 * Milliseconds that an access token lives from the moment it was received: `exp − iat` when it is a JWT with both, else 15
 * minutes. The difference, and not `exp` against this device's clock, so that a wrong clock signs nobody out. Nothing is
 * verified here: the API's 401 has the last word.
 */
export function lifetimeOf(token: string): number {
  const { exp, iat } = claimsOf(token);
  const seconds = Number(exp) - Number(iat);
  return seconds > 0 && Number.isFinite(seconds) ? seconds * 1000 : DEFAULT_LIFETIME;
}

/** Whom a JWT is about (`sub`), or null when it does not say. */
export function subjectOf(token: string): string | null {
  const { sub } = claimsOf(token);
  return typeof sub === 'string' && sub !== '' ? sub : null;
}

function claimsOf(token: string): Readonly<Record<string, unknown>> {
  try {
    const [, payload = ''] = token.split('.');
    const claims: unknown = parse(atob(payload.replace(/-/g, '+').replace(/_/g, '/')));
    return isObject(claims) ? claims : {};
  } catch {
    return {};
  }
}
