import type { FeeData } from 'ethers';
import type { Chain } from '../chain/chain.js';
import type { RequestContext } from './context.js';
import type { Db } from './db.js';
import { signedNonce } from './raw-transactions.js';
import type { TransactionRow } from './schema.js';

/** What the chain says of the caller's own wallets, and of what a transaction costs now. */
export interface WalletState {
  /** Next numbers by address, as the chain counts them. */
  readonly nonces: ReadonlyMap<string, bigint>;
  /** Null where no wallet pays for its own transactions. */
  readonly fees: FeeData | null;
}

/** Asked before a database transaction opens: none waits for the chain. */
export async function walletState({ db, tenant, caller, chain }: RequestContext): Promise<WalletState> {
  if (!chain) return { nonces: new Map(), fees: null };
  const wallets = await db
    .selectFrom('wallets')
    .innerJoin('signing_accounts as account', (join) =>
      join.onRef('account.tenant_id', '=', 'wallets.tenant_id').onRef('account.id', '=', 'wallets.owner_signing_account_id'),
    )
    .select(['wallets.address', 'account.address as signer'])
    .where('wallets.tenant_id', '=', tenant.id)
    .where('wallets.owner_type', '=', 'user')
    .where('wallets.owner_id', '=', caller.id!)
    .execute();
  const nonces = new Map(
    await Promise.all(wallets.map(async ({ address, signer }) => [address, await nonceOf(chain, address, signer)] as const)),
  );
  const paysItself = wallets.some(({ address, signer }) => address === signer);
  return { nonces, fees: paysItself ? await chain.provider.getFeeData() : null };
}

const nonceOf = async ({ provider, signer: smart }: Chain, address: string, signer: string): Promise<bigint> =>
  address === signer ? BigInt(await provider.getTransactionCount(address, 'pending')) : smart.nonce(address);

/** Number of the wallet's next call: after what the chain has seen and what has been signed and is under way. */
export async function nextNonce(trx: Db, row: TransactionRow, { nonces }: WalletState): Promise<bigint> {
  const signed = await trx
    .selectFrom('transactions')
    .select('signed_call')
    .where('tenant_id', '=', row.tenant_id)
    .where('sender_address', '=', row.sender_address)
    .where('signed_call', 'is not', null)
    .where('status', 'in', ['processing', 'broadcasted', 'succeeded'])
    .orderBy('updated_at', 'desc')
    .limit(100)
    .execute();
  return signed.reduce(
    (next, { signed_call }) => {
      const after = signedNonce(signed_call!) + 1n;
      return after > next ? after : next;
    },
    nonces.get(row.sender_address) ?? 0n,
  );
}
