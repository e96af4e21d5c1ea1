import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { after, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Mnemonic } from 'ethers';
import { connect, openChain } from '../../../demo/chain/chain.js';
import { loadMnemonic } from '../../../demo/chain/keyring.js';
import { startChain } from '../../../demo/chain/node.js';
import { pointsAt, points, PROGRAMME } from './fixture.js';

const folder = mkdtempSync(`${tmpdir()}/chain-`);
after(() => rmSync(folder, { recursive: true }));

const ask = (url: string, method: string, headers: Record<string, string> = {}) =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params: [] }),
  });

test('a node answers as soon as it is started, holds no account, and is gone after stop', async () => {
  const node = await startChain({ chainId: 4242 });
  assert.match(node.rpcUrl, /^http:\/\/127\.0\.0\.1:\d+$/);
  assert.deepEqual(await (await ask(node.rpcUrl, 'eth_chainId')).json(), { jsonrpc: '2.0', id: 1, result: '0x1092' });
  assert.deepEqual(await (await ask(node.rpcUrl, 'eth_accounts')).json(), { jsonrpc: '2.0', id: 1, result: [] });
  const answer = await ask(node.rpcUrl, 'eth_chainId', { origin: 'https://elsewhere.example' });
  assert.equal(answer.headers.get('access-control-allow-origin'), null);
  await Promise.all([node.stop(), node.stop()]);
  await node.stop();
  await assert.rejects(ask(node.rpcUrl, 'eth_chainId'));
});

test('two nodes run side by side', async () => {
  const nodes = await Promise.all([startChain(), startChain()]);
  try {
    assert.notEqual(nodes[0].rpcUrl, nodes[1].rpcUrl);
  } finally {
    await Promise.all(nodes.map((node) => node.stop()));
  }
});

test('a node that cannot start says why', async (t) => {
  t.after(() => delete process.env.ANVIL_PATH);
  process.env.ANVIL_PATH = `${folder}/none`;
  await assert.rejects(startChain(), /does not start: .*ENOENT/);
  process.env.ANVIL_PATH = process.execPath;
  await assert.rejects(startChain(), /node ended \(9\)[^]*bad option/);
});

test('a node ends with the process that started it', async () => {
  const module = new URL('../../../demo/chain/node.ts', import.meta.url).href;
  const script = `const { startChain } = await import('${module}'); console.log((await startChain()).rpcUrl); process.exit();`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', script]);
  assert.match(stdout, /^http:/);
  const answers = () => ask(stdout.trim(), 'eth_chainId').then(Boolean, () => false);
  const end = Date.now() + 5000;
  while ((await answers()) && Date.now() < end) await delay(20);
  assert.equal(await answers(), false);
});

test('the phrase is made once and only its owner reads it', () => {
  const file = `${folder}/secret/phrase.txt`;
  const phrase = loadMnemonic(file);
  assert(Mnemonic.isValidMnemonic(phrase));
  assert.equal(statSync(file).mode & 0o777, 0o600);
  assert.equal(loadMnemonic(file), phrase);
  assert.notEqual(loadMnemonic(null), loadMnemonic(null));
});

test('a restart finds accounts, contracts, balances and receipts again', async () => {
  const first = await openChain(folder);
  const tokens = await first.tokensOf(PROGRAMME);
  const wallet = first.signer.custodialWallet('anna');
  const { hash } = await first.signer.mint(points({ chain: first, tokens }, 7n), wallet);
  const height = await first.provider.getBlockNumber();
  await first.stop();

  const second = await openChain(folder);
  try {
    const found = await second.tokensOf(PROGRAMME);
    assert.equal(await second.provider.getBlockNumber(), height);
    assert.equal(found.points.address, tokens.points.address);
    assert.equal(second.signer.custodialWallet('anna'), wallet);
    assert.equal(await pointsAt({ chain: second, tokens: found }, wallet), 7n);
    assert.equal((await connect(second).getTransactionReceipt(hash))?.status, 1);
    await second.signer.transfer('anna', points({ chain: second, tokens: found }, 7n), second.signer.custodialWallet('ben'));
  } finally {
    await second.stop();
  }
});
