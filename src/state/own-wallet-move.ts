import { getAccountBalances, type Balance } from '../client/balances.js';
import { createTransaction } from '../client/transaction-requests.js';
import { getTransaction, type Transaction } from '../client/transactions.js';
import type { User, Wallet } from '../client/users.js';
import { isZero } from '../decimal.js';
import { PersError } from '../errors.js';
import { follow } from './own-wallet-follow.js';
import type { OwnWalletTools } from './own-wallet.js';
import type { ReadOptions } from './store.js';

export interface Moving {
  /** What the platform keeps for the customer and could be moved; empty without a wallet of their own. Badges (ERC-721) stay with who earned them. */
  movable(options?: ReadOptions): Promise<readonly Balance[]>;
  /**
   * Moves all of that to the own wallet: one movement per token, one after the other, each followed to its end
   * (contract `createTransaction`). The platform signs and pays; what has arrived stays when a later one fails.
   */
  move(): Promise<void>;
}

/** The customer's own wallet and the ones that the platform keeps. */
export function homesOf({ wallets }: User): { readonly own: Wallet | null; readonly kept: readonly Wallet[] } {
  const active = wallets.filter(({ status }) => status !== 'archived');
  return {
    own: active.find(({ walletManagementType }) => walletManagementType !== 'custodial') ?? null,
    kept: active.filter(({ walletManagementType }) => walletManagementType === 'custodial'),
  };
}

export function createMoving({ client, queries, run, changed }: OwnWalletTools): Moving {
  async function movable(options?: ReadOptions): Promise<readonly Balance[]> {
    const { own, kept } = homesOf(await queries.user(options));
    if (!own) return [];
    const balances = await Promise.all(kept.map(({ address }) => getAccountBalances(client, address, options)));
    return balances.flat().filter(({ amount, token }) => token.isActive && token.type !== 'ERC721' && !isZero(amount));
  }

  return {
    movable,
    move: () =>
      run('moving', async (life) => {
        const user = await queries.user({ signal: life });
        const { own } = homesOf(user);
        if (!own) throw new PersError('WALLET_GONE', 'No wallet is linked.');
        try {
          for (const { token, amount, contractTokenId, accountAddress } of await movable({ signal: life })) {
            life.throwIfAborted();
            const { transaction } = await createTransaction(client, {
              web3TransactionType: 'TRANSFER',
              sender: { accountType: 'user', accountAddress },
              recipient: { accountType: 'user', accountAddress: own.address },
              token: { tokenDbId: token.id, ...(contractTokenId === null ? {} : { nftTokenId: contractTokenId }) },
              amount,
            });
            const ended = await follow((signal): Promise<Transaction> => getTransaction(client, transaction.id, { signal }), life);
            if (ended.status === 'failed') throw new PersError('PROCESS_FAILED', 'The movement failed.', { retryable: true });
          }
        } finally {
          if (!life.aborted) changed();
        }
      }),
  };
}
