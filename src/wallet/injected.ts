import { hashMessage, hexlify, toUtf8Bytes } from 'ethers';
import { PersError } from '../errors.js';
import { readAccounts, readChainId, readSignature, readSigned } from './answer.js';
import { isUnknownChain } from './failure.js';
import { alone, ask, capture, type Captured } from './provider.js';
import type { ChainToUse, ConnectedWallet, FoundWallet, WalletChange } from './wallet.js';

/** Milliseconds and number of readings until a wallet that said yes must be on the chain. */
const PAUSE = 200;
const READINGS = 6;

/**
 * Asks a wallet to show one account to this page (`eth_requestAccounts`). Only after a press of a button: it opens a window.
 * @throws PersError WALLET_REJECTED, WALLET_BUSY, WALLET_LOCKED, WALLET_GONE, WALLET_FAILED
 */
export async function connectWallet(wallet: FoundWallet): Promise<ConnectedWallet> {
  const provider = capture(wallet.provider);
  if (!provider) throw new PersError('WALLET_FAILED', 'This is not a wallet.');
  const key = wallet.provider;
  return alone(key, async () => {
    const [address] = readAccounts(await ask(provider, 'eth_requestAccounts'));
    const chainId = await currentChain(provider).catch(() => null);
    return connected({ wallet, provider, key, address: address!, chainId });
  });
}

interface Connection {
  readonly wallet: FoundWallet;
  readonly provider: Captured;
  readonly key: object;
  readonly address: string;
  chainId: number | null;
}

function connected(connection: Connection): ConnectedWallet {
  const { wallet, provider, key, address } = connection;

  const readChain = async (): Promise<number | null> => (connection.chainId = await currentChain(provider));

  /** People change accounts in the wallet without the page: what was true at connecting need not be. */
  async function checkAccount(): Promise<void> {
    const accounts = readAccounts(await ask(provider, 'eth_accounts', [], true));
    if (!accounts.includes(address)) throw new PersError('WALLET_WRONG_ACCOUNT', 'The wallet shows another account.');
  }

  return Object.freeze({
    wallet,
    address,
    get chainId() {
      return connection.chainId;
    },
    signMessage: (text) =>
      alone(key, async () => {
        await checkAccount();
        const answer = await ask(provider, 'personal_sign', [hexlify(toUtf8Bytes(text)), address]);
        return readSignature(answer, hashMessage(text), address);
      }),
    sign: (guarded) =>
      alone(key, async () => {
        if (guarded.signer !== address) throw new PersError('WALLET_WRONG_ACCOUNT', 'Another account has to sign.');
        await checkAccount();
        if ((await readChain()) !== guarded.facts.chainId) throw new PersError('WALLET_WRONG_CHAIN', 'The wallet is on another chain.');
        const { method, type, payload } = guarded;
        // As text it cannot change on its way, and every wallet takes it.
        const params = type === 'EIP-712' ? [address, JSON.stringify(payload)] : [payload];
        return readSigned(await ask(provider, method, params), guarded);
      }),
    useChain: (chain) =>
      alone(key, async () => {
        if ((await readChain()) === chain.chainId) return;
        await switchTo(provider, chain);
        for (let reading = 0; (await readChain()) !== chain.chainId; reading++) {
          if (reading >= READINGS) throw new PersError('WALLET_WRONG_CHAIN', 'The wallet stayed on another chain.');
          await new Promise((resolve) => setTimeout(resolve, PAUSE));
        }
      }),
    onChange: (listener) => watch(connection, listener),
  } satisfies ConnectedWallet);
}

async function currentChain(provider: Captured): Promise<number | null> {
  return readChainId(await ask(provider, 'eth_chainId', [], true));
}

/** One question; a second only when the wallet does not know the chain, and about nothing but that chain. */
async function switchTo(provider: Captured, chain: ChainToUse): Promise<void> {
  const chainId = `0x${chain.chainId.toString(16)}`;
  try {
    await ask(provider, 'wallet_switchEthereumChain', [{ chainId }]);
  } catch (error) {
    if (!isUnknownChain(error)) throw orWrongChain(error);
    const { name, rpcUrl, explorerUrl, nativeCurrency } = chain;
    if (!rpcUrl || !nativeCurrency) throw new PersError('WALLET_WRONG_CHAIN', 'The chain cannot be described to the wallet.');
    const { name: coin, symbol, decimals } = nativeCurrency;
    const described = {
      chainId,
      chainName: name,
      rpcUrls: [rpcUrl],
      nativeCurrency: { name: coin, symbol, decimals },
      ...(explorerUrl && { blockExplorerUrls: [explorerUrl] }),
    };
    await ask(provider, 'wallet_addEthereumChain', [described]).catch((failure: unknown) => {
      throw orWrongChain(failure);
    });
  }
}

/** A wallet that does not change chains for a page can still be changed by hand. */
function orWrongChain(error: unknown): unknown {
  const { code } = error as PersError;
  if (code !== 'WALLET_CANNOT_SIGN' && code !== 'WALLET_FAILED') return error;
  return new PersError('WALLET_WRONG_CHAIN', 'The wallet did not change the chain.', { cause: error });
}

function shown(answer: unknown): readonly string[] {
  try {
    return readAccounts(answer);
  } catch {
    return [];
  }
}

function watch(connection: Connection, listener: (what: WalletChange) => void): () => void {
  const { provider, address } = connection;
  const onAccounts = (answer: unknown): void => {
    const [account] = shown(answer);
    // None any more: it was locked, or the page was disconnected in it.
    if (account !== address) listener(account ? 'account' : 'gone');
  };
  const onChain = (answer: unknown): void => {
    const chainId = readChainId(answer);
    if (chainId === connection.chainId) return;
    connection.chainId = chainId;
    listener('chain');
  };
  const events = { accountsChanged: onAccounts, chainChanged: onChain, disconnect: () => listener('gone') };
  for (const [event, on] of Object.entries(events)) provider.on(event, on);
  return () => {
    for (const [event, on] of Object.entries(events)) provider.removeListener(event, on);
  };
}
