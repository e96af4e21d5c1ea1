import assert from 'node:assert/strict';
import { test } from 'node:test';
import { boundFee } from '../../src/wallet/fee.js';
import { openServer } from '../client/http-server.js';
import { codeOf } from './codes.js';

test('T8: what a transaction may cost is bounded by what the chain asks today', async (t) => {
  const { url, received } = await openServer(t, () => ({ json: { jsonrpc: '2.0', id: 1, result: '0x3b9aca00' } }));
  assert.equal(await boundFee({ rpcUrl: url, jwt: null }, {}), String(1_000_000_000n * 3_000_000n));
  assert.equal((received[0]!.json as { method: string }).method, 'eth_gasPrice');
});

test('a node that does not say bounds nothing, and a reading that was given up ends', async (t) => {
  const { url } = await openServer(t, () => ({ json: { jsonrpc: '2.0', id: 1, result: null } }));
  assert.equal(await boundFee({ rpcUrl: url, jwt: null }, {}), null);
  assert.equal(await codeOf(boundFee({ rpcUrl: url, jwt: null }, { signal: AbortSignal.abort() })), 'ABORTED');
});
