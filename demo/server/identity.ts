import { randomUUID } from 'node:crypto';
import { errors, jwtVerify, SignJWT, type JWTPayload } from 'jose';
import { ALGORITHM, type ServerKeys } from './keys.js';
import { Problem } from './problems.js';
import type { Runtime } from './runtime.js';
import type { SeededPerson } from './world.js';

/**
 * The demo shop's identity provider. A shop that has signed its customer in vouches for them with a short-lived token; the API
 * checks it and opens a session. A merchant writes the same: sign these claims with the shop's own key.
 */

/** Seconds. */
const LIFETIME = 300;

/** Claims the shop signs about its customer. */
export interface IdentityClaims extends JWTPayload {
  sub: string;
  jti: string;
  email?: string;
  given_name?: string;
  family_name?: string;
}

export const identityIssuer = (runtime: Runtime): string => `${runtime.options.publicUrl}/identity`;

/** Signs who a person is, for one tenant, for five minutes, for one use. */
export function signIdentity(runtime: Runtime, keys: ServerKeys, tenantId: string, person: SeededPerson): Promise<string> {
  const iat = Math.floor(runtime.nowAt(tenantId).getTime() / 1000);
  const [given, ...family] = person.name.split(' ');
  return new SignJWT({ email: person.email, given_name: given, family_name: family.join(' ') || undefined })
    .setProtectedHeader({ alg: ALGORITHM, kid: keys.identity.kid, typ: 'JWT' })
    .setIssuer(identityIssuer(runtime))
    .setAudience(tenantId)
    .setSubject(person.externalId)
    .setJti(randomUUID())
    .setIssuedAt(iat)
    .setExpirationTime(iat + LIFETIME)
    .sign(keys.identity.privateKey);
}

/**
 * Verifies an identity token: signature, algorithm, issuer, audience (the tenant) and end. Single use is the caller's part,
 * in the transaction that opens the session.
 *
 * @throws Problem `TOKEN_EXPIRED` past its end, `UNAUTHENTICATED` for everything else that is wrong.
 */
export async function verifyIdentity(runtime: Runtime, keys: ServerKeys, tenantId: string, token: string): Promise<IdentityClaims> {
  try {
    const { payload } = await jwtVerify<IdentityClaims>(token, keys.identity.publicKey, {
      algorithms: [ALGORITHM],
      issuer: identityIssuer(runtime),
      audience: tenantId,
      requiredClaims: ['sub', 'jti', 'exp', 'iat'],
      maxTokenAge: LIFETIME,
      currentDate: runtime.nowAt(tenantId),
    });
    if (!payload.sub) throw new Problem('UNAUTHENTICATED');
    return payload;
  } catch (error) {
    if (error instanceof errors.JWTExpired) throw new Problem('TOKEN_EXPIRED', 'The identity token has expired.');
    throw new Problem('UNAUTHENTICATED');
  }
}
