import { Contract, FetchRequest, formatUnits, JsonRpcProvider } from 'ethers';

/** What the chain itself says. The API gives the way to the node and the addresses of the contracts, and no figure. */
export interface ChainReader {
  /** Points of an address, whole units. */
  points(address: string): Promise<number>;
  /** Pieces of an item of an ERC-1155 token. */
  pieces(address: string, item: number): Promise<number>;
  /** All points that there are. */
  supply(): Promise<number>;
  /** Where a transaction of the chain has succeeded: `to` and `from` of it. */
  provider: JsonRpcProvider;
  close(): void;
}

interface Token {
  readonly type: string;
  readonly symbol: string;
  readonly contractAddress: string;
}

const ABI = ['function balanceOf(address) view returns (uint256)', 'function totalSupply() view returns (uint256)'];
const PIECES = ['function balanceOf(address,uint256) view returns (uint256)'];

/** Reads the demo's chain as a page may: through the server's proxy, with a reader token. */
export async function chainReader(origin: string, chainId: number, projectKey: string): Promise<ChainReader> {
  const get = async (path: string): Promise<unknown> =>
    (await fetch(`${origin}/v2${path}`, { headers: { 'x-project-key': projectKey } })).json();
  const { rpcUrl, jwt } = (await get(`/chains/${chainId}`)) as { rpcUrl: string; jwt: string };
  const request = new FetchRequest(rpcUrl);
  request.setHeader('authorization', `Bearer ${jwt}`);
  const provider = new JsonRpcProvider(request, chainId, { staticNetwork: true, cacheTimeout: -1 });
  const tokens = (await get('/tokens')) as readonly Token[];
  const addressOf = (symbol: string): string => tokens.find((token) => token.symbol === symbol)!.contractAddress;
  const points = new Contract(addressOf('HPT'), ABI, provider);
  const rewards = new Contract(addressOf('HRW'), PIECES, provider);
  const whole = async (units: Promise<unknown>): Promise<number> => Number(formatUnits((await units) as bigint, 18));
  return {
    provider,
    points: (address) => whole(points.getFunction('balanceOf')(address)),
    pieces: async (address, item) => Number((await rewards.getFunction('balanceOf')(address, item)) as bigint),
    supply: () => whole(points.getFunction('totalSupply')()),
    close: () => provider.destroy(),
  };
}
