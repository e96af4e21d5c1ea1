import type { CallOptions, Client } from './client.js';
import { isMissing, orMissing } from './missing.js';
import { address, dateTime, integer, list, pick, pickWithId, required, text, word, type Shape } from './normalize.js';
import type { components } from './schema.js';

/** An address outside the platform that the customer has proved to control. */
export interface SigningAccount {
  readonly id: string;
  readonly address: string;
  readonly chainId: number | null;
  /** Who holds the key; `external` for a wallet that the customer connected. The set is open. */
  readonly provider: string;
  /** REVOKED is for good, INACTIVE may come back. Without a readable status an account is not usable. */
  readonly status: 'ACTIVE' | 'INACTIVE' | 'REVOKED' | (string & {});
  /** ISO 8601 UTC. */
  readonly createdAt: string | null;
}

/** The text to sign for linking an address (EIP-4361). Check it before a wallet is asked: see `checkLinkMessage`. */
export interface SigningAccountNonce {
  readonly nonce: string;
  /** To be signed with `personal_sign` exactly as it is. */
  readonly message: string;
  /** ISO 8601 UTC. */
  readonly expiresAt: string | null;
}

/**
 * The wallets that the customer has linked, newest first, revoked ones included; empty where the API has no such route
 * (contract `listSigningAccounts`). @throws PersError SIGNED_OUT, UNAUTHENTICATED
 */
export async function listSigningAccounts(client: Client, options?: CallOptions): Promise<readonly SigningAccount[]> {
  return list(await orMissing(client.request({ ...options, path, auth: 'required' }), []), toSigningAccount);
}

/** Whether the API links wallets at all: where it does not (404, 405), nothing of it is offered. @throws PersError SIGNED_OUT, UNAUTHENTICATED */
export async function hasSigningAccounts(client: Client, options?: CallOptions): Promise<boolean> {
  try {
    await client.request({ ...options, path, auth: 'required' });
    return true;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

/**
 * First half of linking: the message to sign, good once and for at most ten minutes (contract `createSigningAccountNonce`).
 * @throws PersError VALIDATION_ERROR, SIGNED_OUT, UNAUTHENTICATED
 */
export async function createSigningAccountNonce(
  client: Client,
  json: { readonly address: string; readonly chainId: number },
  options?: CallOptions,
): Promise<SigningAccountNonce> {
  const answer = await client.request({ ...options, method: 'POST', path: `${path}/nonce`, json, auth: 'required' });
  const nonce = pick(answer, nonceShape);
  return required(nonce.message ? nonce : null, 'createSigningAccountNonce');
}

/**
 * Second half of linking; the account becomes the one that signs (contract `createSigningAccount`). A message counts once: after
 * an unclear answer read `listSigningAccounts`.
 * @throws PersError INVALID_SIGNATURE, SIGNER_MISMATCH, SIGNING_ACCOUNT_CONFLICT (somebody else's), SIGNING_REQUEST_EXPIRED,
 *   VALIDATION_ERROR, SIGNED_OUT
 */
export async function createSigningAccount(
  client: Client,
  json: { readonly message: string; readonly signature: string },
  options?: CallOptions,
): Promise<SigningAccount> {
  const answer = await client.request({ ...options, method: 'POST', path, json, auth: 'required' });
  return required(toSigningAccount(answer), 'createSigningAccount');
}

/**
 * Unlinks a wallet for good; what waits for its signature fails (contract `revokeSigningAccount`).
 * @throws PersError RESOURCE_NOT_FOUND, SIGNED_OUT, UNAUTHENTICATED
 */
export async function revokeSigningAccount(client: Client, id: string, options?: CallOptions): Promise<void> {
  await client.request({ ...options, method: 'DELETE', path: `${path}/${encodeURIComponent(id)}`, auth: 'required' });
}

const path = '/users/me/signing-accounts';

const nonceShape = { nonce: text, message: text, expiresAt: dateTime } satisfies Shape<components['schemas']['SigningAccountNonce']>;

const accountShape = {
  id: text,
  address,
  chainId: integer,
  provider: word,
  status: (value: unknown) => word(value, 'INACTIVE'),
  createdAt: dateTime,
} satisfies Shape<components['schemas']['SigningAccount']>;

function toSigningAccount(raw: unknown): SigningAccount | null {
  const account = pickWithId(raw, accountShape);
  return account && account.address !== null ? { ...account, address: account.address } : null;
}
