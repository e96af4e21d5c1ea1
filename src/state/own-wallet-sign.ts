import { listChains } from '../client/chains.js';
import type { SigningAccount } from '../client/signing-accounts.js';
import { prepareTransaction, submitTransaction, type SubmitInput } from '../client/transaction-requests.js';
import type { Transaction } from '../client/transactions.js';
import type { Amount } from '../decimal.js';
import { PersError } from '../errors.js';
import type { GuardedRequest } from '../wallet/guard.js';
import type { TransferIntent, TransferTokenType } from '../wallet/intent.js';
import type { OwnWalletTools } from './own-wallet.js';
import type { ReadOptions } from './store.js';

/** A movement that waits for the customer's signature, compared with what they asked for. */
export interface SigningRequest {
  readonly transaction: Transaction;
  readonly guarded: GuardedRequest;
  /** The most that the network takes for it, whole units of the chain's currency; null when somebody else pays. */
  readonly fee: { readonly amount: Amount; readonly symbol: string } | null;
}

export interface Signing {
  /**
   * Fetches what has to be signed and compares it with the movement: chain, token, amount, sender, recipient. `amount` is what the customer
   * agreed to. No wallet is asked (contract `prepareTransaction`).
   */
  prepare(transaction: Transaction, amount: Amount): Promise<void>;
  /** Asks the connected wallet once, and hands in what it signed (contract `submitTransaction`). */
  sign(): Promise<void>;
}

const TYPES: readonly TransferTokenType[] = ['ERC20', 'ERC1155', 'ERC721'];
const same = (a: string | null | undefined, b: string | null | undefined): boolean => a?.toLowerCase() === b?.toLowerCase();

export function createSigning(tools: OwnWalletTools, accounts: (options?: ReadOptions) => Promise<readonly SigningAccount[]>): Signing {
  const { client, queries, look, show, run, changed, signing, onChain } = tools;
  // The signed bytes are the key: after an unclear answer the same ones are handed in again, and no second signature is asked for.
  let signed: { readonly id: string; readonly input: SubmitInput } | null = null;

  /** What must be true of the signing data, from the tenant's tokens, the customer's own wallets and what they agreed to. */
  async function intentOf(transaction: Transaction, amount: Amount, signal: AbortSignal): Promise<TransferIntent> {
    const [tokens, user, linked] = await Promise.all([queries.tokens({ signal }), queries.user({ signal }), accounts({ signal })]);
    const token = tokens.find(({ contractAddress }) => same(contractAddress, transaction.tokenAddress));
    const tokenType = TYPES.find((type) => type === token?.type);
    const account = linked.find(({ id }) => id === user.currentSigningAccountId) ?? linked[0];
    if (!token || !tokenType || !account) {
      throw new PersError('GUARD_TARGET', 'The movement is of a token or an account that is not known here.');
    }
    const chainId = token.chainId ?? account.chainId;
    if (chainId === null) throw new PersError('GUARD_CHAIN', 'Nobody says which chain the movement is on.');
    const from = transaction.senderAddress;
    const isOwn = same(from, account.address) || user.wallets.some(({ address }) => same(address, from));
    if (!isOwn) throw new PersError('GUARD_TARGET', "The movement does not leave one of the customer's wallets.");
    return {
      chainId,
      kind: transaction.type === 'BURN' ? 'burn' : 'transfer',
      tokenAddress: token.contractAddress,
      tokenType,
      tokenId: tokenType === 'ERC20' ? null : transaction.contractTokenId,
      amount,
      decimals: tokenType === 'ERC20' ? (token.decimals ?? 18) : 0,
      from,
      to: transaction.type === 'BURN' ? null : transaction.recipientAddress,
      wallet: same(from, account.address) ? null : from,
      signer: account.address,
    };
  }

  async function submit(id: string, input: SubmitInput): Promise<void> {
    signed = { id, input };
    try {
      await submitTransaction(client, id, input);
      signed = null;
    } catch (error) {
      const { status } = error as PersError;
      // A refusal ends these bytes; anything else leaves open whether they arrived.
      if (typeof status === 'number' && status >= 400 && status < 500) signed = null;
      throw error;
    }
  }

  return {
    prepare: (transaction, amount) =>
      run('preparing', async (life) => {
        show({ request: null });
        const [intent, prepared, { checkSigningData, toWhole }] = await Promise.all([
          intentOf(transaction, amount, life),
          prepareTransaction(client, transaction.id, { signal: life }),
          signing(),
        ]);
        if (!prepared.signingData)
          throw new PersError('WALLET_FAILED', 'The API gave nothing to sign.', { userMessage: prepared.actionable?.message });
        // Who sends the transaction pays for it: a wrong price would cost the customer what no reward is worth.
        const bound = intent.wallet === null ? await (await onChain()).feeBound(tools, intent.chainId, life) : null;
        const guarded = checkSigningData(prepared.signingData, { ...intent, maxFee: bound?.maxFee ?? null }, Date.now());
        const { maxFee: wei } = guarded.facts;
        const fee = bound && wei !== null ? { amount: toWhole(BigInt(wei), bound.decimals), symbol: bound.symbol } : null;
        show({ request: { transaction: prepared.transaction ?? transaction, guarded, fee } });
      }),
    sign: () =>
      run('signing', async (life) => {
        const { request, connected } = look();
        if (!request || !connected) throw new PersError('WALLET_GONE', 'No wallet is connected, or nothing is prepared.');
        const { transaction, guarded } = request;
        if (signed?.id !== transaction.id) {
          if (!same(connected.address, guarded.signer)) throw new PersError('WALLET_WRONG_ACCOUNT', 'Another account is linked.');
          const chain = (await listChains(client, { signal: life })).find(({ chainId }) => chainId === guarded.facts.chainId);
          if (connected.chainId !== guarded.facts.chainId) {
            if (!chain) throw new PersError('WALLET_WRONG_CHAIN', 'The API does not list the chain of this movement.');
            await connected.useChain(chain);
          }
          signed = { id: transaction.id, input: await connected.sign(guarded) };
        }
        show({ step: 'submitting' });
        await submit(transaction.id, signed.input);
        show({ request: null });
        changed();
      }),
  };
}
