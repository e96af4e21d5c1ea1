import { inspect } from 'node:util';
import { Interface, ZeroHash, type TransactionReceipt } from 'ethers';
import { artifactOf } from './compile.js';
import type { Platform } from './deploy.js';
import type { Keyring } from './keyring.js';
import type { Call, NoteHash } from './relayer.js';
import { EXECUTE_TYPES, walletAddress, walletDomain, type Execute, type WalletOwner } from './smart-wallet.js';
import { burnCall, mintCall, transferCall, type TokenAmount } from './token-calls.js';
import { Turns } from './turns.js';

/** How long a signature of the platform for a custodial owner counts, in seconds. */
const CUSTODIAL_SECONDS = 600n;

export interface SignerParts extends Platform {
  readonly chainId: number;
  readonly keyring: Keyring;
  /** Address of the wallets' factory. */
  readonly factory: string;
}

/**
 * Moves tokens on the chain: in the platform's name (mint), for custodial owners (transfer, burn) and for owners who signed themselves
 * (relay). Every owner's tokens are in a smart wallet, which is deployed when it moves something for the first time.
 *
 * Each method waits for the receipt, tells `note` the hash before anything is sent, and throws {@link Reverted} when a contract refuses.
 * An `owner` is any string that names a custodial owner for good, such as tenant, kind and id.
 */
export class Signer {
  readonly #parts: SignerParts;
  readonly #turns = new Turns();
  readonly #factory: Interface;
  readonly #wallet: Interface;
  readonly #walletCode: string;

  constructor(parts: SignerParts) {
    this.#parts = parts;
    const { abi, bytecode } = artifactOf(parts.artifacts, 'SmartWallet');
    this.#wallet = new Interface(abi);
    this.#walletCode = bytecode;
    this.#factory = new Interface(artifactOf(parts.artifacts, 'SmartWalletFactory').abi);
  }

  /** Wallet of an owner whose key is elsewhere. */
  walletOf(owner: WalletOwner): string {
    return walletAddress(this.#parts.factory, this.#walletCode, owner);
  }

  /** Wallet of a custodial owner. It can receive tokens at once. */
  custodialWallet(owner: string): string {
    return this.walletOf(this.#custodian(owner));
  }

  /** Number of a wallet's next call; 0 before it is deployed. */
  async nonce(wallet: string): Promise<bigint> {
    const data = await this.#parts.provider.call({ to: wallet, data: this.#wallet.encodeFunctionData('nonce') });
    return data === '0x' ? 0n : BigInt(data);
  }

  /** Creates tokens at an address. */
  mint(token: TokenAmount, to: string, note?: NoteHash): Promise<TransactionReceipt> {
    return this.#parts.relayer.send(mintCall(token, to), note);
  }

  /** Moves tokens out of a custodial wallet. */
  transfer(owner: string, token: TokenAmount, to: string, note?: NoteHash): Promise<TransactionReceipt> {
    return this.#custodial(owner, transferCall(token, this.custodialWallet(owner), to), note);
  }

  /** Destroys tokens in a custodial wallet. */
  burn(owner: string, token: TokenAmount, note?: NoteHash): Promise<TransactionReceipt> {
    return this.#custodial(owner, burnCall(token, this.custodialWallet(owner)), note);
  }

  /**
   * Brings a call that the owner signed to the owner's wallet.
   *
   * @throws Reverted with `WrongSignature`, `WrongNonce` or `Expired` of the wallet, or with what the called contract objects to.
   */
  relay(owner: WalletOwner, message: Execute, signature: string, note?: NoteHash): Promise<TransactionReceipt> {
    return this.#turns.run(this.walletOf(owner), () => this.#execute(owner, message, signature, note));
  }

  toJSON(): object {
    return { platform: this.#parts.relayer.address, factory: this.#parts.factory };
  }

  [inspect.custom](): string {
    return `Signer ${inspect(this.toJSON())}`;
  }

  #custodian(owner: string): WalletOwner {
    return { owner: this.#parts.keyring.address(keyLabel(owner)) };
  }

  /** Calls of one wallet run one after the other: each carries the number that the one before left. */
  #custodial(owner: string, call: Call, note?: NoteHash): Promise<TransactionReceipt> {
    const custodian = this.#custodian(owner);
    const wallet = this.walletOf(custodian);
    return this.#turns.run(wallet, async () => {
      const [nonce, block] = await Promise.all([this.nonce(wallet), this.#parts.provider.getBlock('pending')]);
      // By the clock of the block to come: the last one may be hours old, and a test may have put the chain's time forward.
      const deadline = BigInt(block!.timestamp) + CUSTODIAL_SECONDS;
      const message: Execute = { ...call, value: 0n, nonce, deadline };
      const domain = walletDomain(this.#parts.chainId, wallet);
      const signature = await this.#parts.keyring.signTypedData(keyLabel(owner), domain, EXECUTE_TYPES, message);
      return this.#execute(custodian, message, signature, note);
    });
  }

  async #execute(owner: WalletOwner, message: Execute, signature: string, note?: NoteHash): Promise<TransactionReceipt> {
    const { provider, relayer, factory } = this.#parts;
    const wallet = this.walletOf(owner);
    if ((await provider.getCode(wallet)) === '0x') {
      const data = this.#factory.encodeFunctionData('deploy', [owner.owner, owner.salt ?? ZeroHash]);
      await relayer.send({ to: factory, data });
    }
    const { to, value, data, nonce, deadline } = message;
    const args = [to, value, data, nonce, deadline, signature];
    return relayer.send({ to: wallet, data: this.#wallet.encodeFunctionData('execute', args) }, note);
  }
}

/** Owners' keys have a name space of their own: no owner can be named so that the platform's key signs. */
const keyLabel = (owner: string): string => `owner ${owner}`;
