import { errors, jwtVerify, SignJWT } from 'jose';
import { ALGORITHM, type ServerKeys } from './keys.js';
import { Problem } from './problems.js';
import type { Runtime } from './runtime.js';
import { claimedTenant, issuer } from './session-tokens.js';

/** Seconds: 30 days (contract, `Chain.jwt`). */
const LIFETIME = 30 * 86_400;
const TYPE = 'reader+jwt';

/** Where pages read a chain. It is the audience of its tokens too, so that a token is good for one chain of one server. */
export const rpcUrl = (publicUrl: string, chainId: number): string => `${publicUrl}/rpc/${chainId}`;

/** A token to read a chain with (contract `getChain`). It says who issued it and for which programme, and nothing about a customer. */
export function signReader(runtime: Runtime, keys: ServerKeys, tenantId: string, chainId: number): Promise<string> {
  const iat = Math.floor(runtime.nowAt(tenantId).getTime() / 1000);
  return new SignJWT({ tenantId })
    .setProtectedHeader({ alg: ALGORITHM, kid: keys.session.kid, typ: TYPE })
    .setIssuer(issuer(runtime))
    .setAudience(rpcUrl(runtime.options.publicUrl, chainId))
    .setSubject('reader')
    .setIssuedAt(iat)
    .setExpirationTime(iat + LIFETIME)
    .sign(keys.session.privateKey);
}

/**
 * The tenant of a reader token for this chain. A session's token is none: its type and audience are others.
 *
 * @throws Problem `TOKEN_EXPIRED` past its end, `UNAUTHENTICATED` for everything else that is wrong.
 */
export async function verifyReader(
  runtime: Runtime,
  keys: ServerKeys,
  authorization: string | undefined,
  chainId: number,
): Promise<string> {
  const token = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
  if (!token) throw new Problem('UNAUTHENTICATED', 'Send the reader token of this chain as a bearer token.');
  const tenantId = claimedTenant(token);
  try {
    await jwtVerify(token, keys.session.publicKey, {
      algorithms: [ALGORITHM],
      issuer: issuer(runtime),
      audience: rpcUrl(runtime.options.publicUrl, chainId),
      typ: TYPE,
      requiredClaims: ['exp', 'iat', 'tenantId'],
      currentDate: runtime.nowAt(tenantId),
    });
    return tenantId;
  } catch (error) {
    if (error instanceof errors.JWTExpired) throw new Problem('TOKEN_EXPIRED', 'The reader token has expired.');
    throw new Problem('UNAUTHENTICATED');
  }
}
