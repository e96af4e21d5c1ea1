/**
 * Rows → the contract's objects. Every object is built field by field, so that a new column never reaches an answer by itself.
 */
import { toWire } from './amounts.js';
import type { Db } from './db.js';
import type {
  BalanceRow,
  BusinessRow,
  ChainRow,
  StatusTypeRow,
  TokenItemRow,
  TokenRow,
  TransactionRow,
  UserRow,
  WalletRow,
} from './schema.js';

/** The object without its null properties, where the contract has no null. */
export function present<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], null> } {
  return Object.fromEntries(Object.entries(value).filter(([, of]) => of !== null)) as { [K in keyof T]: Exclude<T[K], null> };
}

const json = (text: string | null): unknown => (text === null ? null : JSON.parse(text));

const tokenItem = (row: TokenItemRow) => ({
  id: row.id,
  incrementalId: row.incremental_id,
  name: row.name,
  description: row.description,
  imageUrl: row.image_url,
  externalUrl: row.external_url,
  expiryDate: row.expiry_date,
});

/** Contract, `Token`. `items` are all items of the tenant or of this token. */
export const tokenDto = (row: TokenRow, items: readonly TokenItemRow[]) => ({
  id: row.id,
  contractAddress: row.contract_address,
  metadata: row.type === 'ERC20' ? null : items.filter((item) => item.token_id === row.id).map(tokenItem),
  abi: {},
  chainId: row.chain_id,
  abiUrl: null,
  name: row.name,
  symbol: row.symbol,
  decimals: row.decimals,
  isActive: row.is_active === 1,
  isGallery: row.is_gallery === 1,
  type: row.type,
});
export type TokenDto = ReturnType<typeof tokenDto>;

/** All tokens of a tenant by id, as the contract shows them, inactive ones included. */
export async function tokensById(db: Db, tenantId: string): Promise<Map<string, TokenDto>> {
  const tokens = await db.selectFrom('tokens').selectAll().where('tenant_id', '=', tenantId).orderBy('created_at').orderBy('id').execute();
  const items = await db.selectFrom('token_items').selectAll().where('tenant_id', '=', tenantId).orderBy('incremental_id').execute();
  return new Map(tokens.map((token) => [token.id, tokenDto(token, items)]));
}

/** Contract, `TokenBalance`. */
export const tokenBalanceDto = (row: BalanceRow, token: TokenDto) => ({
  token,
  contractTokenId: row.token_item_incremental_id < 0 ? null : String(row.token_item_incremental_id),
  tokenMetadataIncrementalId: row.token_item_incremental_id < 0 ? null : row.token_item_incremental_id,
  // The tenant's wallet is the source of mints and may be below zero; a contract never shows that.
  balance: row.amount.startsWith('-') ? 0 : toWire(row.amount),
});

/** Contract, `Wallet`. */
export const walletDto = (row: WalletRow) => ({
  id: row.id,
  ownerType: row.owner_type,
  ownerId: row.owner_id,
  walletManagementType: row.wallet_management_type,
  address: row.address,
  chainId: row.chain_id,
  status: row.status,
  ownerSigningAccountId: row.owner_signing_account_id,
  tags: [],
});

/** Contract, `User`. */
export const userDto = (row: UserRow, wallets: readonly WalletRow[]) => ({
  id: row.id,
  email: row.email,
  identifierEmail: row.email ?? row.external_id ?? row.id,
  firstName: row.first_name,
  lastName: row.last_name,
  externalId: row.external_id,
  accountAddress: wallets[0]?.address ?? null,
  instagramAccountId: row.instagram_account_id,
  googleAccountName: row.google_account_name,
  customData: json(row.custom_data),
  publicProfile: json(row.public_profile),
  isActive: row.is_active === 1,
  currentSigningAccountId: row.current_signing_account_id,
  wallets: wallets.map(walletDto),
  createdAt: row.created_at,
  updatedAt: row.updated_at,
});

/** Contract, `UserStatusType`. */
export const statusTypeDto = (row: StatusTypeRow) => ({
  id: row.id,
  name: row.name,
  description: row.description,
  minTokenBalance: Number(row.min_token_balance),
  discountPercentage: row.discount_percentage,
  imageUrl: row.image_url,
  eligibleTokenAddresses: json(row.eligible_token_addresses) as string[],
});

/** Contract, `Business`. `wallet` is the one its tokens move through, or null. */
export const businessDto = (row: BusinessRow, accountAddress: string | null) => ({
  id: row.id,
  email: row.email,
  accountAddress,
  businessLegalName: row.legal_name,
  displayName: row.display_name,
  description: row.description,
  shortDescription: row.short_description,
  websiteUrl: row.website_url,
  imageUrl: row.image_url,
  address: row.address,
  city: row.city,
  postalCode: row.postal_code,
  latitude: row.latitude,
  longitude: row.longitude,
  businessType: json(row.business_type),
  isActive: row.is_active === 1,
});
export type BusinessDto = ReturnType<typeof businessDto>;

/** Businesses of a tenant by id, as the contract shows them; all, or those named. */
export async function businessesById(db: Db, tenantId: string, ids?: readonly string[]): Promise<Map<string, BusinessDto>> {
  let rows = db.selectFrom('businesses').selectAll().where('tenant_id', '=', tenantId);
  if (ids) rows = rows.where('id', 'in', ids.length > 0 ? ids : ['']);
  const wallets = await db
    .selectFrom('wallets')
    .select(['owner_id', 'address'])
    .where('tenant_id', '=', tenantId)
    .where('owner_type', '=', 'business')
    .orderBy('created_at', 'desc')
    .execute();
  const addresses = new Map(wallets.map((wallet) => [wallet.owner_id, wallet.address]));
  return new Map((await rows.execute()).map((row) => [row.id, businessDto(row, addresses.get(row.id) ?? null)]));
}

/** Contract, `Transaction`. */
export const transactionDto = (row: TransactionRow, token: Pick<TokenDto, 'contractAddress' | 'type'>) => ({
  id: row.id,
  amount: toWire(row.amount),
  tokenAddress: token.contractAddress,
  contractTokenId: row.contract_token_id,
  tokenType: token.type,
  senderAddress: row.sender_address,
  recipientAddress: row.recipient_address,
  transactionHash: row.transaction_hash,
  type: row.type,
  triggerProcessType: row.trigger_process_type,
  triggerProcessId: row.trigger_process_id,
  status: row.status,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
  tenantId: row.tenant_id,
  chainId: row.chain_id,
  senderId: row.sender_id,
  senderOwnerType: row.sender_owner_type,
  recipientId: row.recipient_id,
  recipientOwnerType: row.recipient_owner_type,
});
export type TransactionDto = ReturnType<typeof transactionDto>;

/** Transactions as the contract shows them, in the order given. */
export async function transactionDtos(db: Db, tenantId: string, rows: readonly TransactionRow[]): Promise<TransactionDto[]> {
  const tokens = rows.length > 0 ? await tokensById(db, tenantId) : new Map<string, TokenDto>();
  return rows.map((row) => transactionDto(row, tokens.get(row.token_id)!));
}

/** Contract, `Chain`, without a reader token. */
export const chainDto = (row: ChainRow) => ({
  chainId: row.chain_id,
  name: row.name,
  rpcUrl: row.rpc_url,
  explorerUrl: row.explorer_url,
  nativeCurrency: { name: row.currency_name, symbol: row.currency_symbol, decimals: row.currency_decimals },
  isTestnet: row.is_testnet === 1,
});
