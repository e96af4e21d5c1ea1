import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openChain, type Chain } from '../../../demo/chain/chain.js';
import type { OpenedTenant } from '../../../demo/server/open-tenant.js';
import { serve, type Served } from '../../proof/served.js';

interface ChainDto {
  chainId: number;
  name: string;
  rpcUrl: string;
  explorerUrl: string | null;
  nativeCurrency: { name: string; symbol: string; decimals: number };
  isTestnet: boolean;
  jwt?: string | null;
}

let chain: Chain;
let served: Served;
before(async () => {
  chain = await openChain(null);
  served = await serve({}, { chain });
});
after(async () => {
  await served.close();
  await chain.stop();
});

const read = async <T>(path: string, { projectKey }: OpenedTenant): Promise<T> =>
  (await served.call('GET', `/v2${path}`, { 'x-project-key': projectKey })).body as T;

test('a tenant on the chain is told where pages read it, where people look at it, and gets a token when it asks for the one', async () => {
  const tenant = await served.openOnChain('regular');
  const expected = {
    chainId: 31_337,
    name: 'Local demo chain',
    rpcUrl: `${served.origin}/rpc/31337`,
    explorerUrl: `${served.origin}/explorer`,
    nativeCurrency: { name: 'Ether', symbol: 'ETH', decimals: 18 },
    isTestnet: true,
  };
  const listed = await read<ChainDto[]>('/chains', tenant);
  assert.deepEqual(
    listed.find(({ chainId }) => chainId === 31_337),
    expected,
  );
  const { jwt, ...one } = await read<ChainDto>('/chains/31337', tenant);
  assert.deepEqual(one, expected);

  const call = { jsonrpc: '2.0', id: 1, method: 'eth_getCode', params: [chain.factory.address, 'latest'] };
  const answer = await served.call('POST', '/rpc/31337', { authorization: `Bearer ${jwt}` }, call);
  assert.equal((answer.body as { result: string }).result, await chain.provider.getCode(chain.factory.address));
  assert.equal((await served.call('GET', '/explorer')).status, 200, 'and both addresses answer');
  assert.doesNotMatch(JSON.stringify([listed, one]), new RegExp(new URL(chain.rpcUrl).port), 'the node itself is not named');
});

test('other chains are public: their record, and no token', async () => {
  const tenant = await served.openOnChain('regular');
  const polygon = await read<ChainDto>('/chains/137', tenant);
  assert.deepEqual([polygon.rpcUrl, polygon.explorerUrl, polygon.jwt], ['https://polygon-rpc.com', 'https://polygonscan.com', null]);
  const missing = await served.call('GET', '/v2/chains/5', { 'x-project-key': tenant.projectKey });
  assert.equal(missing.status, 404);
});

test('a tenant on the ledger alone is promised no chain: nothing of its own would be found there', async () => {
  const tenant = await served.open('regular');
  const { rpcUrl, explorerUrl, jwt } = await read<ChainDto>('/chains/31337', tenant);
  assert.deepEqual([rpcUrl, explorerUrl, jwt], ['https://rpc.invalid', null, null]);
});
