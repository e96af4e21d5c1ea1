import assert from 'node:assert/strict';
import test from 'node:test';
import { parseEther } from 'ethers';
import { EXECUTE_TYPES, walletDomain, type Execute } from '../../demo/chain/smart-wallet.js';
import { transferCall } from '../../demo/chain/token-calls.js';
import { checkSigningData } from '../../src/wallet/guard.js';
import type { TransferIntent } from '../../src/wallet/intent.js';
import { verifyReceipt } from '../../src/wallet/receipt.js';
import { connectWallet } from '../../src/wallet/wallet.js';
import { points, pointsAt, world } from '../node/chain/fixture.js';
import { FakeWallet } from '../support/fake-wallet.js';

const here = world();

test("C2, C6, T10: the customer's wallet signs what the guard let through, the chain carries it out, and the receipt says so", async () => {
  const { chain, tokens } = here;
  const fake = new FakeWallet({ chainId: chain.chainId });
  const owner = { owner: fake.address };
  const [wallet, shop] = [chain.signer.walletOf(owner), chain.signer.custodialWallet('shop')];
  await chain.signer.mint(points(here, parseEther('100')), wallet);
  const now = Date.now();
  const deadline = BigInt(Math.floor(now / 1000) + 900);
  const call = transferCall(points(here, parseEther('12.5')), wallet, shop);
  const message: Execute = { ...call, value: 0n, nonce: await chain.signer.nonce(wallet), deadline };
  const texts = Object.fromEntries(Object.entries(message).map(([name, value]) => [name, String(value)]));
  const signingData = {
    type: 'EIP-712',
    domain: walletDomain(chain.chainId, wallet),
    types: EXECUTE_TYPES,
    primaryType: 'Execute',
    message: texts,
    deadline: Number(deadline),
  };
  const intent: TransferIntent = {
    chainId: chain.chainId,
    kind: 'transfer',
    tokenAddress: tokens.points.address,
    tokenType: 'ERC20',
    tokenId: null,
    amount: '12.5',
    decimals: 18,
    from: wallet,
    to: shop,
    wallet,
    signer: fake.address,
  };
  const own = await connectWallet({ id: 'fake', name: 'Fake', icon: null, provider: fake.provider });
  const input = await own.sign(checkSigningData(JSON.parse(JSON.stringify(signingData)), intent, now));
  assert.ok(input.type === 'EIP-712');
  const { hash } = await chain.signer.relay(owner, message, input.signature);
  assert.deepEqual([await pointsAt(here, wallet), await pointsAt(here, shop)], [parseEther('87.5'), parseEther('12.5')]);
  const seen = await verifyReceipt({ rpcUrl: chain.rpcUrl, jwt: null }, { hash, ...intent });
  assert.equal(seen.state, 'verified');
  const other = await verifyReceipt({ rpcUrl: chain.rpcUrl, jwt: null }, { hash, ...intent, amount: '12' });
  assert.equal(other.state, 'mismatch');
});
