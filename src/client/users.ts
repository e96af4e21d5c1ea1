import type { Amount } from './amount.js';
import type { CallOptions, Client } from './client.js';
import { orMissing } from './missing.js';
import {
  address,
  amountOrNull,
  boolean,
  data,
  httpsUrl,
  integer,
  list,
  number,
  reader,
  required,
  text,
  textOrNull,
  word,
} from './normalize.js';
import type { components } from './schema.js';

/** A wallet of the user; its address is known, and can receive tokens, before anything is deployed. */
export interface Wallet {
  readonly id: string;
  readonly address: string;
  readonly chainId: number | null;
  readonly walletManagementType: 'custodial' | 'non-custodial' | (string & {});
  readonly status: string;
}

/** The signed-in user. */
export interface User {
  readonly id: string;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly externalId: string;
  readonly accountAddress: string | null;
  readonly currentSigningAccountId: string | null;
  readonly isActive: boolean;
  readonly wallets: readonly Wallet[];
  readonly customData: Readonly<Record<string, unknown>>;
  readonly publicProfile: Readonly<Record<string, unknown>>;
}

/** A loyalty level, held when the summed balance over `eligibleTokenAddresses` reaches `minTokenBalance`. */
export interface UserStatusType {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly minTokenBalance: Amount;
  /** Percent off the price of redemptions, 0 to 100. */
  readonly discountPercentage: number;
  readonly imageUrl: string | null;
  readonly eligibleTokenAddresses: readonly string[];
}

/** What a customer may change about themselves. Absent properties stay; the two objects are replaced as a whole. */
export type UserUpdate = Pick<
  components['schemas']['UserUpdateRequest'],
  'email' | 'firstName' | 'lastName' | 'instagramAccountId' | 'googleAccountName' | 'customData' | 'publicProfile'
>;

/** The signed-in user (contract `getCurrentUser`). @throws PersError SIGNED_OUT, UNAUTHENTICATED, TOKEN_EXPIRED */
export async function getCurrentUser(client: Client, options?: CallOptions): Promise<User> {
  return required(toUser(await client.request({ ...options, path: '/users/me', auth: 'required' })), 'getCurrentUser');
}

/** Changes the signed-in user (contract `updateCurrentUser`). @throws PersError SIGNED_OUT, VALIDATION_ERROR, UNAUTHENTICATED */
export async function updateCurrentUser(client: Client, changes: UserUpdate, options?: CallOptions): Promise<User> {
  const answer = await client.request({ ...options, method: 'PUT', path: '/users/me', json: changes, auth: 'required' });
  return required(toUser(answer), 'updateCurrentUser');
}

/** The loyalty levels, lowest first, public; empty where the API has none (contract `listUserStatusTypes`). */
export async function listStatusTypes(client: Client, options?: CallOptions): Promise<readonly UserStatusType[]> {
  return list(await orMissing(client.request({ ...options, path: '/users/status-types' }), []), toStatusType);
}

export function toUser(raw: unknown): User | null {
  const read = reader<components['schemas']['User']>(raw);
  const id = text(read('id'));
  if (!id) return null;
  return {
    id,
    email: text(read('email')),
    firstName: text(read('firstName')),
    lastName: text(read('lastName')),
    externalId: text(read('externalId')),
    accountAddress: address(read('accountAddress')),
    currentSigningAccountId: textOrNull(read('currentSigningAccountId')),
    isActive: boolean(read('isActive'), true),
    wallets: list(read('wallets'), toWallet),
    customData: data(read('customData')),
    publicProfile: data(read('publicProfile')),
  };
}

function toWallet(raw: unknown): Wallet | null {
  const read = reader<components['schemas']['Wallet']>(raw);
  const walletAddress = address(read('address'));
  if (!walletAddress) return null;
  return {
    id: text(read('id')),
    address: walletAddress,
    chainId: integer(read('chainId')),
    walletManagementType: word(read('walletManagementType'), 'custodial'),
    status: word(read('status')),
  };
}

/** Without a readable balance a level would be held by everyone, so it is left out. */
export function toStatusType(raw: unknown): UserStatusType | null {
  const read = reader<components['schemas']['UserStatusType']>(raw);
  const id = text(read('id'));
  const minTokenBalance = amountOrNull(read('minTokenBalance'));
  if (!id || minTokenBalance === null) return null;
  return {
    id,
    name: text(read('name')),
    description: text(read('description')),
    minTokenBalance,
    discountPercentage: Math.min(100, Math.max(0, number(read('discountPercentage')) ?? 0)),
    imageUrl: httpsUrl(read('imageUrl')),
    eligibleTokenAddresses: list(read('eligibleTokenAddresses'), address),
  };
}
