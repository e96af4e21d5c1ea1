import { number, rpc, type ChainReader, type ReadingOptions } from './rpc.js';

/** More gas than moving a token takes, and how often today's price a wallet may be asked to risk. */
const MOST_GAS = 300_000n;
const MOST_TIMES = 10n;

/**
 * The most that moving a token may cost on this chain now, in wei (decimal): above it something is wrong with what was prepared
 * (`eth_gasPrice`). Null when the node does not say. @throws PersError ABORTED
 */
export async function boundFee(chain: ChainReader, options: ReadingOptions): Promise<string | null> {
  try {
    return String(BigInt(number(await rpc(chain, 'eth_gasPrice', [], options))) * MOST_GAS * MOST_TIMES);
  } catch (error) {
    if (options.signal?.aborted) throw error;
    return null;
  }
}
