import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Contract, ContractFactory, Wallet } from 'ethers';
import { artifactOf, compile } from '../../../demo/chain/compile.js';
import { EXECUTE_TYPES, walletDomain, type Execute } from '../../../demo/chain/smart-wallet.js';
import { customer, mined, payment, points, pointsAt, refused, stranger, world } from './fixture.js';

describe('a smart wallet whose owner is a contract (EIP-1271)', () => {
  const here = world();
  const shop = Wallet.createRandom().address;

  /** A contract account, its first owner, and its wallet at the platform with 9 points. */
  async function contractCustomer() {
    const { abi, bytecode } = artifactOf(await compile(new URL('./contracts/', import.meta.url)), 'OwnedAccount');
    const first = await stranger(here);
    const { data } = await new ContractFactory(abi, bytecode).getDeployTransaction(first.address);
    const { contractAddress } = await mined(here, first.sendTransaction({ data }));
    const contract = new Contract(contractAddress!, abi, first);
    const { account, wallet } = customer(here, contractAddress!);
    await here.chain.signer.mint(points(here, 9n), wallet);
    const by = (who: { signTypedData: Wallet['signTypedData'] }, message: Execute) =>
      who.signTypedData(walletDomain(here.chain.chainId, wallet), EXECUTE_TYPES, message);
    return { contract, first, account, wallet, by };
  }

  it('takes what the contract account accepts, until that has another owner', async () => {
    const { signer } = here.chain;
    const { contract, first, account, wallet, by } = await contractCustomer();
    const [message, next] = [await payment(here, shop, 1n, 0n), await payment(here, shop, 2n, 1n)];
    await refused(signer.relay(account, message, await by(Wallet.createRandom(), message)), 'WrongSignature');
    await signer.relay(account, message, await by(first, message));
    assert.equal(await pointsAt(here, wallet), 8n);

    const signedBefore = await by(first, next);
    const second = Wallet.createRandom();
    await mined(here, contract.getFunction('transferOwnership')(second.address));
    await refused(signer.relay(account, next, signedBefore), 'WrongSignature');
    assert.equal(await pointsAt(here, wallet), 8n);
    await signer.relay(account, next, await by(second, next));
    assert.equal(await pointsAt(here, wallet), 6n);
  });

  it('refuses a contract that knows no signatures', async () => {
    const { account, sign } = customer(here, here.tokens.points.address);
    const message = await payment(here, shop, 1n, 0n);
    await refused(here.chain.signer.relay(account, message, await sign(message)), 'WrongSignature');
  });
});
