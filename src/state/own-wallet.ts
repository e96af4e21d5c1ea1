import type { Client } from '../client/client.js';
import { listChains } from '../client/chains.js';
import {
  createSigningAccount,
  createSigningAccountNonce,
  listSigningAccounts,
  revokeSigningAccount,
  type SigningAccount,
} from '../client/signing-accounts.js';
import type { Transaction } from '../client/transactions.js';
import { PersError, toPersError } from '../errors.js';
import { PersEvent } from '../events.js';
import type { ConnectedWallet, FoundWallet, WalletChange } from '../wallet/wallet.js';
import { discoverWallets } from '../wallet/discovery.js';
import type { Checked } from './own-wallet-chain.js';
import { seenOf } from './own-wallet-seen.js';
import { createMoving, type Moving } from './own-wallet-move.js';
import type * as OnChain from './own-wallet-chain.js';
import type * as Signatures from '../wallet/signing.js';
import type { Customer } from './customer.js';
import type { Hooks } from './hooks.js';
import { createSigning, type Signing, type SigningRequest } from './own-wallet-sign.js';
import type { Queries } from './queries.js';
import type { State } from './state.js';
import type { ReadOptions } from './store.js';

/**
 * What is going on: `connecting` (the wallet asks whether it may show its address), `linking` (it asks for the signature that proves the
 * address), `preparing` (what has to be signed is fetched and compared), `signing` (the wallet asks), `submitting`, `unlinking`, `moving`.
 */
export type OwnWalletStep = 'idle' | 'connecting' | 'linking' | 'preparing' | 'signing' | 'submitting' | 'unlinking' | 'moving';

/** One immutable picture of the customer's own wallet on this page. */
export interface OwnWalletView {
  readonly step: OwnWalletStep;
  /** Wallets that this browser has. */
  readonly found: readonly FoundWallet[];
  readonly connected: ConnectedWallet | null;
  /** Name of the wallet that is being asked, or was last; null before the first. */
  readonly asked: string | null;
  /** What is ready to be signed, compared with what the customer asked for. */
  readonly request: SigningRequest | null;
  /** Why the last step did not work; the next one clears it. */
  readonly error: PersError | null;
}

/**
 * The customer's own wallet: connecting and linking it, signing with it, moving rewards to it. Actions never throw: `view.error` says what
 * happened, and a wallet is asked once per press of a button, never again by itself.
 */
export interface OwnWallet extends Signing, Moving {
  readonly view: OwnWalletView;
  subscribe(listener: () => void): () => void;
  /** Looks for wallets in this browser until the answer is called. Contacts nobody. */
  discover(): () => void;
  /** Connects a wallet, and links its address unless it is linked already (EIP-4361; contract `createSigningAccount`). */
  connect(wallet: FoundWallet): Promise<void>;
  /** Opens the window of WalletConnect for a wallet on a phone, then goes on as `connect`. Contacts that service (README, "Wallets"). */
  connectPhone(projectId: string): Promise<void>;
  /** Ends the link; what the wallet holds stays in it (contract `revokeSigningAccount`). */
  unlink(account: SigningAccount): Promise<void>;
  /** The linked wallets that are active, newest first (contract `listSigningAccounts`). Empty where the API has none. */
  accounts(options?: ReadOptions): Promise<readonly SigningAccount[]>;
  /** Reads the receipt from the chain and compares it with the movement; remembers in this tab what the chain showed. @throws PersError */
  check(transaction: Transaction, options?: ReadOptions): Promise<Checked>;
  /** What that said the last time, also before a reload; null when it was not asked. */
  lastSaid(transaction: Transaction): Checked['state'] | null;
}

export interface OwnWalletParts {
  readonly client: Client;
  readonly queries: Queries;
  readonly state: State;
  readonly hooks: Hooks;
  readonly customer: () => Customer;
}

/** What the parts of an own wallet share. */
export interface OwnWalletTools extends OwnWalletParts {
  /** What signs is heavy: it comes when somebody has picked a wallet. */
  readonly signing: () => Promise<typeof Signatures>;
  /** What asks the chain's node comes later still. */
  readonly onChain: () => Promise<typeof OnChain>;
  readonly look: () => OwnWalletView;
  show(change: Partial<OwnWalletView>): void;
  /** Runs one action: a second press meanwhile does nothing, and what a customer left behind does not reach the next. */
  run(step: OwnWalletStep, work: (life: AbortSignal) => Promise<void>): Promise<void>;
  /** Every element reads again. */
  changed(): void;
}

