import { formatUnits, Interface, ZeroAddress, type Log } from 'ethers';
import type { Db } from './db.js';
import { POINT_DECIMALS } from './on-chain.js';

const erc20 = new Interface(['event Transfer(address indexed from, address indexed to, uint256 amount)']);
const erc721 = new Interface(['event Transfer(address indexed from, address indexed to, uint256 indexed tokenId)']);
const erc1155 = new Interface([
  'event TransferSingle(address indexed operator, address indexed from, address indexed to, uint256 id, uint256 amount)',
  'event TransferBatch(address indexed operator, address indexed from, address indexed to, uint256[] ids, uint256[] amounts)',
]);
/** First topics of the events that move tokens. */
export const TOPICS = {
  transfer: erc20.getEvent('Transfer')!.topicHash,
  several: ['TransferSingle', 'TransferBatch'].map((name) => erc1155.getEvent(name)!.topicHash),
} as const;

/** A token as a log shows it: nothing is known but its contract. */
export interface Moved {
  readonly standard: 'ERC20' | 'ERC1155' | 'ERC721';
  readonly contract: string;
  /** Decimal; null for ERC-20. */
  readonly tokenId: string | null;
  readonly from: string;
  readonly to: string;
  /** Units of the contract. */
  readonly units: bigint;
}

/** The movements that a log tells of (ERC-20, ERC-721, ERC-1155); empty for every other log. */
export function movedBy({ address: contract, topics, data }: Pick<Log, 'address' | 'topics' | 'data'>): Moved[] {
  const log = { topics: [...topics], data };
  try {
    if (topics[0] === TOPICS.transfer) {
      // One signature, two standards: the third parameter is a topic only where it names a token.
      const isBadge = topics.length === 4;
      const [from, to, value] = (isBadge ? erc721 : erc20).parseLog(log)!.args as unknown as [string, string, bigint];
      return isBadge
        ? [{ standard: 'ERC721', contract, tokenId: String(value), from, to, units: 1n }]
        : [{ standard: 'ERC20', contract, tokenId: null, from, to, units: value }];
    }
    if (!TOPICS.several.includes(topics[0] ?? '')) return [];
    type Args = [string, string, string, bigint | bigint[], bigint | bigint[]];
    const [, from, to, ids, amounts] = erc1155.parseLog(log)!.args as unknown as Args;
    const units = [amounts].flat();
    return [ids].flat().map((id, index) => ({ standard: 'ERC1155', contract, tokenId: String(id), from, to, units: units[index] ?? 0n }));
  } catch {
    return []; // a contract of somebody else may log what only looks like a movement
  }
}

/** A token by its names, where one of the programmes on this server has it. */
export interface Named {
  readonly contract: string;
  readonly name: string | null;
  readonly symbol: string | null;
  /** Name of the reward or level; null where there is none. */
  readonly item: string | null;
  /** Decimal; null for ERC-20. */
  readonly tokenId: string | null;
  /** Whole units of a known token, else units of the contract. */
  readonly amount: string;
}

/** What a movement is for readers. */
export type Movement = Named & Pick<Moved, 'standard' | 'from' | 'to'> & { readonly kind: 'mint' | 'burn' | 'transfer' };

/** Looks names of tokens up; every contract is asked for once. */
export class TokenNames {
  readonly #known = new Map<string, Promise<Awaited<ReturnType<TokenNames['find']>>>>();
  constructor(
    private readonly db: Db,
    private readonly chainId: number,
  ) {}

  /** The token with this contract and the names of what its ids stand for, or undefined. */
  async find(contract: string) {
    const token = await this.db
      .selectFrom('tokens')
      .select(['tenant_id', 'id', 'name', 'symbol', 'type'])
      .where('chain_id', '=', this.chainId)
      .where('contract_address', '=', contract)
      .executeTakeFirst();
    if (!token || token.type === 'ERC20') return token && { ...token, items: new Map<string, string | null>() };
    const items = await this.db
      .selectFrom('transactions as movement')
      .innerJoin('token_items as item', (join) =>
        join
          .onRef('item.tenant_id', '=', 'movement.tenant_id')
          .onRef('item.token_id', '=', 'movement.token_id')
          .onRef('item.incremental_id', '=', 'movement.token_item_incremental_id'),
      )
      .select(['movement.contract_token_id', 'item.name'])
      .distinct()
      .where('movement.tenant_id', '=', token.tenant_id)
      .where('movement.token_id', '=', token.id)
      .execute();
    return { ...token, items: new Map(items.map((item) => [item.contract_token_id ?? '', item.name])) };
  }

  async nameOf({ contract, tokenId, units }: Pick<Moved, 'contract' | 'tokenId' | 'units'>): Promise<Named> {
    const asked = this.#known.get(contract) ?? this.find(contract);
    this.#known.set(contract, asked);
    const token = await asked;
    const amount = token?.type === 'ERC20' ? formatUnits(units, POINT_DECIMALS).replace(/\.0$/, '') : String(units);
    const item = (tokenId !== null && token?.items.get(tokenId)) || null;
    return { contract, name: token?.name ?? null, symbol: token?.symbol ?? null, item, tokenId, amount };
  }

  async movement(moved: Moved): Promise<Movement> {
    const { standard, from, to } = moved;
    const kind = from === ZeroAddress ? 'mint' : to === ZeroAddress ? 'burn' : 'transfer';
    return { ...(await this.nameOf(moved)), standard, kind, from, to };
  }
}
