import { parseUnits } from 'ethers';
import type { Chain } from '../chain/chain.js';
import type { TokenAmount } from '../chain/token-calls.js';
import type { Programme } from '../chain/deploy.js';
import { inTransaction, type Db } from './db.js';
import type { TokenRow, TransactionRow, WalletRow } from './schema.js';

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

/** Token contracts that a tenant needs, by standard. */
export type Needed = readonly { readonly type: TokenAmount['tokenType']; readonly programme: Programme }[];

/**
 * Gives a freshly seeded tenant the addresses that it has on the chain: of its tokens, and of its wallets by the platform's keys. Runs in the
 * seed's own database transaction and asks the chain nothing: whoever waits for the chain there could wait for ever, because the chain's
 * worker waits for the database. @returns what {@link goOnChain} has to deploy
 */
export async function addressOnChain(trx: Db, chain: Chain, tenantId: string, publicUrl: string): Promise<Needed> {
  const needed = [];
  const levels = await trx.selectFrom('status_types').selectAll().where('tenant_id', '=', tenantId).execute();
  for (const token of await trx.selectFrom('tokens').selectAll().where('tenant_id', '=', tenantId).execute()) {
    const type = token.type as TokenAmount['tokenType'];
    const programme = {
      id: `${tenantId} ${token.id}`,
      name: (token.name ?? 'Rewards').slice(0, 40),
      symbol: (token.symbol ?? 'RWD').slice(0, 11),
      metadataUrl: `${publicUrl}/tokens/${token.id}/`,
    };
    const contract_address = chain.tokenAddress(type, programme);
    needed.push({ type, programme });
    const set = { contract_address, chain_id: chain.chainId };
    await trx.updateTable('tokens').set(set).where('tenant_id', '=', tenantId).where('id', '=', token.id).execute();
    for (const level of levels) {
      level.eligible_token_addresses = level.eligible_token_addresses.replaceAll(token.contract_address, contract_address);
    }
  }
  for (const { id, eligible_token_addresses } of levels) {
    await trx
      .updateTable('status_types')
      .set({ eligible_token_addresses })
      .where('tenant_id', '=', tenantId)
      .where('id', '=', id)
      .execute();
  }
  const wallets = await trx.selectFrom('wallets').selectAll().where('tenant_id', '=', tenantId).execute();
  for (const wallet of wallets) await readdress(trx, chain, wallet);
  await numberBadges(trx, tenantId);
  return needed;
}

/** Deploys a tenant's tokens and hands its movements to the chain: what has happened loses its made-up hashes, so that the worker does it for real. */
export async function goOnChain(db: Db, chain: Chain, tenantId: string, needed: Needed): Promise<void> {
  await Promise.all(needed.map(({ type, programme }) => chain.deployToken(type, programme)));
  await inTransaction(db, tenantId, async (trx) => {
    await trx.updateTable('tenants').set({ on_chain: 1 }).where('id', '=', tenantId).execute();
    await trx.updateTable('transactions').set({ on_chain: 1, transaction_hash: null }).where('tenant_id', '=', tenantId).execute();
  });
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
