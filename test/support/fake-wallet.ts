import { getBytes, Transaction, Wallet, type HDNodeWallet, type TypedDataField } from 'ethers';
import type { Eip1193 } from '../../src/wallet/wallet.js';

/** How the wallet's owner, or the wallet, treats what is asked. `slow` answers when `answerNow` is called; `silent` never does. */
export type Mood = 'accepts' | 'rejects' | 'busy' | 'locked' | 'slow' | 'silent' | 'cannot-sign';

export interface FakeWalletOptions {
  readonly key?: string;
  readonly chainId?: number;
  /** Chains that it has heard of, beside its own. */
  readonly chains?: readonly number[];
  readonly name?: string;
  readonly rdns?: string;
  readonly icon?: string;
}

type Listener = (...values: unknown[]) => void;
const ASKS_A_PERSON = /^(eth_requestAccounts|personal_sign|eth_sign|wallet_)/;

/** An EIP-1193 wallet with a real key, in a page or in Node. It writes down what it was asked. */
export class FakeWallet {
  mood: Mood = 'accepts';
  /** Replaces the answer to a method: a hostile wallet. */
  readonly answers = new Map<string, (params: readonly unknown[]) => unknown>();
  readonly calls: { readonly method: string; readonly params: readonly unknown[] }[] = [];
  readonly chains: Set<number>;
  readonly provider: Eip1193;
  chainId: number;
  signer: Wallet | HDNodeWallet;
  #waiting: (() => void)[] = [];
  #listeners = new Map<string, Set<Listener>>();

  constructor(readonly options: FakeWalletOptions = {}) {
    this.signer = options.key ? new Wallet(options.key) : Wallet.createRandom();
    this.chainId = options.chainId ?? 31337;
    this.chains = new Set([this.chainId, ...(options.chains ?? [])]);
    this.provider = {
      request: ({ method, params = [] }) => this.#request(method, params as readonly unknown[]),
      on: (event, listener) => void this.#of(event).add(listener),
      removeListener: (event, listener) => void this.#of(event).delete(listener),
    };
  }

  get address(): string {
    return this.signer.address;
  }

  /** Methods that were asked, in order. */
  get asked(): readonly string[] {
    return this.calls.map(({ method }) => method);
  }

  /** How many listeners a page has left on it. */
  get listening(): number {
    return [...this.#listeners.values()].reduce((sum, { size }) => sum + size, 0);
  }

  /** Lets a `slow` wallet answer what it was asked. */
  answerNow(): void {
    for (const go of this.#waiting.splice(0)) go();
  }

  /** The person picks another account. */
  switchAccount(signer: Wallet | HDNodeWallet = Wallet.createRandom()): void {
    this.signer = signer;
    this.emit('accountsChanged', [signer.address.toLowerCase()]);
  }

  /** The person, or the page, picks another chain. */
  switchChain(chainId: number): void {
    this.chainId = chainId;
    this.emit('chainChanged', `0x${chainId.toString(16)}`);
  }

  lock(): void {
    this.mood = 'locked';
    this.emit('accountsChanged', []);
  }

  leave(): void {
    this.emit('disconnect', { code: 4900, message: 'gone' });
  }

  emit(event: string, ...values: unknown[]): void {
    for (const listener of [...this.#of(event)]) listener(...values);
  }

  /** Announces itself to `target` whenever a page asks (EIP-6963), and now. The answer ends that. */
  announce(target: EventTarget = window): () => void {
    const {
      name = 'Fake Wallet',
      rdns = 'example.fake.wallet',
      icon = 'data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg"/>',
    } = this.options;
    const detail = Object.freeze({ info: { uuid: `uuid-${this.address}`, name, rdns, icon }, provider: this.provider });
    const say = (): void => void target.dispatchEvent(new CustomEvent('eip6963:announceProvider', { detail }));
    target.addEventListener('eip6963:requestProvider', say);
    say();
    return () => target.removeEventListener('eip6963:requestProvider', say);
  }

  #of(event: string): Set<Listener> {
    const found = this.#listeners.get(event) ?? new Set();
    this.#listeners.set(event, found);
    return found;
  }

  async #request(method: string, params: readonly unknown[]): Promise<unknown> {
    this.calls.push({ method, params });
    const answer = this.answers.get(method);
    if (answer) return answer(params);
    if (ASKS_A_PERSON.test(method)) {
      if (this.mood === 'rejects') throw rpcError(4001, 'User rejected the request.');
      if (this.mood === 'busy') throw rpcError(-32002, 'Already processing.');
      if (this.mood === 'silent') await new Promise(() => undefined);
      if (this.mood === 'slow') await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
    if (this.mood === 'cannot-sign' && /sign/i.test(method)) throw rpcError(-32601, 'Method not found.');
    return this.#carryOut(method, params);
  }

  #carryOut(method: string, params: readonly unknown[]): unknown {
    const [first, second] = params as [never, never];
    if (method === 'eth_chainId') return `0x${this.chainId.toString(16)}`;
    if (method === 'eth_accounts' || method === 'eth_requestAccounts') return this.mood === 'locked' ? [] : [this.address.toLowerCase()];
    if (method === 'personal_sign') return this.signer.signMessage(getBytes(first));
    if (method === 'eth_signTypedData_v4') return this.#signTypedData(second);
    if (method === 'eth_signTransaction') return this.#signTransaction(first);
    if (method === 'wallet_switchEthereumChain' || method === 'wallet_addEthereumChain') {
      const chainId = Number((first as { chainId: string }).chainId);
      if (method === 'wallet_addEthereumChain') this.chains.add(chainId);
      // As the most used wallet says it: the number is in a wrapper.
      if (!this.chains.has(chainId)) throw Object.assign(rpcError(-32603, 'Internal error.'), { data: { originalError: { code: 4902 } } });
      this.switchChain(chainId);
      return null;
    }
    throw rpcError(4200, 'Unsupported.');
  }

  #signTypedData(text: string): Promise<string> {
    const { domain, types, message } = JSON.parse(text) as {
      domain: object;
      types: Record<string, TypedDataField[]>;
      message: Record<string, unknown>;
    };
    return this.signer.signTypedData(
      domain,
      Object.fromEntries(Object.entries(types).filter(([name]) => name !== 'EIP712Domain')),
      message,
    );
  }

  #signTransaction({ from, gas, type, nonce, ...fields }: Record<string, string>): string {
    if (from !== this.address) throw rpcError(4100, 'Unauthorized.');
    const transaction = Transaction.from({ ...fields, type: Number(type), nonce: Number(nonce), gasLimit: gas! });
    transaction.signature = this.signer.signingKey.sign(transaction.unsignedHash);
    return transaction.serialized;
  }
}

export function rpcError(code: number | string, message = ''): Error {
  return Object.assign(new Error(message), { code });
}
