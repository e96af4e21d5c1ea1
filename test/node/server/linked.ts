import assert from 'node:assert/strict';
import { Wallet, type HDNodeWallet } from 'ethers';
import { fits, type Answer, type Json, type Session } from './rewards-server.js';

type Key = Pick<HDNodeWallet, 'address' | 'signMessage' | 'signTypedData'>;
const CHAIN = 31_337;

export const accounts = '/users/me/signing-accounts';

/** The message to sign for an address. */
export async function nonceFor(
  session: Session,
  address: string,
  headers = {},
): Promise<{ nonce: string; message: string; expiresAt: string }> {
  const { status, body } = await session.post(`${accounts}/nonce`, { address, chainId: CHAIN }, headers);
  assert.equal(status, 200, JSON.stringify(body));
  fits('SigningAccountNonce', body);
  return body;
}

/** Links a key's address, as a page does. */
export async function link(session: Session, key: Key, headers = {}): Promise<Answer> {
  const { message } = await nonceFor(session, key.address, headers);
  return session.post(accounts, { message, signature: await key.signMessage(message) }, headers);
}

/** A customer with a linked wallet: their key, the account and its wallet. */
export async function linked(session: Session): Promise<{ key: HDNodeWallet; account: Json; wallet: Json; custodial: Json }> {
  const key = Wallet.createRandom();
  const { status, body: account } = await link(session, key);
  assert.equal(status, 201, JSON.stringify(account));
  const { wallets } = (await session.get('/users/me')).body;
  const wallet = wallets.find((one: Json) => one.ownerSigningAccountId === account.id);
  return { key, account, wallet, custodial: wallets[0] };
}

/** What a wallet answers to `eth_signTypedData_v4`. */
export const signed = (key: Key, { domain, types, message }: Json): Promise<string> => key.signTypedData(domain, types, message);

/** What an address holds of points. */
export async function pointsAt(session: Session, address: string): Promise<number> {
  const { body } = await session.get(`/balances/accounts/${address}`);
  return body.tokenBalances.find((one: Json) => one.token.symbol === 'PTS')?.balance ?? 0;
}

/** Moves points from the custodial wallet to the own one. */
export const moveHome = (session: Session, wallet: Json, amount: number): Promise<Answer> =>
  session.post('/transactions', {
    web3TransactionType: 'TRANSFER',
    recipient: { accountType: 'user', accountAddress: wallet.address },
    amount,
  });
