import { createHmac } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { inspect } from 'node:util';
import { Mnemonic, randomBytes, Wallet, type TransactionRequest, type TypedDataDomain, type TypedDataField } from 'ethers';

/** Label of the platform's own account: it owns the token contracts and pays for gas. */
export const PLATFORM = 'platform';

/**
 * The phrase that all keys of a demo come from. It is made at first start, so that no key of the demo is one that everybody knows.
 *
 * @param file where it is kept, readable by the owner only; null: it lives as long as the process.
 */
export function loadMnemonic(file: string | null): string {
  if (file && existsSync(file)) return readFileSync(file, 'utf8').trim();
  const { phrase } = Mnemonic.fromEntropy(randomBytes(16));
  if (file) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${phrase}\n`, { mode: 0o600, flag: 'wx' });
  }
  return phrase;
}

/**
 * Holds the keys of the platform and of all custodial owners. It gives away addresses and signatures, and no key: none is a property,
 * none is in its JSON or in what a console shows of it.
 */
export class Keyring {
  readonly #seed: Buffer;

  /** @param mnemonic phrase of twelve words or more (BIP-39). Throws when it is none. */
  constructor(mnemonic: string) {
    if (!Mnemonic.isValidMnemonic(mnemonic)) throw new Error('The phrase of the keys is not a valid one.');
    this.#seed = Buffer.from(Mnemonic.fromPhrase(mnemonic).computeSeed().slice(2), 'hex');
  }

  /** Address of the key with this label, with its checksum. The same label always has the same key. */
  address(label: string): string {
    return this.#wallet(label).address;
  }

  /** EIP-712 signature by the key with this label. */
  signTypedData(label: string, domain: TypedDataDomain, types: Record<string, TypedDataField[]>, message: object): Promise<string> {
    return this.#wallet(label).signTypedData(domain, types, message as Record<string, unknown>);
  }

  /** A complete transaction, signed by the key with this label and encoded for `eth_sendRawTransaction`. */
  signTransaction(label: string, transaction: TransactionRequest): Promise<string> {
    return this.#wallet(label).signTransaction(transaction);
  }

  toJSON(): object {
    return { platform: this.address(PLATFORM) };
  }

  [inspect.custom](): string {
    return `Keyring { platform: '${this.address(PLATFORM)}' }`;
  }

  /** Made for each use and dropped: no list of keys builds up in memory. */
  #wallet(label: string): Wallet {
    return new Wallet(`0x${createHmac('sha256', this.#seed).update(`key of ${label}`).digest('hex')}`);
  }
}
