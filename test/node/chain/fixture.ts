import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { id, Interface, toBeHex, Wallet, type HDNodeWallet, type TransactionReceipt } from 'ethers';
import { openChain, type Chain } from '../../../demo/chain/chain.js';
import { receiptOf } from '../../../demo/chain/receipts.js';
import { Reverted } from '../../../demo/chain/reverts.js';
import { EXECUTE_TYPES, walletDomain, type Execute, type WalletOwner } from '../../../demo/chain/smart-wallet.js';
import type { TokenAmount } from '../../../demo/chain/token-calls.js';

export interface World {
  chain: Chain;
  tokens: Awaited<ReturnType<Chain['tokensOf']>>;
}

export const PROGRAMME = { id: 'harbour', name: 'Harbour Points', symbol: 'HBP', metadataUrl: 'https://harbour.example/metadata/' };

/** One chain with one programme for the tests of a file. Its parts are there when the first test runs. */
export function world(): World {
  const built = {} as World;
  before(async () => {
    built.chain = await openChain(null);
    built.tokens = await built.chain.tokensOf(PROGRAMME);
  });
  after(() => built.chain?.stop());
  return built;
}

export const points = ({ tokens }: World, amount: bigint): TokenAmount => ({
  tokenType: 'ERC20',
  tokenAddress: tokens.points.address,
  contractTokenId: null,
  amount,
});

export const reward = ({ tokens }: World, id: bigint, amount: bigint): TokenAmount => ({
  tokenType: 'ERC1155',
  tokenAddress: tokens.rewards.address,
  contractTokenId: id,
  amount,
});

export const status = ({ tokens }: World, id: bigint): TokenAmount => ({
  tokenType: 'ERC721',
  tokenAddress: tokens.status.address,
  contractTokenId: id,
  amount: 1n,
});

/** What the points contract says an address holds. */
export const pointsAt = ({ tokens }: World, address: string): Promise<bigint> =>
  tokens.points.contract.getFunction('balanceOf')(address) as Promise<bigint>;

export const rewardsAt = ({ tokens }: World, address: string, id: bigint): Promise<bigint> =>
  tokens.rewards.contract.getFunction('balanceOf')(address, id) as Promise<bigint>;

/** Passes when a contract refuses with `reason` and nothing was sent. */
export async function refused(action: Promise<unknown>, reason: string): Promise<void> {
  await assert.rejects(action, (error: unknown) => {
    assert(error instanceof Reverted, String(error));
    assert.deepEqual([error.reason, error.hash], [reason, null]);
    return true;
  });
}

/** An account that has ether and otherwise nothing to do with the platform. */
export async function stranger({ chain }: World): Promise<HDNodeWallet> {
  const account = Wallet.createRandom(chain.provider);
  await chain.provider.send('anvil_setBalance', [account.address, toBeHex(10n ** 18n)]);
  return account;
}

/** Receipt of what a stranger sends. */
export async function mined({ chain }: World, sent: Promise<{ hash: string }>): Promise<TransactionReceipt> {
  const receipt = await receiptOf(chain.provider, (await sent).hash);
  assert.equal(receipt.status, 1);
  return receipt;
}

/** A customer with a key of their own, and the wallet that `owner` (without it the key's account) has at the platform. */
export function customer({ chain }: World, owner?: string) {
  const key = Wallet.createRandom();
  const account: WalletOwner = { owner: owner ?? key.address, salt: id('harbour') };
  const wallet = chain.signer.walletOf(account);
  const sign = (message: Execute): Promise<string> => key.signTypedData(walletDomain(chain.chainId, wallet), EXECUTE_TYPES, message);
  return { key, account, wallet, sign };
}

const erc20 = new Interface(['function transfer(address,uint256)']);

/** The call that pays `amount` of points to an address, good for a minute by the chain's clock. */
export async function payment({ chain, tokens }: World, to: string, amount: bigint, nonce: bigint): Promise<Execute> {
  const block = await chain.provider.getBlock('pending');
  const data = erc20.encodeFunctionData('transfer', [to, amount]);
  return { to: tokens.points.address, value: 0n, data, nonce, deadline: BigInt(block!.timestamp + 60) };
}
