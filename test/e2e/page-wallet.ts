import { getBytes, toUtf8String, Transaction, Wallet } from 'ethers';
import type { BrowserContext, Page } from 'playwright-core';

/**
 * How the person behind the wallet behaves from now on. `silent` never answers, `slow` does when `answerNow` is called; `stubborn` says
 * that it has changed the chain, and stays where it is.
 */
export type Mood = 'accept' | 'reject' | 'busy' | 'locked' | 'silent' | 'slow' | 'stubborn';

/** A wallet in the browser, found by EIP-6963. Its key is an ethers wallet in this process; the page sees a provider and nothing more. */
export interface PageWallet {
  readonly address: string;
  /** What it was asked, oldest first. */
  readonly asked: readonly { readonly method: string; readonly params: readonly unknown[] }[];
  /** Texts and typed data it has signed. */
  readonly signed: readonly unknown[];
  mood: Mood;
  /** The chain it is on. */
  chainId: number;
  /** Chains it knows; others give 4902. */
  readonly chains: Set<number>;
  /** Whether it is one of the many that sign no transactions without sending them. */
  typedOnly: boolean;
  /** Shows another account, and tells the page. */
  switchAccount(page: Page, to: Wallet): Promise<void>;
  /** Is put on another chain, and tells the page. */
  switchChain(page: Page, to: number): Promise<void>;
  /** Lets a `slow` wallet answer what it was asked. */
  answerNow(): void;
  /** Is gone, and tells the page. */
  leave(page: Page): Promise<void>;
}

interface TypedRequest {
  readonly domain: Record<string, unknown>;
  readonly types: Record<string, { name: string; type: string }[]>;
  readonly message: Record<string, unknown>;
}

class Refusal extends Error {
  constructor(readonly code: number) {
    super(`refused with ${code}`);
  }
}

/** @param name as the wallet calls itself; also makes its `rdns`. */
export async function pageWallet(context: BrowserContext, name: string, key = Wallet.createRandom()): Promise<PageWallet> {
  const asked: { method: string; params: readonly unknown[] }[] = [];
  const signed: unknown[] = [];
  const waiting: (() => void)[] = [];
  let signer = new Wallet(key.privateKey);
  const wallet: PageWallet = {
    get address() {
      return signer.address;
    },
    asked,
    signed,
    mood: 'accept',
    chainId: 1,
    chains: new Set([1]),
    typedOnly: false,
    async switchAccount(page, to) {
      signer = new Wallet(to.privateKey);
      await tell(page, 'accountsChanged', [[signer.address]]);
    },
    async switchChain(page, to) {
      wallet.chainId = to;
      await tell(page, 'chainChanged', [`0x${to.toString(16)}`]);
    },
    answerNow() {
      for (const go of waiting.splice(0)) go();
    },
    leave: (page) => tell(page, 'disconnect', [{ code: 4900, message: 'gone' }]),
  };

  async function answer(method: string, params: readonly unknown[]): Promise<unknown> {
    asked.push({ method, params });
    if (method === 'eth_chainId') return `0x${wallet.chainId.toString(16)}`;
    if (method === 'eth_accounts') return wallet.mood === 'locked' ? [] : [signer.address];
    if (wallet.mood === 'silent') return new Promise(() => undefined);
    if (wallet.mood === 'slow') await new Promise<void>((resolve) => waiting.push(resolve));
    if (wallet.mood === 'busy') throw new Refusal(-32002);
    if (wallet.mood === 'reject') throw new Refusal(4001);
    if (wallet.mood === 'locked') throw new Refusal(4100);
    switch (method) {
      case 'eth_requestAccounts':
        return [signer.address];
      case 'personal_sign': {
        const text = toUtf8String(getBytes(params[0] as string));
        signed.push(text);
        return signer.signMessage(text);
      }
      case 'eth_signTypedData_v4': {
        const data = (typeof params[1] === 'string' ? JSON.parse(params[1]) : params[1]) as TypedRequest;
        const { EIP712Domain: _domain, ...types } = data.types;
        if (Number(data.domain['chainId']) !== wallet.chainId) throw new Refusal(-32602);
        signed.push(data);
        return signer.signTypedData(data.domain, types, data.message);
      }
      case 'eth_signTransaction': {
        if (wallet.typedOnly) throw new Refusal(4200);
        const { type, gas, from: _from, ...fields } = params[0] as Record<string, string>;
        signed.push(params[0]);
        return signer.signTransaction(Transaction.from({ ...fields, type: Number(type), nonce: Number(fields['nonce']), gasLimit: gas! }));
      }
      case 'wallet_switchEthereumChain': {
        const id = Number((params[0] as { chainId: string }).chainId);
        if (!wallet.chains.has(id)) throw new Refusal(4902);
        if (wallet.mood !== 'stubborn') wallet.chainId = id;
        return null;
      }
      case 'wallet_addEthereumChain': {
        const id = Number((params[0] as { chainId: string }).chainId);
        wallet.chains.add(id);
        wallet.chainId = id;
        return null;
      }
      default:
        throw new Refusal(4200);
    }
  }

  const call = `ask ${name}`;
  await context.exposeFunction(call, async (method: string, params: readonly unknown[]) => {
    try {
      return { result: await answer(method, params) };
    } catch (error) {
      return { code: error instanceof Refusal ? error.code : -32603, message: String(error) };
    }
  });
  // What the compiler leaves in the source of a function that is sent to a page.
  await context.addInitScript('globalThis.__name ??= (of) => of');
  await context.addInitScript(announce, { call, name, rdns: `test.${name.toLowerCase().replaceAll(' ', '-')}` });
  return wallet;

  function tell(page: Page, event: string, values: unknown[]): Promise<void> {
    return page.evaluate(
      ({ name: of, event: type, values: what }) => {
        globalThis.dispatchEvent(new CustomEvent(`tell ${of}`, { detail: { type, what } }));
      },
      { name, event, values },
    );
  }
}

/** Runs in the page: announces a provider that asks the process of the test. */
function announce({ call, name, rdns }: { call: string; name: string; rdns: string }): void {
  type Ask = (method: string, params: unknown) => Promise<{ result?: unknown; code?: number; message?: string }>;
  const listeners = new Map<string, Set<(...values: unknown[]) => void>>();
  globalThis.addEventListener(`tell ${name}`, (event) => {
    const { type, what } = (event as CustomEvent<{ type: string; what: unknown[] }>).detail;
    for (const listener of listeners.get(type) ?? []) listener(...what);
  });
  const provider = {
    async request({ method, params = [] }: { method: string; params?: unknown }): Promise<unknown> {
      const { result, code, message } = await (globalThis as unknown as Record<string, Ask>)[call]!(method, params);
      if (code !== undefined) throw Object.assign(new Error(message), { code });
      return result;
    },
    on: (type: string, listener: () => void) => void (listeners.get(type) ?? listeners.set(type, new Set()).get(type)!).add(listener),
    removeListener: (type: string, listener: () => void) => void listeners.get(type)?.delete(listener),
  };
  const icon = `data:image/svg+xml,${encodeURIComponent('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 28 28"><rect width="28" height="28" rx="6" fill="#246"/></svg>')}`;
  const info = Object.freeze({ uuid: crypto.randomUUID(), name, icon, rdns });
  const say = (): void =>
    void globalThis.dispatchEvent(new CustomEvent('eip6963:announceProvider', { detail: Object.freeze({ info, provider }) }));
  globalThis.addEventListener('eip6963:requestProvider', say);
  say();
}
