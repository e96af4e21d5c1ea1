import { parseUnits } from 'ethers';
import type { Chain } from '../chain/chain.js';
import type { TokenAmount } from '../chain/token-calls.js';
import type { Db } from './db.js';
import type { TenantRow, TokenRow, TransactionRow, WalletRow } from './schema.js';

/** Names a custodial owner for the chain's keyring, for good. */
export const ownerLabel = ({ tenant_id, owner_type, owner_id }: Pick<WalletRow, 'tenant_id' | 'owner_type' | 'owner_id'>): string =>
  `${tenant_id} ${owner_type} ${owner_id}`;

/** Points count in 10^-18 on the chain, whatever they show; items are pieces. */
export const POINT_DECIMALS = 18;

/** A ledger's amount (whole units) in the units of the token's contract. */
export const toUnits = (amount: string, type: string): bigint => parseUnits(amount, type === 'ERC20' ? POINT_DECIMALS : 0);

/** What a movement moves, as the chain takes it. */
export function tokenAmountOf(row: Pick<TransactionRow, 'amount' | 'contract_token_id'>, token: TokenRow): TokenAmount {
  return {
    tokenType: token.type as TokenAmount['tokenType'],
    tokenAddress: token.contract_address,
    contractTokenId: row.contract_token_id === null ? null : BigInt(row.contract_token_id),
    amount: toUnits(row.amount, token.type),
  };
}

/** Serial numbers of one badge: its number in front, so that every holder's is a token of its own, as ERC-721 has it. */
const SERIALS = 1_000_000;

/** Token id of the next badge of this kind, or the item's own number for what is not unique. */
export async function contractTokenId(trx: Db, token: TokenRow, item: number | null, onChain: boolean): Promise<string | null> {
  if (item === null) return null;
  if (!onChain || token.type !== 'ERC721') return String(item);
  const { count } = await trx
    .selectFrom('transactions')
    .select((of) => of.fn.countAll<number>().as('count'))
    .where('tenant_id', '=', token.tenant_id)
    .where('token_id', '=', token.id)
    .where('type', '=', 'MINT')
    .executeTakeFirstOrThrow();
  return String(item * SERIALS + Number(count) + 1);
}

/**
 * Puts a freshly seeded tenant on the chain: its tokens get contracts, its wallets the addresses that the platform's keys give them, and what
 * has happened there loses its made-up hashes, so that the worker does it again for real. Runs in the seed's own database transaction.
 */
export async function moveToChain(trx: Db, chain: Chain, tenant: Pick<TenantRow, 'id' | 'project_name'>, publicUrl: string): Promise<void> {
  const at = (table: 'tokens' | 'wallets') =>
    trx
      .selectFrom(table as 'tokens')
      .selectAll()
      .where('tenant_id', '=', tenant.id);
  await trx.updateTable('tenants').set({ on_chain: 1 }).where('id', '=', tenant.id).execute();
  const levels = await trx.selectFrom('status_types').selectAll().where('tenant_id', '=', tenant.id).execute();
  for (const token of await at('tokens').execute()) {
    const { address } = await chain.deployToken(token.type as TokenAmount['tokenType'], {
      id: `${tenant.id} ${token.id}`,
      name: token.name ?? 'Rewards',
      symbol: token.symbol ?? 'RWD',
      metadataUrl: `${publicUrl}/tokens/${token.id}/`,
    });
    await trx
      .updateTable('tokens')
      .set({ contract_address: address, chain_id: chain.chainId })
      .where('tenant_id', '=', tenant.id)
      .where('id', '=', token.id)
      .execute();
    for (const level of levels) {
      level.eligible_token_addresses = level.eligible_token_addresses.replaceAll(token.contract_address, address);
    }
  }
  for (const { id, eligible_token_addresses } of levels) {
    await trx
      .updateTable('status_types')
      .set({ eligible_token_addresses })
      .where('tenant_id', '=', tenant.id)
      .where('id', '=', id)
      .execute();
  }
  for (const wallet of (await at('wallets').execute()) as unknown as WalletRow[]) await readdress(trx, chain, wallet);
  await numberBadges(trx, tenant.id);
  await trx.updateTable('transactions').set({ on_chain: 1, transaction_hash: null }).where('tenant_id', '=', tenant.id).execute();
}

/** The same wallet under the address that the keyring gives its owner, in every row that names it. */
async function readdress(trx: Db, chain: Chain, wallet: WalletRow): Promise<void> {
  const address = chain.signer.custodialWallet(ownerLabel(wallet));
  const places = [
    ['wallets', 'address'],
    ['balances', 'address'],
    ['ledger_entries', 'address'],
    ['transactions', 'sender_address'],
    ['transactions', 'recipient_address'],
  ] as const;
  for (const [table, column] of places) {
    await trx
      .updateTable(table as 'wallets')
      .set({ [column]: address })
      .where('tenant_id', '=', wallet.tenant_id)
      .where(column as 'address', '=', wallet.address)
      .execute();
  }
}

/** Badges of the past get serial numbers like those to come. */
async function numberBadges(trx: Db, tenantId: string): Promise<void> {
  const badges = await trx
    .selectFrom('transactions as movement')
    .innerJoin('tokens', (join) => join.onRef('tokens.tenant_id', '=', 'movement.tenant_id').onRef('tokens.id', '=', 'movement.token_id'))
    .select(['movement.id', 'movement.token_item_incremental_id as item'])
    .where('movement.tenant_id', '=', tenantId)
    .where('tokens.type', '=', 'ERC721')
    .where('movement.type', '=', 'MINT')
    .orderBy('movement.created_at')
    .execute();
  for (const [index, { id, item }] of badges.entries()) {
    await trx
      .updateTable('transactions')
      .set({ contract_token_id: String((item ?? 0) * SERIALS + index + 1) })
      .where('tenant_id', '=', tenantId)
      .where('id', '=', id)
      .execute();
  }
}
