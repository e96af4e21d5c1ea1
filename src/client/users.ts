import type { Amount } from './amount.js';
import type { CallOptions, Client } from './client.js';
import { orMissing } from './missing.js';
import {
  address,
  amountOrNull,
  data,
  httpsUrl,
  integer,
  list,
  number,
  pick,
  pickWithId,
  required,
  text,
  textOrNull,
  unlessFalse,
  word,
  type Shape,
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

const userShape = {
  id: text,
  email: text,
  firstName: text,
  lastName: text,
  externalId: text,
  accountAddress: address,
  currentSigningAccountId: textOrNull,
  isActive: unlessFalse,
  wallets: (value: unknown) => list(value, toWallet),
  customData: data,
  publicProfile: data,
} satisfies Shape<components['schemas']['User']>;

function toUser(raw: unknown): User | null {
  return pickWithId(raw, userShape);
}

const walletShape = {
  id: text,
  address,
  chainId: integer,
  walletManagementType: (value: unknown) => word(value, 'custodial'),
  status: word,
} satisfies Shape<components['schemas']['Wallet']>;

function toWallet(raw: unknown): Wallet | null {
  const wallet = pick(raw, walletShape);
  return wallet.address === null ? null : { ...wallet, address: wallet.address };
}

const statusTypeShape = {
  id: text,
  name: text,
  description: text,
  minTokenBalance: amountOrNull,
  discountPercentage: (value: unknown) => Math.min(100, Math.max(0, number(value) ?? 0)),
  imageUrl: httpsUrl,
  eligibleTokenAddresses: (value: unknown) => list(value, address),
} satisfies Shape<components['schemas']['UserStatusType']>;

/** Without a readable balance a level would be held by everyone, so it is left out. */
export function toStatusType(raw: unknown): UserStatusType | null {
  const level = pickWithId(raw, statusTypeShape);
  return level && level.minTokenBalance !== null ? { ...level, minTokenBalance: level.minTokenBalance } : null;
}
