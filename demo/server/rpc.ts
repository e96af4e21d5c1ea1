import { Hono } from 'hono';
import { Problem } from './problems.js';
import { verifyReader } from './reader-tokens.js';
import type { CoreEnv } from './runtime.js';

/**
 * What pages may ask the node. It is a development node that lets whoever reaches it act as any account, so this list is its only guard:
 * everything reads, but for the transaction that its own sender has signed.
 */
const METHODS: ReadonlySet<unknown> = new Set([
  'eth_chainId',
  'net_version',
  'eth_blockNumber',
  'eth_getBlockByNumber',
  'eth_getTransactionByHash',
  'eth_getTransactionReceipt',
  'eth_getTransactionCount',
  'eth_call',
  'eth_getCode',
  'eth_getBalance',
  'eth_getLogs',
  'eth_estimateGas',
  'eth_gasPrice',
  'eth_feeHistory',
  'eth_maxPriorityFeePerGas',
  'eth_sendRawTransaction',
]);
/** Wallets ask this before they add a network, without any token. It tells nothing that the address of the request does not. */
const OPEN: ReadonlySet<unknown> = new Set(['eth_chainId', 'net_version']);
const LONGEST_BATCH = 20;
const PATIENCE_MS = 10_000;

type Id = string | number | null;
type Answer = { readonly jsonrpc: '2.0'; readonly id: Id } & (
  { readonly result: unknown } | { readonly error: { readonly code: number; readonly message: string; readonly data?: unknown } }
);

const refusal = (id: Id, code: number, message: string, data?: unknown): Answer => ({
  jsonrpc: '2.0',
  id,
  error: { code, message, ...(data === undefined ? {} : { data }) },
});

/**
 * JSON-RPC 2.0 for pages: `POST /rpc/{chainId}` with the chain's reader token. Batches hold up to 20 calls. Errors of a call: -32700 (no
 * JSON), -32600 (no call), -32601 (not among the methods for pages), -32603 (the node does not answer), else the node's own.
 *
 * @throws Problem `RESOURCE_NOT_FOUND` (no such chain here), `UNAUTHENTICATED`, `TOKEN_EXPIRED`, `RATE_LIMITED`
 */
export const rpc = new Hono<CoreEnv>().post('/:chainId', async (c) => {
  const runtime = c.get('runtime');
  const { chain, rateLimits, now } = runtime.options;
  if (!chain || c.req.param('chainId') !== String(chain.chainId)) throw new Problem('RESOURCE_NOT_FOUND', undefined, undefined, 'chainId');
  let asked: unknown;
  try {
    asked = JSON.parse(await c.req.text());
  } catch {
    asked = undefined;
  }
  const calls: readonly unknown[] = Array.isArray(asked) ? asked : [asked];
  const open = calls.length === 1 && isObject(calls[0]) && OPEN.has(calls[0]['method']);
  const tenantId = open ? '' : await verifyReader(runtime, c.get('keys'), c.req.header('authorization'), chain.chainId);
  if (rateLimits) runtime.limiter.take('session', `rpc ${tenantId} ${c.env.remoteIp ?? ''}`, now().getTime());
  if (asked === undefined) return c.json(refusal(null, -32700, 'This is not JSON.'));
  if (calls.length === 0 || calls.length > LONGEST_BATCH) {
    return c.json(refusal(null, -32600, `A batch holds 1 to ${LONGEST_BATCH} calls.`));
  }
  const answers = await Promise.all(calls.map((call) => answerTo(chain.rpcUrl, call)));
  return c.json(Array.isArray(asked) ? answers : answers[0]!);
});

async function answerTo(node: string, call: unknown): Promise<Answer> {
  if (!isObject(call)) return refusal(null, -32600, 'This is not a call.');
  const { jsonrpc, id, method, params = [] } = call;
  if (typeof id !== 'string' && typeof id !== 'number') return refusal(null, -32600, 'A call has an id.');
  if (jsonrpc !== '2.0' || typeof method !== 'string' || !Array.isArray(params)) return refusal(id, -32600, 'This is not a call.');
  if (!METHODS.has(method)) return refusal(id, -32601, 'This method is not for pages.');
  try {
    const response = await fetch(node, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      // Built anew: nothing else of what a page sends reaches the node.
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params: params as unknown[] }),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    const { result, error } = (await response.json()) as {
      result?: unknown;
      error?: { code: number; message: string; data?: unknown };
    };
    return error ? refusal(id, error.code, error.message, error.data) : { jsonrpc: '2.0', id, result: result ?? null };
  } catch {
    // The reason would name the node's own address.
    return refusal(id, -32603, 'The node does not answer.');
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