const FIRST: OwnWalletView = Object.freeze({ step: 'idle', found: [], connected: null, asked: null, request: null, error: null });

export function createOwnWallet(parts: OwnWalletParts): OwnWallet {
  const { client, queries, state, hooks, customer } = parts;
  const listeners = new Set<() => void>();
  let view = FIRST;
  let epoch = state.snapshot.epoch;
  let endWatching = (): void => {};

  const show = (change: Partial<OwnWalletView>): void => {
    view = Object.freeze({ ...view, ...change });
    for (const listener of [...listeners]) listener();
  };
  const tools: OwnWalletTools = {
    ...parts,
    signing: () => import('../wallet/signing.js'),
    onChain: () => import('./own-wallet-chain.js'),
    look: () => view,
    show,
    async run(step, work) {
      if (view.step !== 'idle') return;
      const { life } = customer();
      show({ step, error: null });
      try {
        await work(life);
      } catch (error) {
        if (!life.aborted) show({ error: toPersError(error) });
      } finally {
        show({ step: 'idle' });
      }
    },
    changed() {
      queries.changed();
      state.set({ revision: state.snapshot.revision + 1 });
    },
  };

  // Somebody else is looking: the wallet of the one before is not theirs.
  state.subscribe(() => {
    if (state.snapshot.epoch === epoch) return;
    epoch = state.snapshot.epoch;
    endWatching();
    show({ connected: null, request: null, error: null });
  });

  /** A wallet that goes, or shows another account or chain, has its own sentence; nothing is asked of it by us. */
  function noticed(what: WalletChange): void {
    if (what === 'chain') return show({});
    endWatching();
    show({
      connected: null,
      request: null,
      error:
        what === 'gone'
          ? new PersError('WALLET_GONE', 'The wallet has disconnected.')
          : new PersError('WALLET_WRONG_ACCOUNT', 'The wallet shows another account than the one that was connected.'),
    });
  }

  const accounts = async (options?: ReadOptions): Promise<readonly SigningAccount[]> =>
    (await listSigningAccounts(client, options)).filter(({ status }) => status === 'ACTIVE');

  async function connect(wallet: FoundWallet, life: AbortSignal): Promise<void> {
    show({ asked: wallet.name });
    const { connectWallet } = await tools.signing();
    const connected = await connectWallet(wallet);
    life.throwIfAborted();
    endWatching();
    const linked = (await accounts({ signal: life })).some(({ address }) => address.toLowerCase() === connected.address.toLowerCase());
    if (!linked) await link(connected, life);
    endWatching = connected.onChange(noticed);
    show({ connected });
    hooks.after(new PersEvent('pers-wallet-connected', { address: connected.address }));
  }

  async function link(connected: ConnectedWallet, life: AbortSignal): Promise<void> {
    show({ step: 'linking' });
    const [chain] = await listChains(client, { signal: life });
    const chainId = chain?.chainId ?? connected.chainId;
    if (chainId === null) throw new PersError('WALLET_FAILED', 'Neither the API nor the wallet names a chain.');
    const { message } = await createSigningAccountNonce(client, { address: connected.address, chainId }, { signal: life });
    const { checkLinkMessage } = await tools.signing();
    checkLinkMessage(message, { host: location.host, address: connected.address, chainId }, Date.now());
    const signature = await connected.signMessage(message);
    // From here on it is sent, whoever looks at the page: the customer has signed it.
    await createSigningAccount(client, { message, signature });
    if (!life.aborted) tools.changed();
  }

  return {
    get view() {
      return view;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    discover: () => discoverWallets((found) => show({ found })),
    connect: (wallet) => tools.run('connecting', (life) => connect(wallet, life)),
    connectPhone: (projectId) =>
      tools.run('connecting', async (life) => {
        show({ asked: 'WalletConnect' });
        const [chains, { connectPhone }] = await Promise.all([listChains(client, { signal: life }), import('../wallet/walletconnect.js')]);
        const wallet = await connectPhone({ projectId, chains });
        life.throwIfAborted();
        await connect(wallet, life);
      }),
    unlink: (account) =>
      tools.run('unlinking', async () => {
        await revokeSigningAccount(client, account.id);
        if (view.connected?.address.toLowerCase() === account.address.toLowerCase()) {
          endWatching();
          show({ connected: null, request: null });
        }
        tools.changed();
      }),
    accounts,
    ...createSigning(tools, accounts),
    check: async (transaction, options) => (await tools.onChain()).checkOnChain(tools, transaction, options),
    lastSaid: ({ transactionHash: hash }) => (hash && seenOf(hash)?.state) || null,
    ...createMoving(tools),
  };
}
