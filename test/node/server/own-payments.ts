import assert from 'node:assert/strict';
import { Interface, Wallet, type BaseWallet } from 'ethers';
import type { Chain } from '../../../demo/chain/chain.js';
import type { OpenedTenant } from '../../../demo/server/open-tenant.js';
import type { Json, Served } from '../../proof/served.js';

export const TOKEN = new Interface(['function transfer(address,uint256) returns (bool)']);

/** A customer on the chain with 500 points in a wallet of their own. */
export interface Customer {
  readonly tenant: OpenedTenant;
  /** Address of the own wallet. */
  readonly wallet: string;
  /** Asks the API as this customer. */
  call(method: string, path: string, body?: unknown): Promise<{ status: number; body: Json }>;
  /** Signs and hands in. */
  submit(id: string, signingData: Json): Promise<void>;
  /** Points that may be spent now. */
  available(): Promise<number>;
}

interface Payment {
  readonly id: string;
  /** Contract of the points. */
  readonly token: string;
  /** Gets the signing data anew, signs them and hands them in. */
  sign(): Promise<void>;
}

export const caller =
  (served: Served, headers: Record<string, string>): Customer['call'] =>
  async (method, path, body) => {
    const { status, body: answer } = await served.call(method, `/v2${path}`, headers, body);
    return { status, body: answer as Json };
  };

export async function customer(
  served: Served,
  world: string,
  who: string,
  chain: Chain,
  key: Pick<BaseWallet, 'address' | 'signMessage' | 'signTypedData'> = Wallet.createRandom(),
): Promise<Customer> {
  const tenant = await served.openOnChain(world);
  const call = caller(served, await served.signIn(tenant, who));
  const asked = await call('POST', '/users/me/signing-accounts/nonce', { address: key.address, chainId: chain.chainId });
  const { message } = asked.body as { message: string };
  const linked = await call('POST', '/users/me/signing-accounts', { message, signature: await key.signMessage(message) });
  assert.equal(linked.status, 201, JSON.stringify(linked.body));
  const wallet = chain.signer.walletOf({ owner: key.address });
  const recipient = { accountType: 'user', accountAddress: wallet };
  const moved = await call('POST', '/transactions', { web3TransactionType: 'TRANSFER', recipient, amount: 500 });
  assert.equal(moved.status, 201, JSON.stringify(moved.body));
  const made = { tenant, wallet, call, submit: submitter(call, key), available: () => availableAt(call, wallet) };
  assert.deepEqual(await checked(served, made), []);
  return made;
}

export const submitter =
  (call: Customer['call'], key: Pick<BaseWallet, 'signTypedData'>): Customer['submit'] =>
  async (id, { domain, types, message }) => {
    const signature = await key.signTypedData(domain, types, message);
    const { status, body } = await call('POST', `/transactions/${id}/submit`, { type: 'EIP-712', signature });
    assert.equal(status, 200, JSON.stringify(body));
  };

/** What is there less what is held for payments under way, as the refusal of a payment of far too much tells it. */
export async function availableAt(call: Customer['call'], address: string): Promise<number> {
  const sender = { accountType: 'user', accountAddress: address };
  const { body } = await call('POST', '/transactions', { web3TransactionType: 'BURN', sender, amount: 1_000_000 });
  assert.equal(body.code, 'INSUFFICIENT_BALANCE');
  return Number(body.details.available);
}

/** A payment that waits for a signature: points of the own wallet are burnt. */
export async function pay({ call, wallet, submit }: Pick<Customer, 'call' | 'wallet' | 'submit'>, amount: number): Promise<Payment> {
  const sender = { accountType: 'user', accountAddress: wallet };
  const { body } = await call('POST', '/transactions', { web3TransactionType: 'BURN', sender, amount });
  const { transaction } = body as { transaction: { id: string; tokenAddress: string } };
  const sign = async (): Promise<void> => {
    const prepared = await call('POST', `/transactions/${transaction.id}/prepare`);
    await submit(transaction.id, prepared.body.signingData);
  };
  return { id: transaction.id, token: transaction.tokenAddress, sign };
}

export async function untilEnded({ call }: Pick<Customer, 'call'>, { id }: { readonly id: string }): Promise<{ status: string }> {
  for (const end = Date.now() + 60_000; ;) {
    const { body } = await call('GET', `/transactions/${id}`);
    if (body.status === 'succeeded' || body.status === 'failed') return body as { status: string };
    assert.ok(Date.now() < end, `still ${body.status}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

interface Difference {
  readonly address: string | null;
  readonly ledger: string;
  readonly chain: string;
}

/** What ledger and chain do not agree on, once everything has ended. */
export async function checked(served: Served, { tenant }: Pick<Customer, 'tenant'>): Promise<readonly Difference[]> {
  const { body } = await served.call('POST', `/test/tenants/${tenant.tenantId}/chain-check`);
  assert.ok((body as { compared: number }).compared > 0);
  return (body as { differences: Difference[] }).differences;
}
