import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isCallException } from 'ethers';
import { openChain } from '../../../demo/chain/chain.js';
import { Reverted } from '../../../demo/chain/reverts.js';
import { points, pointsAt, PROGRAMME, refused, reward, rewardsAt, status, world } from './fixture.js';

describe('tokens on the chain', () => {
  const here = world();
  const call = (name: 'points' | 'rewards' | 'status', method: string, ...args: unknown[]): Promise<unknown> =>
    here.tokens[name].contract.getFunction(method)(...args);

  it('are named after their programme, and another programme has its own', async () => {
    assert.deepEqual(
      await Promise.all([call('points', 'name'), call('points', 'symbol'), call('points', 'decimals'), call('status', 'name')]),
      ['Harbour Points', 'HBP', 18n, 'Harbour Points status'],
    );
    assert.equal(await call('rewards', 'uri', 3), 'https://harbour.example/metadata/rewards/{id}');
    const [again, other] = await Promise.all([here.chain.tokensOf(PROGRAMME), here.chain.tokensOf({ ...PROGRAMME, id: 'meadow' })]);
    assert.equal(again.points.address, here.tokens.points.address);
    assert.notEqual(other.points.address, here.tokens.points.address);
  });

  it('points are created, moved and burnt by the unit', async () => {
    const { signer } = here.chain;
    const [anna, ben] = [signer.custodialWallet('anna'), signer.custodialWallet('ben')];
    const minted = await signer.mint(points(here, 10n ** 18n), anna);
    assert.equal(minted.logs.length, 1);
    await signer.transfer('anna', points(here, 1n), ben);
    await signer.burn('anna', points(here, 2n));
    assert.deepEqual([await pointsAt(here, anna), await pointsAt(here, ben)], [10n ** 18n - 3n, 1n]);
    assert.equal(await call('points', 'totalSupply'), 10n ** 18n - 2n);
    await refused(signer.transfer('ben', points(here, 2n), anna), 'ERC20InsufficientBalance');
    await refused(signer.burn('ben', points(here, 2n)), 'ERC20InsufficientBalance');
  });

  it('rewards are created, moved to wallets that are deployed and that are not, and burnt', async () => {
    const { signer } = here.chain;
    const [cleo, dan] = [signer.custodialWallet('cleo'), signer.custodialWallet('dan')];
    await signer.mint(reward(here, 4n, 3n), cleo);
    await signer.transfer('cleo', reward(here, 4n, 2n), dan);
    await signer.transfer('dan', reward(here, 4n, 1n), cleo);
    await signer.burn('cleo', reward(here, 4n, 2n));
    assert.deepEqual([await rewardsAt(here, cleo, 4n), await rewardsAt(here, dan, 4n), await rewardsAt(here, dan, 5n)], [0n, 1n, 0n]);
    await refused(signer.transfer('dan', reward(here, 5n, 1n), cleo), 'ERC1155InsufficientBalance');
    assert.throws(() => signer.mint({ ...reward(here, 4n, 1n), contractTokenId: null }, cleo), /have an id/);
  });

  it('a status is one of its kind', async () => {
    const { signer } = here.chain;
    const [eva, finn] = [signer.custodialWallet('eva'), signer.custodialWallet('finn')];
    await signer.mint(status(here, 11n), eva);
    await refused(signer.mint(status(here, 11n), finn), 'ERC721InvalidSender');
    await signer.transfer('eva', status(here, 11n), finn);
    assert.equal(await call('status', 'ownerOf', 11n), finn);
    assert.equal(await call('status', 'tokenURI', 11n), 'https://harbour.example/metadata/status/11');
    await refused(signer.burn('eva', status(here, 11n)), 'ERC721InsufficientApproval');
    await signer.burn('finn', status(here, 11n));
    assert.equal(await call('status', 'balanceOf', finn), 0n);
    assert.throws(() => signer.mint({ ...status(here, 12n), amount: 2n }, finn), /is one/);
  });

  it('only the platform creates tokens', async () => {
    const from = here.chain.signer.custodialWallet('anna');
    for (const [name, ...args] of [
      ['points', from, 1n],
      ['rewards', from, 1n, 1n],
      ['status', from, 99n],
    ] as const) {
      const mint = here.tokens[name].contract.getFunction('mint');
      const failure: unknown = await mint.staticCall(...args, { from }).catch((error: unknown) => error);
      assert(isCallException(failure));
      assert.equal(failure.revert?.signature, 'OwnableUnauthorizedAccount(address)');
    }
  });

  it('a hash is told before its transaction is sent, and nothing is sent when it cannot be written down', async () => {
    const { signer, provider } = here.chain;
    const wallet = signer.custodialWallet('gus');
    let told = '';
    const receipt = await signer.mint(points(here, 1n), wallet, async (hash) => {
      told = hash;
      assert.equal(await provider.getTransaction(hash), null);
    });
    assert.equal(receipt.hash, told);
    const full = new Error('disk full');
    await assert.rejects(
      signer.mint(points(here, 1n), wallet, () => Promise.reject(full)),
      full,
    );
    await signer.mint(points(here, 1n), wallet);
    assert.equal(await pointsAt(here, wallet), 2n);
  });
});

describe('the clock of the chain', () => {
  const here = world();

  it('may be ahead: custodial owners still spend', async () => {
    const { signer, provider } = here.chain;
    await signer.mint(points(here, 2n), signer.custodialWallet('anna'));
    await provider.send('evm_increaseTime', [86_400]);
    await signer.transfer('anna', points(here, 1n), signer.custodialWallet('ben'));
    assert.equal(await pointsAt(here, signer.custodialWallet('anna')), 1n);
  });
});

describe('many calls at the same time', () => {
  it('get consecutive nonces, and the calls of one wallet stay in order', async () => {
    const chain = await openChain(null, { blockTime: 1 });
    try {
      const here = { chain, tokens: await chain.tokensOf(PROGRAMME) };
      const { signer, provider } = chain;
      const wallets = Array.from({ length: 12 }, (_, index) => signer.custodialWallet(`guest ${index}`));
      const receipts = await Promise.all(wallets.map((wallet) => signer.mint(points(here, 3n), wallet)));
      const sent = await Promise.all(receipts.map(({ hash }) => provider.getTransaction(hash)));
      const nonces = sent.map((transaction) => transaction!.nonce).sort((a, b) => a - b);
      assert.deepEqual(
        nonces,
        Array.from({ length: 12 }, (_, index) => nonces[0]! + index),
      );
      assert(new Set(receipts.map(({ blockNumber }) => blockNumber)).size < 12, 'nobody waits for the block of another');

      const results = await Promise.allSettled([1n, 3n, 2n].map((amount) => signer.transfer('guest 0', points(here, amount), wallets[1]!)));
      assert.deepEqual(
        results.map((result) => result.status),
        ['fulfilled', 'rejected', 'fulfilled'],
      );
      assert.deepEqual([await pointsAt(here, wallets[0]!), await pointsAt(here, wallets[1]!)], [0n, 6n]);
      assert.equal(await signer.nonce(wallets[0]!), 2n);

      // Both look possible when they are sent, and the block decides.
      const told: string[] = [];
      const twins = await Promise.allSettled([0, 1].map(() => signer.mint(status(here, 5n), wallets[0]!, (hash) => void told.push(hash))));
      const lost = twins.find((result) => result.status === 'rejected')?.reason as unknown;
      assert(lost instanceof Reverted);
      assert(told.includes(lost.hash!));
      assert.equal(twins.filter((result) => result.status === 'fulfilled').length, 1);
    } finally {
      await chain.stop();
    }
  });
});
