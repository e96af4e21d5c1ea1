import { JsonRpcProvider, toBeHex, parseEther } from 'ethers';
import { compile } from './compile.js';
import { deployFactory, deployToken, deployTokens, tokenAddress, type Deployed, type Platform, type Programme } from './deploy.js';
import { Keyring, loadMnemonic } from './keyring.js';
import { startChain, type ChainNode, type ChainOptions } from './node.js';
import { Relayer } from './relayer.js';
import { errorsOf } from './reverts.js';
import { Signer } from './signer.js';

const GAS_MONEY = parseEther('10000');

/** A running chain with the project's contracts on it. */
export interface Chain extends Pick<ChainNode, 'rpcUrl' | 'chainId'> {
  /** Reads the chain; holds no key. */
  readonly provider: JsonRpcProvider;
  readonly signer: Signer;
  readonly factory: Deployed;
  /** Deploys a programme's tokens, or finds them again. */
  tokensOf(programme: Programme): ReturnType<typeof deployTokens>;
  /** Where such a token will be, without asking the chain. */
  tokenAddress(type: 'ERC20' | 'ERC1155' | 'ERC721', programme: Programme): string;
  /** Deploys one token of a programme, or finds it again. */
  deployToken(type: 'ERC20' | 'ERC1155' | 'ERC721', programme: Programme): Promise<Deployed>;
  /** Gives an account enough to pay fees with. */
  giveGas(address: string): Promise<void>;
  /** Ends the node; with a folder, its state is written first. */
  stop(): Promise<void>;
}

/**
 * Starts a chain and puts the wallets' factory on it.
 *
 * @param folder where the phrase of the keys and the chain's state are kept, so that a restart finds every token where it was; null: both
 * live as long as the chain.
 * @throws Error when the node does not start or the contracts do not compile.
 */
export async function openChain(folder: string | null, options: Omit<ChainOptions, 'state'> = {}): Promise<Chain> {
  const keyring = new Keyring(loadMnemonic(folder && `${folder}/chain-phrase.txt`));
  const artifacts = await compile();
  const node = await startChain({ ...options, state: folder && `${folder}/chain-state.json` });
  const provider = connect(node);
  try {
    const relayer = new Relayer(provider, keyring, errorsOf(artifacts));
    const giveGas = (address: string): Promise<void> => provider.send('anvil_setBalance', [address, toBeHex(GAS_MONEY)]);
    await giveGas(relayer.address);
    const platform: Platform = { provider, relayer, artifacts };
    const factory = await deployFactory(platform);
    return {
      rpcUrl: node.rpcUrl,
      chainId: node.chainId,
      provider,
      signer: new Signer({ ...platform, chainId: node.chainId, keyring, factory: factory.address }),
      factory,
      tokensOf: (programme) => deployTokens(platform, programme),
      tokenAddress: (type, programme) => tokenAddress(platform, type, programme),
      deployToken: (type, programme) => deployToken(platform, type, programme),
      giveGas,
      stop: () => close(provider, node),
    };
  } catch (error) {
    await close(provider, node);
    throw error;
  }
}

/** The node is near and answers at once: no batches, no cache, short waits between looks for a receipt. */
export function connect({ rpcUrl, chainId }: Pick<ChainNode, 'rpcUrl' | 'chainId'>): JsonRpcProvider {
  return new JsonRpcProvider(rpcUrl, chainId, { staticNetwork: true, batchMaxCount: 1, cacheTimeout: -1, pollingInterval: 50 });
}

async function close(provider: JsonRpcProvider, node: ChainNode): Promise<void> {
  provider.destroy();
  await node.stop();
}
