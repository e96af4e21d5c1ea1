import { getChain } from '../client/chains.js';
import { getTransaction, type Transaction } from '../client/transactions.js';
import { boundFee } from '../wallet/fee.js';
import { verifyReceipt, type Verdict } from '../wallet/receipt.js';
import { isAborted } from './outcome.js';
import type { OwnWalletTools } from './own-wallet.js';
import { keepSeen, seenOf } from './own-wallet-seen.js';
import type { ReadOptions } from './store.js';

/** What the chain itself says about a movement. */
export interface Checked {
  /** `cancelled`: another transaction took its place, and the API has given it up; nothing was spent. */
  readonly state: Verdict['state'] | 'cancelled';
  /** Page of the chain's explorer, from the API's own record of the chain; null when it has none. */
  readonly explorerUrl: string | null;
}

/** After these the API may know more than the chain: it follows its transaction under another hash, or gives it up. */
const LOST: readonly Checked['state'][] = ['replaced', 'reorged', 'missing'];
const same = (a: string | null, b: string | null): boolean => a?.toLowerCase() === b?.toLowerCase();

/** Reads the receipt of a movement from the chain and compares it; remembers in this tab what the chain showed. @throws PersError */
export async function checkOnChain(tools: OwnWalletTools, transaction: Transaction, options?: ReadOptions): Promise<Checked> {
  const { client } = tools;
  const said = await look(tools, transaction, options);
  if (!LOST.includes(said.state)) return said;
  const newest = await getTransaction(client, transaction.id, options);
  if (newest.transactionHash && !same(newest.transactionHash, transaction.transactionHash)) return look(tools, newest, options);
  return said.state === 'replaced' && newest.status === 'failed' ? { ...said, state: 'cancelled' } : said;
}

async function look({ client, queries }: OwnWalletTools, transaction: Transaction, options?: ReadOptions): Promise<Checked> {
  const chain = await getChain(client, transaction.chainId ?? 0, options);
  const { transactionHash: hash } = transaction;
  const explorerUrl = chain.explorerUrl && hash ? `${chain.explorerUrl.replace(/\/$/, '')}/tx/${hash}` : null;
  if (!hash || !chain.rpcUrl) return { state: 'pending', explorerUrl };
  const token = (await queries.tokens(options)).find(({ contractAddress }) => same(contractAddress, transaction.tokenAddress));
  const { amount, tokenAddress, tokenType, contractTokenId: tokenId, senderAddress: from, recipientAddress: to } = transaction;
  const kind = transaction.type === 'MINT' ? 'mint' : transaction.type === 'BURN' ? 'burn' : 'transfer';
  const decimals = token?.decimals ?? (tokenType === 'ERC20' ? 18 : 0);
  try {
    const { state, seen } = await verifyReceipt(
      { rpcUrl: chain.rpcUrl, jwt: chain.jwt },
      { hash, kind, tokenAddress, tokenType, tokenId, amount, decimals, from, to },
      { ...options, seen: seenOf(hash) },
    );
    keepSeen(hash, state, seen);
    return { state, explorerUrl };
  } catch (error) {
    if (isAborted(error)) throw error;
    // A node that does not answer says nothing about the movement: the explorer is still there.
    return { state: 'missing', explorerUrl };
  }
}

/** What a transaction of the customer's own may cost at the most, in wei (decimal; null: the chain does not say), and what it is paid in. */
export async function feeBound(
  { client }: OwnWalletTools,
  chainId: number,
  signal: AbortSignal,
): Promise<{ readonly maxFee: string | null; readonly symbol: string; readonly decimals: number }> {
  const { rpcUrl, jwt, nativeCurrency } = await getChain(client, chainId, { signal });
  const { symbol, decimals } = nativeCurrency ?? { symbol: 'ETH', decimals: 18 };
  return { maxFee: rpcUrl && (await boundFee({ rpcUrl, jwt }, { signal })), symbol, decimals };
}
