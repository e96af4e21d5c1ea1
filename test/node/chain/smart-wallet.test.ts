import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { Contract, getBytes, hexlify, Wallet, ZeroAddress } from 'ethers';
import { parse } from 'yaml';
import { artifactOf, compile } from '../../../demo/chain/compile.js';
import { EXECUTE_TYPES, walletDomain, type Execute } from '../../../demo/chain/smart-wallet.js';
import { customer, mined, payment, points, pointsAt, refused, reward, rewardsAt, status, stranger, world } from './fixture.js';

const FRIEND = Wallet.createRandom().address;

describe('smart wallet', () => {
  const here = world();

  it('is signed for as the API describes it', () => {
    const { components } = parse(readFileSync(new URL('../../../src/client/openapi.yaml', import.meta.url), 'utf8'));
    const [example] = components.schemas.Eip712SigningData.examples;
    assert.deepEqual(EXECUTE_TYPES, example.types);
    assert.equal(example.primaryType, Object.keys(EXECUTE_TYPES)[0]);
    assert.deepEqual(walletDomain(example.domain.chainId, example.domain.verifyingContract), example.domain);
  });

  it('has the address that was worked out before, whoever deploys it and however often', async () => {
    const { factory, provider, signer } = here.chain;
    const { account, wallet } = customer(here);
    const args = [account.owner, account.salt];
    assert.equal(await factory.contract.getFunction('addressOf')(...args), wallet);
    assert.notEqual(signer.walletOf({ owner: account.owner }), wallet);
    assert.equal(await provider.getCode(wallet), '0x');
    const deploy = (factory.contract.connect(await stranger(here)) as Contract).getFunction('deploy');
    await mined(here, deploy(...args));
    const code = await provider.getCode(wallet);
    assert(code.length > 1000);
    const again = await mined(here, deploy(...args));
    assert.deepEqual([again.logs, await provider.getCode(wallet)], [[], code]);
  });

  it('receives all kinds of tokens before and after it is deployed', async () => {
    const { signer } = here.chain;
    const { account, wallet, sign } = customer(here);
    for (const round of [1n, 2n]) {
      await signer.mint(points(here, 5n), wallet);
      await signer.mint(reward(here, 1n, 1n), wallet);
      await signer.mint(status(here, round), wallet);
      const message = await payment(here, FRIEND, 1n, round - 1n);
      await signer.relay(account, message, await sign(message));
    }
    assert.deepEqual([await pointsAt(here, wallet), await rewardsAt(here, wallet, 1n)], [8n, 2n]);
    assert.equal(await here.tokens.status.contract.getFunction('balanceOf')(wallet), 2n);
  });

  it('does what its owner signed, brought by anyone, and shows it in an event', async () => {
    const { account, wallet, sign } = customer(here);
    await here.chain.signer.mint(points(here, 5n), wallet);
    const first = await payment(here, FRIEND, 2n, 0n);
    await here.chain.signer.relay(account, first, await sign(first));
    const second = await payment(here, FRIEND, 3n, 1n);
    const { abi } = artifactOf(await compile(), 'SmartWallet');
    const execute = new Contract(wallet, abi, await stranger(here)).getFunction('execute');
    const args = [second.to, second.value, second.data, second.nonce, second.deadline, await sign(second)];
    const receipt = await mined(here, execute(...args));
    assert.equal(receipt.logs.length, 2);
    assert.deepEqual([await pointsAt(here, wallet), await here.chain.signer.nonce(wallet)], [0n, 2n]);
  });

  it('sends ether only with a signature, and calls only what is a contract', async () => {
    const { signer, provider } = here.chain;
    const { account, wallet, sign } = customer(here);
    const giver = await stranger(here);
    await mined(here, giver.sendTransaction({ to: wallet, value: 1000n }));
    const base = await payment(here, FRIEND, 1n, 0n);
    const gift: Execute = { ...base, to: Wallet.createRandom().address, value: 400n, data: '0x' };
    await signer.relay(account, gift, await sign(gift));
    assert.deepEqual([await provider.getBalance(gift.to), await provider.getBalance(wallet)], [400n, 600n]);
    const astray: Execute = { ...base, to: FRIEND, nonce: 1n };
    await refused(signer.relay(account, astray, await sign(astray)), 'AddressEmptyCode');
    const tooMuch: Execute = { ...gift, value: 601n, nonce: 1n };
    await refused(signer.relay(account, tooMuch, await sign(tooMuch)), 'InsufficientBalance');
  });
});

