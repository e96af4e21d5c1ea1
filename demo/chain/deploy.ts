import { AbiCoder, concat, Contract, getCreate2Address, id, Interface, keccak256, type JsonRpcProvider } from 'ethers';
import { artifactOf, type Artifacts } from './compile.js';
import type { Relayer } from './relayer.js';

/** Contract without an owner that deploys what it is given by CREATE2. It has the same address on nearly every chain, and the node here brings it. */
const DEPLOYER = '0x4e59b44847b379578588920cA78FbF26c0B4956C';

/** What deploying needs. */
export interface Platform {
  readonly provider: JsonRpcProvider;
  readonly relayer: Relayer;
  readonly artifacts: Artifacts;
}

/** A contract on the chain. `contract` reads; it holds no key, so its writing methods throw. */
export interface Deployed {
  readonly address: string;
  readonly contract: Contract;
}

/** One loyalty programme's tokens are named after it. */
export interface Programme {
  /** Id of the tenant: other programmes have other contracts. */
  readonly id: string;
  /** Name of the points, such as "Harbour Points". */
  readonly name: string;
  /** Their short name, up to eleven characters. */
  readonly symbol: string;
  /** Where descriptions of rewards and levels are found, ending in a slash. */
  readonly metadataUrl: string;
}

/** Deploys the factory of smart wallets, once per chain. */
export function deployFactory(platform: Platform): Promise<Deployed> {
  return deploy(platform, 'SmartWalletFactory', 'factory', []);
}

/** Where {@link deployToken} puts a token. Asks nobody. */
export function tokenAddress(platform: Platform, type: TokenStandard, programme: Programme): string {
  return plan(platform, ...tokenPlan(platform, type, programme)).address;
}

type TokenStandard = 'ERC20' | 'ERC1155' | 'ERC721';

/** One token of a programme, of the kind its standard asks for, owned by the platform. What is there already stays as it is. */
export function deployToken(platform: Platform, type: TokenStandard, programme: Programme): Promise<Deployed> {
  return deploy(platform, ...tokenPlan(platform, type, programme));
}

function tokenPlan(platform: Platform, type: TokenStandard, programme: Programme): [name: string, purpose: string, args: unknown[]] {
  const { id: purpose, name, symbol, metadataUrl } = programme;
  const owner = platform.relayer.address;
  if (type === 'ERC20') return ['Points', purpose, [name, symbol, owner]];
  if (type === 'ERC1155') return ['Rewards', purpose, [`${metadataUrl}rewards/{id}`, owner]];
  return ['Status', purpose, [`${name} status`, `${symbol}-S`, `${metadataUrl}status/`, owner]];
}

/** Deploys the tokens of a programme, owned by the platform. What is there already stays as it is. */
export async function deployTokens(platform: Platform, programme: Programme): Promise<Record<'points' | 'rewards' | 'status', Deployed>> {
  const [points, rewards, status] = await Promise.all([
    deployToken(platform, 'ERC20', programme),
    deployToken(platform, 'ERC1155', programme),
    deployToken(platform, 'ERC721', programme),
  ]);
  return { points, rewards, status };
}

/** The address follows from code, arguments and `purpose`: after a restart the same contract is found again. */
function plan({ artifacts }: Platform, name: string, purpose: string, args: unknown[]) {
  const { abi, bytecode } = artifactOf(artifacts, name);
  const types = new Interface(abi).deploy.inputs;
  const code = concat([bytecode, AbiCoder.defaultAbiCoder().encode(types, args)]);
  const salt = id(purpose);
  return { abi, address: getCreate2Address(DEPLOYER, salt, keccak256(code)), data: concat([salt, code]) };
}

async function deploy(platform: Platform, name: string, purpose: string, args: unknown[]): Promise<Deployed> {
  const { provider, relayer } = platform;
  const { abi, address, data } = plan(platform, name, purpose, args);
  if ((await provider.getCode(address)) === '0x') await relayer.send({ to: DEPLOYER, data });
  return { address, contract: new Contract(address, abi, provider) };
}
