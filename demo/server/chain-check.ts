import { Contract, formatUnits } from 'ethers';
import type { Chain } from '../chain/chain.js';
import { add, compare, subtract } from './amounts.js';
import type { Db } from './db.js';
import { POINT_DECIMALS } from './on-chain.js';
import { chainSupply, ledgerSupply } from './supply.js';
import { tenantWallet } from './wallets.js';

/** A holding that the ledger and the chain do not agree on. Amounts in whole units. */
export interface Difference {
  readonly token: string;
  readonly item: number | null;
  /** Null: all of it that there is. */
  readonly address: string | null;
  readonly ledger: string;
  readonly chain: string;
}

const ABI = ['function balanceOf(address) view returns (uint256)', 'function balanceOf(address,uint256) view returns (uint256)'];

/**
 * Compares what the ledger says every address holds with what the chain says. The tenant's own wallet is left out: in the ledger it is the
 * source of every mint. Badges (ERC-721) are compared by number of pieces, since each is a token of its own on the chain. Then it compares how
 * much there is of each token: what was minted less what was burnt.
 */
export async function ledgerAgainstChain(
  db: Db,
  chain: Chain,
  tenantId: string,
): Promise<{ readonly compared: number; readonly differences: readonly Difference[] }> {
  const bank = (await tenantWallet(db, tenantId)).address;
  const tokens = await db.selectFrom('tokens').selectAll().where('tenant_id', '=', tenantId).execute();
  const balances = await db.selectFrom('balances').selectAll().where('tenant_id', '=', tenantId).where('address', '!=', bank).execute();
  const differences: Difference[] = [];
  let compared = 0;
  for (const token of tokens) {
    const contract = new Contract(token.contract_address, ABI, chain.provider);
    const held = balances.filter((row) => row.token_id === token.id);
    const unique = token.type === 'ERC721';
    const lines = unique
      ? pieces(held)
      : held.map((row) => ({ address: row.address, item: row.token_item_incremental_id, amount: row.amount }));
    for (const { address, item, amount } of lines) {
      const read =
        token.type === 'ERC1155' ? contract.getFunction('balanceOf(address,uint256)') : contract.getFunction('balanceOf(address)');
      const units = (await read(...(token.type === 'ERC1155' ? [address, item] : [address]))) as bigint;
      const there = formatUnits(units, token.type === 'ERC20' ? POINT_DECIMALS : 0);
      compared += 1;
      if (compare(subtract(amount, there.replace(/\.0$/, '')), '0') !== 0) {
        differences.push({ token: token.id, item: item < 0 ? null : item, address, ledger: amount, chain: there });
      }
    }
  }
  for (const token of tokens) {
    const [ledger, there] = await Promise.all([ledgerSupply(db, token), chainSupply(chain.provider, token)]);
    compared += 1;
    if (compare(subtract(ledger, there), '0') !== 0) differences.push({ token: token.id, item: null, address: null, ledger, chain: there });
  }
  return { compared, differences };
}

function pieces(rows: readonly { address: string; amount: string }[]): { address: string; item: number; amount: string }[] {
  const sums = new Map<string, string>();
  for (const { address, amount } of rows) sums.set(address, add(sums.get(address) ?? '0', amount));
  return [...sums].map(([address, amount]) => ({ address, item: -1, amount }));
}
