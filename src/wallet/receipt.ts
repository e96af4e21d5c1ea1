import { PersError, toPersError } from '../errors.js';
import { toUnits } from './intent.js';
import { movesOf, NOBODY, toLog, type Move } from './transfers.js';

/** A node that may be read, and the token for it (contract `getChain`). */
export interface ChainReader {
  readonly rpcUrl: string;
  /** Sent to `rpcUrl` alone, as a bearer token; null when the node is open. */
  readonly jwt: string | null;
}

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
 * something else. `pending`: known and not in a block. `missing`: not known to this node; after it was seen once that means that another
 * transaction took its place, or that its block is no longer part of the chain.
 */
export interface Verdict {
  readonly state: 'pending' | 'verified' | 'reverted' | 'missing' | 'mismatch';
  /** Blocks that hold it, its own included; 0 without one. */
  readonly confirmations: number;
  /** Block that it stands in: another one on a later reading means that the chain was reorganised. Null without one. */
  readonly blockHash: string | null;
}

export interface ReceiptOptions {
  readonly fetch?: typeof globalThis.fetch;
  readonly signal?: AbortSignal | undefined;
}

const HASH = /^0x[0-9a-fA-F]{64}$/;
/** Milliseconds, and characters: what an honest node stays below. */
const PATIENCE = 10_000;
const LONGEST = 2_000_000;

/**
 * Reads the receipt of a transaction from a node and compares its logs with `facts` (`eth_getTransactionReceipt`, ERC-20, ERC-721 and
 * ERC-1155). Of what leaves an account, that one movement must be all that the token moved.
 * @throws PersError NETWORK, TIMEOUT, ABORTED, HTTP_ERROR (the node refused), BAD_RESPONSE, GUARD_AMOUNT (`facts` make no sense)
 */
export async function verifyReceipt(
  chain: ChainReader,
  { hash, ...facts }: ReceiptFacts & { readonly hash: string },
  options: ReceiptOptions = {},
): Promise<Verdict> {
  if (!HASH.test(hash)) throw new PersError('VALIDATION_ERROR', 'This is not the hash of a transaction.', { details: { target: 'hash' } });
  const call = (method: string, ...params: readonly unknown[]): Promise<unknown> => rpc(chain, method, params, options);
  const [receipt, latest] = await Promise.all([call('eth_getTransactionReceipt', hash), call('eth_blockNumber')]);
  if (receipt === null) {
    const known = (await call('eth_getTransactionByHash', hash)) !== null;
    return { state: known ? 'pending' : 'missing', confirmations: 0, blockHash: null };
  }
  const fields = object(receipt);
  const { blockHash, status, logs, transactionHash } = fields;
  if (typeof blockHash !== 'string' || !HASH.test(blockHash) || !Array.isArray(logs)) return bad('The receipt cannot be read.');
  const confirmations = Math.max(1, number(latest) - number(fields['blockNumber']) + 1);
  const answer = (state: Verdict['state']): Verdict => ({ state, confirmations, blockHash });
  if (typeof transactionHash !== 'string' || transactionHash.toLowerCase() !== hash.toLowerCase()) return answer('mismatch');
  if (number(status) !== 1) return answer('reverted');
  return answer(hasMoved(logs as readonly unknown[], facts) ? 'verified' : 'mismatch');
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

async function rpc({ rpcUrl, jwt }: ChainReader, method: string, params: readonly unknown[], options: ReceiptOptions): Promise<unknown> {
  const { fetch = globalThis.fetch, signal } = options;
  // `AbortSignal.any` and `.timeout` are younger than the browsers that are served.
  const ending = new AbortController();
  const end = (): void => ending.abort(signal?.reason);
  const timer = setTimeout(() => ending.abort(new DOMException('The node did not answer in time.', 'TimeoutError')), PATIENCE);
  signal?.addEventListener('abort', end);
  if (signal?.aborted) end();
  try {
    const response = await fetch(rpcUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(jwt && { authorization: `Bearer ${jwt}` }) },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
      credentials: 'omit',
      // A redirect would take the token along to somebody else.
      redirect: 'error',
      signal: ending.signal,
    });
    const { ok, status } = response;
    if (!ok) throw new PersError('HTTP_ERROR', 'The node refused to be read.', { status, retryable: status === 429 || status >= 500 });
    const body = await response.text();
    const answer = body.length <= LONGEST ? object(JSON.parse(body)) : {};
    if (answer['error'] != null || !Object.hasOwn(answer, 'result')) return bad(`The node gave no answer to ${method}.`);
    return answer['result'];
  } catch (error) {
    if (signal?.aborted) throw new PersError('ABORTED', 'The request was aborted.', { cause: error });
    throw toPersError(error, error instanceof SyntaxError ? 'BAD_RESPONSE' : 'NETWORK');
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', end);
  }
}

function object(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : bad('The answer of the node is not an object.');
}

function number(value: unknown): number {
  return typeof value === 'string' && /^0x[0-9a-fA-F]{1,13}$/.test(value) ? Number(value) : bad('The answer of the node is not a number.');
}

function bad(message: string): never {
  throw new PersError('BAD_RESPONSE', message);
}