describe('a smart wallet refuses, and nothing changes', () => {
  const here = world();

  it('a signature that was used', async () => {
    const { account, wallet, sign } = customer(here);
    await here.chain.signer.mint(points(here, 9n), wallet);
    const message = await payment(here, FRIEND, 1n, 0n);
    const signature = await sign(message);
    const race = await Promise.allSettled([1, 2, 3].map(() => here.chain.signer.relay(account, message, signature)));
    assert.deepEqual(
      race.map((result) => result.status),
      ['fulfilled', 'rejected', 'rejected'],
    );
    await refused(here.chain.signer.relay(account, message, signature), 'WrongNonce');
    const early = await payment(here, FRIEND, 1n, 2n);
    await refused(here.chain.signer.relay(account, early, await sign(early)), 'WrongNonce');
    assert.equal(await pointsAt(here, wallet), 8n);
  });

  it('a signature whose last second is over', async () => {
    const { provider, signer } = here.chain;
    const { account, wallet, sign } = customer(here);
    await signer.mint(points(here, 9n), wallet);
    const first = await payment(here, FRIEND, 1n, 0n);
    await signer.relay(account, first, await sign(first)); // deploys, which takes a block of its own
    const [punctual, late] = [await payment(here, FRIEND, 1n, 1n), await payment(here, FRIEND, 1n, 2n)];
    const nextBlockAt = (time: bigint): Promise<unknown> => provider.send('evm_setNextBlockTimestamp', [Number(time)]);
    await nextBlockAt(punctual.deadline);
    const { blockNumber } = await signer.relay(account, punctual, await sign(punctual));
    assert.equal(BigInt((await provider.getBlock(blockNumber))!.timestamp), punctual.deadline);
    await nextBlockAt(late.deadline + 1n);
    await refused(signer.relay(account, late, await sign(late)), 'Expired');
    assert.deepEqual([await pointsAt(here, wallet), await signer.nonce(wallet)], [7n, 2n]);
  });

  it('a signature of another key, for another wallet or for another chain', async () => {
    const { chainId, signer } = here.chain;
    const { key, account, wallet, sign } = customer(here);
    await signer.mint(points(here, 9n), wallet);
    const message = await payment(here, FRIEND, 1n, 0n);
    const by = (domain: object, who = key) => who.signTypedData(domain, EXECUTE_TYPES, message);
    const domain = walletDomain(chainId, wallet);
    const wrong = [
      by(domain, Wallet.createRandom()),
      by(walletDomain(chainId + 1, wallet)),
      by(walletDomain(chainId, signer.walletOf({ owner: account.owner }))),
      by({ ...domain, name: 'PERS smart wallet' }),
      by({ ...domain, version: '2' }),
    ];
    for (const signature of await Promise.all(wrong)) await refused(signer.relay(account, message, signature), 'WrongSignature');
    for (const signature of ['0x', `0x${'00'.repeat(65)}`]) await refused(signer.relay(account, message, signature), 'WrongSignature');
    const other = { owner: account.owner };
    await refused(signer.relay(other, message, await sign(message)), 'WrongSignature');
    assert.equal(await pointsAt(here, wallet), 9n);
  });

  it('anything that differs in one byte from what was signed', async () => {
    const { signer } = here.chain;
    const { account, wallet, sign } = customer(here);
    await signer.mint(points(here, 9n), wallet);
    const message = await payment(here, FRIEND, 1n, 0n);
    const signature = await sign(message);
    const otherByte = (hex: string, at: number): string => {
      const bytes = getBytes(hex);
      bytes[at]! ^= 1;
      return hexlify(bytes);
    };
    const changed: [Execute, string][] = [
      [{ ...message, to: ZeroAddress }, signature],
      [{ ...message, value: 1n }, signature],
      [{ ...message, deadline: message.deadline + 1n }, signature],
      ...Array.from(getBytes(message.data), (_, at): [Execute, string] => [{ ...message, data: otherByte(message.data, at) }, signature]),
      ...Array.from(getBytes(signature), (_, at): [Execute, string] => [message, otherByte(signature, at)]),
    ];
    assert.equal(changed.length, 3 + 68 + 65);
    for (const [altered, by] of changed) await refused(signer.relay(account, altered, by), 'WrongSignature');
    assert.deepEqual([await pointsAt(here, wallet), await signer.nonce(wallet)], [9n, 0n]);
    await signer.relay(account, message, signature);
    assert.equal(await pointsAt(here, wallet), 8n);
  });
});
