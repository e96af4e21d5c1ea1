import type { SubmitInput } from '../client/transaction-requests.js';
import type { GuardedRequest } from './guard.js';

export type { SubmitInput };
export { connectWallet } from './injected.js';
export { discoverWallets } from './discovery.js';

/** How a page speaks to a wallet (EIP-1193). It belongs to somebody else: whatever comes out of it is foreign input. */
export interface Eip1193 {
  request(call: { readonly method: string; readonly params?: readonly unknown[] | object }): Promise<unknown>;
  on?(event: string, listener: (...values: unknown[]) => void): unknown;
  removeListener?(event: string, listener: (...values: unknown[]) => void): unknown;
}

/** A wallet that can be offered. Finding it asked nothing of it. */
export interface FoundWallet {
  /** Stable for one page: the wallet's own name in reverse (`io.example.wallet`), else one of ours. */
  readonly id: string;
  /** Plain text of at most 64 characters; what the wallet calls itself, so never proof of who it is. */
  readonly name: string;
  /** A `data:` URI of a picture, for `<img>` alone; null when there is none that is safe to show. */
  readonly icon: string | null;
  readonly provider: Eip1193;
}

/** Currency that fees are paid in (EIP-3085). */
export interface NativeCurrency {
  readonly name: string;
  readonly symbol: string;
  readonly decimals: number;
}

/** The chain of the tenant, as a wallet takes it (EIP-3085). A `Chain` of the client is one. */
export interface ChainToUse {
  readonly chainId: number;
  readonly name: string;
  /** Without an address a wallet that does not know the chain cannot be told about it. */
  readonly rpcUrl: string | null;
  readonly explorerUrl: string | null;
  readonly nativeCurrency: NativeCurrency | null;
}

/** What happened in the wallet: it shows another account, another chain, or has gone. */
export type WalletChange = 'account' | 'chain' | 'gone';

/**
 * A wallet that has shown one account to this page. Each call asks at most once, and nothing is asked again by itself.
 *
 * Codes of all calls: WALLET_REJECTED (the person said no), WALLET_BUSY (a question is still open in the wallet),
 * WALLET_LOCKED, WALLET_GONE, WALLET_WRONG_CHAIN, WALLET_WRONG_ACCOUNT, WALLET_CANNOT_SIGN (the wallet does not know the
 * method), WALLET_FAILED (anything else, or an answer that is none).
 */
export interface ConnectedWallet {
  readonly wallet: FoundWallet;
  /** Checksummed (EIP-55). */
  readonly address: string;
  /** What the wallet said last; null when it has not. */
  readonly chainId: number | null;
  /** Signs text (`personal_sign`, EIP-191). @returns 65 bytes in hex that were checked to be the account's */
  signMessage(text: string): Promise<string>;
  /**
   * Signs what the guard let through, after the account and the chain were read again; the answer is what `submitTransaction`
   * takes. An answer over anything else than `guarded.hash`, or by another account, is thrown away.
   */
  sign(guarded: GuardedRequest): Promise<SubmitInput>;
  /** Puts the wallet on the tenant's chain (EIP-3326), telling it about that chain first if it must (EIP-3085). */
  useChain(chain: ChainToUse): Promise<void>;
  /** Calls `listener` when the person changes something in the wallet; the answer ends that. */
  onChange(listener: (what: WalletChange) => void): () => void;
}
