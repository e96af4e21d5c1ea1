import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { exportJWK, generateKeyPair, importJWK, type CryptoKey, type JWK } from 'jose';

/** Ed25519: its signatures are the same every time, so that a repeated refresh can answer the very same pair. */
export const ALGORITHM = 'EdDSA';

export interface SigningKey {
  readonly kid: string;
  readonly privateKey: CryptoKey;
  readonly publicKey: CryptoKey;
  /** Public half, as a key set shows it. */
  readonly jwk: JWK;
}

/** `session` signs what the API issues, `identity` what the demo shop vouches for. */
export interface ServerKeys {
  readonly session: SigningKey;
  readonly identity: SigningKey;
}

async function fromSecret(secret: JWK, kid: string): Promise<SigningKey> {
  const jwk: JWK = { kty: secret.kty!, crv: secret.crv!, x: secret.x!, kid, alg: ALGORITHM, use: 'sig' };
  const [privateKey, publicKey] = (await Promise.all([importJWK(secret, ALGORITHM), importJWK(jwk, ALGORITHM)])) as [CryptoKey, CryptoKey];
  return { kid, privateKey, publicKey, jwk };
}

async function newSecret(): Promise<JWK> {
  const { privateKey } = await generateKeyPair(ALGORITHM, { extractable: true });
  return exportJWK(privateKey);
}

/**
 * The server's keys, made at first start.
 *
 * @param file where they are kept, readable by the owner only; null: they live as long as the process.
 */
export async function loadKeys(file: string | null): Promise<ServerKeys> {
  const kept = file && existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<'session' | 'identity', JWK>) : null;
  const secrets = kept ?? { session: await newSecret(), identity: await newSecret() };
  if (file && !kept) writeFileSync(file, JSON.stringify(secrets), { mode: 0o600 });
  const kid = (role: string, secret: JWK) => `${role}-${secret.x!.slice(0, 8)}`;
  return {
    session: await fromSecret(secrets.session, kid('session', secrets.session)),
    identity: await fromSecret(secrets.identity, kid('identity', secrets.identity)),
  };
}
