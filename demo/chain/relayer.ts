import { keccak256, type Interface, type JsonRpcProvider, type TransactionReceipt } from 'ethers';
import { PLATFORM, type Keyring } from './keyring.js';
import { receiptOf } from './receipts.js';
import { asReverted, Reverted } from './reverts.js';
import { Turns } from './turns.js';

/** A call of a contract; `data` in hex. */
export interface Call {
  readonly to: string;
  readonly data: string;
}

/**
 * Told the hash of a transaction before the network hears of it, and waited for. Whoever writes it down can find out after a crash whether
 * the transaction happened, instead of sending another. If it throws, nothing is sent.
 */
export type NoteHash = (hash: string) => void | Promise<void>;

/** Sends transactions of the platform's account, which pays for their gas. */
export class Relayer {
  readonly address: string;
  readonly #turns = new Turns();

  constructor(
    private readonly provider: JsonRpcProvider,
    private readonly keyring: Keyring,
    private readonly errors: Interface,
  ) {
    this.address = keyring.address(PLATFORM);
  }

  /**
   * Sends one call and waits for its receipt. Calls that run at the same time get consecutive nonces.
   *
   * @throws Reverted when the contract refuses, mostly before anything is sent; Error when there is no receipt within a minute: the hash
   * that `note` was told is then the one to look for.
   */
  async send(call: Call, note?: NoteHash): Promise<TransactionReceipt> {
    const gasLimit = await this.#gas(call);
    const hash = await this.#turns.run('nonce', () => this.#broadcast(call, gasLimit, note));
    const receipt = await receiptOf(this.provider, hash);
    if (receipt.status !== 1) throw new Reverted(null, hash);
    return receipt;
  }

  /** A quarter more than it takes now: the contract's state may be another one when its turn comes. */
  async #gas(call: Call): Promise<bigint> {
    try {
      return ((await this.provider.estimateGas({ from: this.address, ...call })) * 5n) / 4n;
    } catch (error) {
      throw asReverted(error, this.errors);
    }
  }

  /** The nonce is asked for every time. A count kept here would be wrong after one transaction that was signed and not taken. */
  async #broadcast(call: Call, gasLimit: bigint, note?: NoteHash): Promise<string> {
    const [nonce, fees, { chainId }] = await Promise.all([
      this.provider.getTransactionCount(this.address, 'pending'),
      this.provider.getFeeData(),
      this.provider.getNetwork(),
    ]);
    const { maxFeePerGas, maxPriorityFeePerGas } = fees;
    const raw = await this.keyring.signTransaction(PLATFORM, {
      type: 2,
      chainId,
      ...call,
      nonce,
      gasLimit,
      maxFeePerGas,
      maxPriorityFeePerGas,
    });
    await note?.(keccak256(raw));
    return this.provider.send('eth_sendRawTransaction', [raw]) as Promise<string>;
  }
}
