import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { parseEther, Wallet } from 'ethers';
import { openChain, type Chain } from '../../../demo/chain/chain.js';
import type { OpenedTenant } from '../../../demo/server/open-tenant.js';
import type { Movement, Named } from '../../../demo/server/token-movements.js';
import { serve, type Json, type Served } from '../../proof/served.js';

interface Tx {
  hash: string;
  status: string;
  block: number;
  confirmations: number;
  time: string;
  from: string;
  to: string;
  feePayer: string;
  fee: string;
  movements: Movement[];
}
interface Place {
  address: string;
  kind: string;
  name: string | null;
  balances: Named[];
  movements: (Movement & { hash: string; block: number; time: string })[];
}

const ZERO = `0x${'0'.repeat(40)}`;
let chain: Chain;
let served: Served;
let tenant: OpenedTenant;
let mina: Record<string, string>;
let wallet: string;
before(async () => {
  chain = await openChain(null);
  served = await serve({}, { chain });
  tenant = await served.openOnChain('regular');
  mina = await served.signIn(tenant, tenant.customers[0]!.key);
  await served.call('POST', `/test/tenants/${tenant.tenantId}/chain-check`);
  wallet = ((await served.call('GET', '/v2/users/me', mina)).body as { accountAddress: string }).accountAddress;
});
after(async () => {
  await served.close();
  await chain.stop();
});

const look = async <T>(path: string): Promise<T> => {
  const { status, body } = await served.call('GET', `/explorer/api/${path}`);
  assert.equal(status, 200, JSON.stringify(body));
  return body as T;
};

test('an address: what the contracts say it holds is what the API says, and its last movements', async () => {
  const place = await look<Place>(`address/${wallet.toLowerCase()}`);
  assert.equal(place.address, wallet, 'with its checksum');
  const { tokenBalances } = (await served.call('GET', `/v2/balances/accounts/${wallet}`, mina)).body as { tokenBalances: Json[] };
  for (const line of tokenBalances) {
    const { token, balance } = line as { token: { contractAddress: string; type: string; symbol: string }; balance: number };
    if (token.type !== 'ERC20' || balance === 0) continue;
    const shown = place.balances.find(({ contract }) => contract === token.contractAddress);
    assert.deepEqual([shown?.amount, shown?.symbol], [String(balance), token.symbol]);
  }
  assert.ok(place.movements.length > 0);
  assert.ok(place.movements.every(({ from, to }) => [from, to].includes(wallet)));
  const blocks = place.movements.map(({ block }) => block);
  assert.deepEqual(
    blocks,
    blocks.toSorted((a, b) => b - a),
    'newest first',
  );
});

test('a transaction: status, block, who paid, and the tokens by their names', async () => {
  const { movements } = await look<Place>(`address/${wallet}`);
  const made = movements.find(({ kind, standard }) => kind === 'mint' && standard === 'ERC20')!;
  const tx = await look<Tx>(`tx/${made.hash}`);
  assert.deepEqual([tx.hash, tx.status, tx.block, tx.time], [made.hash, 'succeeded', made.block, made.time]);
  const receipt = await chain.provider.getTransactionReceipt(made.hash);
  assert.deepEqual([tx.from, tx.feePayer, tx.to], [receipt!.from, receipt!.from, made.contract]);
  assert.ok(parseEther(tx.fee) > 0n);
  assert.ok(tx.confirmations >= 1);
  const { name, symbol, from, to, amount, kind } = tx.movements[0]!;
  assert.deepEqual([from, to, amount, kind], [ZERO, wallet, made.amount, 'mint']);
  assert.ok(name && symbol);
  assert.match(amount, /^\d+(\.\d+)?$/);
});

test('a token: its name, and what moved through it', async () => {
  const { balances } = await look<Place>(`address/${wallet}`);
  const token = await look<Place>(`address/${balances[0]!.contract}`);
  assert.deepEqual([token.kind, token.name], ['token', balances[0]!.name]);
  assert.ok(token.movements.every(({ contract }) => contract === token.address));
});

test('nobody is named: no person, no id, no key', async () => {
  const text = JSON.stringify([
    await look(`address/${wallet}`),
    await look(`tx/${(await look<Place>(`address/${wallet}`)).movements[0]!.hash}`),
  ]);
  for (const secret of [
    ...tenant.customers.flatMap(({ name, email }) => (email ? [name, email] : [name])),
    tenant.tenantId,
    tenant.projectKey,
    chain.rpcUrl,
  ]) {
    assert.ok(!text.includes(secret), secret);
  }
});

test('what is not there is said to be missing', async () => {
  for (const path of [`tx/0x${'1'.repeat(64)}`, 'tx/0x12', 'tx/x', 'address/0x12', `address/0x${'g'.repeat(40)}`]) {
    const { status, body } = await served.call('GET', `/explorer/api/${path}`);
    assert.deepEqual([status, (body as Json)['code']], [404, 'RESOURCE_NOT_FOUND'], path);
  }
  const fresh = await look<Place>(`address/${Wallet.createRandom().address}`);
  assert.deepEqual([fresh.kind, fresh.balances, fresh.movements], ['account', [], []]);
});

test('C17: the page runs nothing but its own files', async () => {
  for (const path of ['/explorer', `/explorer/tx/0x${'1'.repeat(64)}`, `/explorer/address/${wallet}`]) {
    const answer = await fetch(served.origin + path);
    assert.equal(answer.status, 200);
    assert.match(answer.headers.get('content-security-policy') ?? '', /default-src 'none'; script-src 'self'/);
    assert.doesNotMatch(await answer.text(), /<style|style=|<script>|onclick/);
  }
});
