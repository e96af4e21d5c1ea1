import { Contract, formatUnits, Interface, ZeroAddress, type JsonRpcProvider } from 'ethers';
import { add, subtract } from './amounts.js';
import type { Db } from './db.js';
import { POINT_DECIMALS } from './on-chain.js';
import type { TokenRow } from './schema.js';

const TRANSFERS = new Interface([
  'event Transfer(address indexed from, address indexed to, uint256 indexed tokenId)',
  'event TransferSingle(address indexed operator, address indexed from, address indexed to, uint256 id, uint256 value)',
  'event TransferBatch(address indexed operator, address indexed from, address indexed to, uint256[] ids, uint256[] values)',
]);

/** What the ledger has minted of a token less what it has burnt, whole units, all items together. */
export async function ledgerSupply(db: Db, { tenant_id, id }: Pick<TokenRow, 'tenant_id' | 'id'>): Promise<string> {
  const rows = await db
    .selectFrom('transactions')
    .select(['type', 'amount'])
    .where('tenant_id', '=', tenant_id)
    .where('token_id', '=', id)
    .where('status', '=', 'succeeded')
    .where('type', 'in', ['MINT', 'BURN'])
    .execute();
  return rows.reduce((sum, { type, amount }) => (type === 'MINT' ? add(sum, amount) : subtract(sum, amount)), '0');
}

/** The same by the chain: points have a total, of the others every event since the first block is counted. */
export async function chainSupply(provider: JsonRpcProvider, token: Pick<TokenRow, 'type' | 'contract_address'>): Promise<string> {
  const { type, contract_address: address } = token;
  if (type === 'ERC20') {
    const contract = new Contract(address, ['function totalSupply() view returns (uint256)'], provider);
    return formatUnits((await contract.getFunction('totalSupply')()) as bigint, POINT_DECIMALS).replace(/\.0$/, '');
  }
  const logs = await provider.getLogs({ address, fromBlock: 0, toBlock: 'latest' });
  return String(logs.reduce((sum, log) => sum + change(TRANSFERS.parseLog(log)), 0n));
}

/** Pieces that one event has made, or less than none that it has ended. */
function change(event: ReturnType<Interface['parseLog']>): bigint {
  if (!event) return 0n;
  const { from, to } = event.args as unknown as { from: string; to: string };
  const amounts =
    event.name === 'Transfer' ? [1n] : event.name === 'TransferSingle' ? [event.args[4] as bigint] : [...(event.args[4] as bigint[])];
  const whole = amounts.reduce((sum, amount) => sum + amount, 0n);
  return (from === ZeroAddress ? whole : 0n) - (to === ZeroAddress ? whole : 0n);
}
