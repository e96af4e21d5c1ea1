/** The API client on its own: no DOM, no element. */
export { createClient } from './client.js';
export type { ApiPath, ApiRequest, Authorizer, CallOptions, Client, ClientOptions } from './client.js';
export { createSession } from './session.js';
export type { IdentitySource, Session, SessionChange } from './session.js';
export { isPersError, PersError } from '../errors.js';
export type { PersErrorCode, PersErrorDetails } from '../errors.js';
export * from './amount.js';
export * from '../decimal.js';
export type { Page, PageQuery } from './page.js';

export { createToken, guestToken, isGuestRefusal, refreshToken } from './auth.js';
export type { TokenPair } from './auth.js';
export { getAccountBalances } from './balances.js';
export type { Balance } from './balances.js';
export { getBusiness, listBusinesses } from './businesses.js';
export type { Business } from './businesses.js';
export { getCampaign, listCampaigns, listCampaignTags } from './campaigns.js';
export type { BusinessEngagement, Campaign, CampaignQuery, CampaignTrigger, TriggerType } from './campaigns.js';
export { getChain, listChains } from './chains.js';
export type { Chain } from './chains.js';
export { createClaim, getClaim, listMyClaims } from './claims.js';
export type { CampaignClaim, CampaignClaimInput, ClaimOptions, ClaimQuery, ProcessStatus } from './claims.js';
export { createRedeem, getRedeem, listMyRedeems } from './redeems.js';
export type { Redeem, RedeemInput, RedeemOptions, RedeemQuery, RedeemResult } from './redeems.js';
export { getAvailableSupply, getRedemption, listRedemptions, listRedemptionTypes } from './redemptions.js';
export type { Redemption, RedemptionType } from './redemptions.js';
export {
  createSigningAccount,
  createSigningAccountNonce,
  hasSigningAccounts,
  listSigningAccounts,
  revokeSigningAccount,
} from './signing-accounts.js';
export type { SigningAccount, SigningAccountNonce } from './signing-accounts.js';
export { getClientConfig, getCurrentTenant, getLoginToken, getTenant } from './tenants.js';
export type { ClientConfig, Tenant } from './tenants.js';
export { listTokens } from './tokens.js';
export type { Token, TokenItem, TokenType, TokenUnit } from './tokens.js';
export { createTransaction, prepareTransaction, submitTransaction } from './transaction-requests.js';
export type {
  AccountReference,
  SubmitInput,
  TransactionInput,
  TransactionRequestOptions,
  TransactionRequestResult,
} from './transaction-requests.js';
export { getTransaction, listMyTransactions } from './transactions.js';
export type { Transaction, TransactionStatus, TransactionType } from './transactions.js';
export { getCurrentUser, listStatusTypes, updateCurrentUser } from './users.js';
export type { User, UserStatusType, UserUpdate, Wallet } from './users.js';
