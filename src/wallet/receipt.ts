import { PersError } from '../errors.js';
import { toUnits } from './intent.js';
import { bad, number, object, rpc, type ChainReader, type ReadingOptions } from './rpc.js';
import { movesOf, NOBODY, toLog, type Move } from './transfers.js';

/** What the movement has to be, from our own knowledge. `SigningFacts` with `decimals` is one. */
export interface ReceiptFacts {
  readonly kind: 'mint' | 'transfer' | 'burn';
  readonly tokenAddress: string;
  /** ERC20, ERC1155 or ERC721; nothing is verified of another. */
  readonly tokenType: string;
  /** Decimal; null for ERC20. */
  readonly tokenId: string | null;
  /** Whole units as a decimal string. */
  readonly amount: string;
  readonly decimals: number;
  /** Not compared for a mint, which comes from nobody. */
  readonly from: string;
  /** Not compared for a burn, which goes to nobody. */
  readonly to: string | null;
}

/**
 * What the chain says. `verified`: carried out, and it moved exactly this. `reverted`: carried out without effect. `mismatch`: it moved
 * something else. `pending`: known and not in a block. `reorged`: it was in a block that is no longer part of the chain, and is in none now.
 * `replaced`: another transaction of its sender has its number, so that it never counts. `missing`: not known to this node.
 */
export interface Verdict {
  readonly state: 'pending' | 'verified' | 'reverted' | 'replaced' | 'reorged' | 'missing' | 'mismatch';
  /** Blocks that hold it, its own included; 0 without one. */
  readonly confirmations: number;
  /** For the next reading; null while the node has never shown the transaction. */
  readonly seen: Seen | null;
}

/** What a node showed of a transaction: kept between readings, it tells what was lost from what was never there. */
export interface Seen {
  /** The account whose number it used: the platform's, or the customer's own. */
  readonly sender: string;
  readonly nonce: number;
  /** Block that it stood in; null when it was in none yet. */
  readonly blockHash: string | null;
}

export interface ReceiptOptions extends ReadingOptions {
  /** From the reading before. */
  readonly seen?: Seen | null;
}

const HASH = /^0x[0-9a-fA-F]{64}$/;
/**
 * Reads the receipt of a transaction from a node and compares its logs with `facts` (`eth_getTransactionReceipt`, ERC-20, ERC-721 and
 * ERC-1155). Of what leaves an account, that one movement must be all that the token moved.
 * @throws PersError those of {@link rpc}; GUARD_AMOUNT (`facts` make no sense)
 */
export async function verifyReceipt(
  chain: ChainReader,
  { hash, ...facts }: ReceiptFacts & { readonly hash: string },
  options: ReceiptOptions = {},
): Promise<Verdict> {
  if (!HASH.test(hash)) throw new PersError('VALIDATION_ERROR', 'This is not the hash of a transaction.', { details: { target: 'hash' } });
  const call = (method: string, ...params: readonly unknown[]): Promise<unknown> => rpc(chain, method, params, options);
  const [receipt, latest, transaction] = await Promise.all([
    call('eth_getTransactionReceipt', hash),
    call('eth_blockNumber'),
    call('eth_getTransactionByHash', hash),
  ]);
  const { seen: earlier = null } = options;
  if (receipt === null) {
    const seen = transaction === null ? earlier : sentBy(transaction, earlier?.blockHash ?? null);
    return { state: await whereIs(seen, transaction !== null, call), confirmations: 0, seen };
  }
  const { blockHash, blockNumber, status, logs, transactionHash } = object(receipt);
  if (typeof blockHash !== 'string' || !HASH.test(blockHash) || !Array.isArray(logs)) return bad('The receipt cannot be read.');
  const seen = transaction === null ? null : sentBy(transaction, blockHash);
  const confirmations = Math.max(1, number(latest) - number(blockNumber) + 1);
  const answer = (state: Verdict['state']): Verdict => ({ state, confirmations, seen });
  if (typeof transactionHash !== 'string' || transactionHash.toLowerCase() !== hash.toLowerCase()) return answer('mismatch');
  if (number(status) !== 1) return answer('reverted');
  return answer(hasMoved(logs as readonly unknown[], facts) ? 'verified' : 'mismatch');
}

/** Of a transaction without a receipt. */
async function whereIs(seen: Seen | null, known: boolean, call: (method: string, ...params: readonly unknown[]) => Promise<unknown>) {
  if (seen && !known && number(await call('eth_getTransactionCount', seen.sender, 'latest')) > seen.nonce) return 'replaced';
  if (seen?.blockHash) return 'reorged';
  return known ? 'pending' : 'missing';
}

function sentBy(transaction: unknown, blockHash: string | null): Seen {
  const { from, nonce } = object(transaction);
  return { sender: typeof from === 'string' ? from : bad('The transaction cannot be read.'), nonce: number(nonce), blockHash };
}

function hasMoved(logs: readonly unknown[], facts: ReceiptFacts): boolean {
  const token = facts.tokenAddress.toLowerCase();
  const wanted: Move = {
    from: facts.kind === 'mint' ? NOBODY : facts.from.toLowerCase(),
    to: facts.kind === 'burn' ? NOBODY : (facts.to ?? '').toLowerCase(),
    tokenId: facts.tokenType === 'ERC20' || facts.tokenId === null ? null : BigInt(facts.tokenId),
    amount: toUnits(facts.amount, facts.decimals),
  };
  const moves = logs.flatMap((raw) => {
    const log = toLog(raw);
    return log?.address === token ? movesOf(log, facts.tokenType) : [];
  });
  const isWanted = ({ from, to, tokenId, amount }: Move): boolean =>
    from === wanted.from && to === wanted.to && tokenId === wanted.tokenId && amount === wanted.amount;
  // A reward may come with others. What leaves an account is what was agreed to, once.
  if (facts.kind === 'mint') return moves.some(isWanted);
  const left = moves.filter(({ from }) => from === wanted.from);
  return left.length === 1 && left.every(isWanted);
}
