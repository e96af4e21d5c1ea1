import type { Amount } from './amount.js';

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
