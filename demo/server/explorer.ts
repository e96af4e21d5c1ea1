import { formatEther, Interface, zeroPadValue, type Log } from 'ethers';
import { Hono } from 'hono';
import type { Chain } from '../chain/chain.js';
import { Problem } from './problems.js';
import type { CoreEnv } from './runtime.js';
import { movedBy, TokenNames, TOPICS, type Moved } from './token-movements.js';
import { checksum } from './wallets.js';

/** Movements on the page of an address, and holdings that are asked for. */
const MOST_MOVEMENTS = 25;
const MOST_HOLDINGS = 100;

const reads = {
  ERC20: new Interface(['function balanceOf(address) view returns (uint256)']),
  ERC721: new Interface(['function ownerOf(uint256) view returns (address)']),
  ERC1155: new Interface(['function balanceOf(address,uint256) view returns (uint256)']),
};

/** What the explorer's page shows: of the chain, with the names that programmes on this server give their tokens. Nobody is named. */
export const explorer = new Hono<CoreEnv>()

  /** @throws Problem `RESOURCE_NOT_FOUND` */
  .get('/tx/:hash', async (c) => {
    const { db, options } = c.get('runtime');
    const hash = c.req.param('hash').toLowerCase();
    const found = options.chain && /^0x[0-9a-f]{64}$/.test(hash) ? await options.chain.provider.getTransaction(hash) : null;
    if (!options.chain || !found) throw new Problem('RESOURCE_NOT_FOUND', 'This chain has no such transaction.', undefined, 'hash');
    const { provider, chainId } = options.chain;
    const [receipt, latest] = await Promise.all([provider.getTransactionReceipt(hash), provider.getBlockNumber()]);
    const block = receipt && (await provider.getBlock(receipt.blockNumber));
    const names = new TokenNames(db, chainId);
    return c.json({
      hash,
      status: receipt === null ? 'pending' : receipt.status === 1 ? 'succeeded' : 'reverted',
      block: receipt?.blockNumber ?? null,
      // A block may come between the two readings.
      confirmations: receipt ? Math.max(1, latest - receipt.blockNumber + 1) : 0,
      time: block ? timeOf(block.timestamp) : null,
      from: found.from,
      to: found.to,
      feePayer: found.from,
      fee: receipt ? formatEther(receipt.fee) : null,
      movements: await Promise.all((receipt?.logs ?? []).flatMap(movedBy).map((moved) => names.movement(moved))),
    });
  })

  /** @throws Problem `RESOURCE_NOT_FOUND` when this is no address, or the server has no chain. */
  .get('/address/:address', async (c) => {
    const { db, options } = c.get('runtime');
    const address = checksum(c.req.param('address'));
    if (!address || !options.chain) throw new Problem('RESOURCE_NOT_FOUND', 'There is no such address.', undefined, 'address');
    const { provider, chainId } = options.chain;
    const names = new TokenNames(db, chainId);
    const token = await names.find(address);
    const logs = token ? await logsOf(options.chain, [{ address }]) : await logsAt(options.chain, address);
    const moved = logs.flatMap((log) => movedBy(log).map((move) => ({ log, move })));
    const latest = moved.slice(-MOST_MOVEMENTS).reverse();
    const times = new Map<number, string | null>();
    for (const { log } of latest) {
      if (times.has(log.blockNumber)) continue;
      const block = await provider.getBlock(log.blockNumber);
      times.set(log.blockNumber, block ? timeOf(block.timestamp) : null);
    }
    const [code, held] = await Promise.all([provider.getCode(address), token ? [] : holdings(options.chain, address, moved)]);
    return c.json({
      address,
      kind: token ? 'token' : code === '0x' ? 'account' : 'contract',
      name: token?.name ?? null,
      balances: (await Promise.all(held.map((holding) => names.nameOf(holding)))).filter(({ amount }) => amount !== '0'),
      movements: await Promise.all(
        latest.map(async ({ log, move }) => ({
          hash: log.transactionHash,
          block: log.blockNumber,
          time: times.get(log.blockNumber) ?? null,
          ...(await names.movement(move)),
        })),
      ),
    });
  });

const timeOf = (seconds: number): string => new Date(seconds * 1000).toISOString();

/** Every log that moves tokens from or to an address, oldest first. */
function logsAt(chain: Chain, address: string): Promise<Log[]> {
  const topic = zeroPadValue(address, 32);
  const { transfer, several } = TOPICS;
  return logsOf(chain, [
    { topics: [transfer, topic] },
    { topics: [transfer, null, topic] },
    { topics: [[...several], null, topic] },
    { topics: [[...several], null, null, topic] },
  ]);
}

async function logsOf({ provider }: Chain, filters: readonly object[]): Promise<Log[]> {
  const found = (await Promise.all(filters.map((filter) => provider.getLogs({ fromBlock: 0, toBlock: 'latest', ...filter })))).flat();
  // What an address sends to itself is found twice.
  const once = new Map(found.map((log) => [`${log.blockNumber} ${log.index}`, log]));
  return [...once.values()].sort((a, b) => a.blockNumber - b.blockNumber || a.index - b.index);
}

type Holding = Pick<Moved, 'contract' | 'tokenId' | 'units'>;

/** What the contracts themselves say an address holds, of every token that ever came to it; the last that came are asked for. */
async function holdings(chain: Chain, address: string, moved: readonly { readonly move: Moved }[]): Promise<Holding[]> {
  const came = new Map(moved.filter(({ move }) => move.to === address).map(({ move }) => [`${move.contract} ${move.tokenId}`, move]));
  const asked = [...came.values()].slice(-MOST_HOLDINGS).map(async ({ standard, contract, tokenId }): Promise<Holding> => {
    const abi = reads[standard];
    const [name, args] =
      standard === 'ERC721' ? ['ownerOf', [tokenId]] : ['balanceOf', standard === 'ERC20' ? [address] : [address, tokenId]];
    try {
      const [answer] = abi.decodeFunctionResult(
        name,
        await chain.provider.call({ to: contract, data: abi.encodeFunctionData(name, args) }),
      );
      return { contract, tokenId, units: standard === 'ERC721' ? (answer === address ? 1n : 0n) : (answer as bigint) };
    } catch {
      return { contract, tokenId, units: 0n }; // a badge that was destroyed has no owner
    }
  });
  return Promise.all(asked);
}
