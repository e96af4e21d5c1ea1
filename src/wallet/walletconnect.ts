import { createWeb3Modal, defaultConfig } from '@web3modal/ethers';
import { PersError } from '../errors.js';
import { toWalletError } from './failure.js';
import type { ChainToUse, Eip1193, FoundWallet } from './wallet.js';

export interface PhoneOptions {
  /** The page's own project at WalletConnect: 32 hex digits. That service shows the customer whose project it is. */
  readonly projectId: string;
  /** Chains of the tenant, the first by default. At least one. */
  readonly chains: readonly ChainToUse[];
}

type Modal = ReturnType<typeof createWeb3Modal>;

const PROJECT_ID = /^[0-9a-f]{32}$/i;
/** Where a phone is reached; the other hosts only make the list of wallets longer. */
const RELAY = /^wss:\/\/relay\.walletconnect\.(org|com)\b/;
const LONGEST_NAME = 64;
/** Controls, and what turns the direction of a line or has no shape. */
const UNSEEN = /\p{C}/gu;
/** Milliseconds between the window closing and the wallet being known. */
const GRACE = 300;

/** The library keeps one window for the life of the page. */
let shown: { readonly modal: Modal; readonly dialog: HTMLDialogElement; readonly projectId: string } | null = null;

/**
 * Opens the window of WalletConnect and waits for a wallet: one on a phone by a QR code or link, or one of this browser. It speaks to
 * hosts of that service (README, "Wallets") from here on, so it is called only after the customer has picked it.
 *
 * A session of an earlier visit is taken up again. Connect the answer with `connectWallet`, as any other wallet.
 *
 * @throws PersError CONFIG_VALUE_INVALID (no project id, another one than before, or no chain), WALLET_BLOCKED (the content security
 *   policy of the page forbids it), WALLET_REJECTED (closed without a wallet, or the person said no), WALLET_BUSY, WALLET_LOCKED,
 *   WALLET_FAILED
 */
export async function connectPhone({ projectId, chains }: PhoneOptions): Promise<FoundWallet> {
  if (!PROJECT_ID.test(projectId) || (shown && shown.projectId !== projectId)) {
    throw new PersError('CONFIG_VALUE_INVALID', 'walletconnect-project-id must be the 32 hex digits of one WalletConnect project.');
  }
  if (chains.length === 0) throw new PersError('CONFIG_VALUE_INVALID', 'There is no chain to connect a wallet for.');
  if (!mayStyle()) throw blocked("style-src 'unsafe-inline'");
  shown ??= create(projectId, chains);
  const { modal, dialog } = shown;
  if (dialog.open) throw new PersError('WALLET_BUSY', 'The window of WalletConnect is open.');
  const provider = providerOf(modal) ?? (await choose(modal, dialog));
  return describe(modal, provider);
}

/** A `<style>` that was refused has no sheet. */
function mayStyle(): boolean {
  const probe = document.createElement('style');
  probe.textContent = 'pers-probe{}';
  document.head.append(probe);
  const allowed = probe.sheet !== null;
  probe.remove();
  return allowed;
}

function blocked(directive: string): PersError {
  return new PersError('WALLET_BLOCKED', `The content security policy of this page keeps phone wallets out: it lacks ${directive}.`);
}

function create(projectId: string, chains: readonly ChainToUse[]): NonNullable<typeof shown> {
  const metadata = { name: document.title || location.host, description: '', url: location.origin, icons: [] };
  const modal = createWeb3Modal({
    projectId,
    chains: chains.map(({ chainId, name, rpcUrl, explorerUrl, nativeCurrency }) => ({
      chainId,
      name,
      rpcUrl: rpcUrl ?? '',
      explorerUrl: explorerUrl ?? '',
      currency: nativeCurrency?.symbol ?? '',
    })),
    // No accounts by e-mail, no wallet of one vendor: what is asked for here is the customer's own.
    ethersConfig: defaultConfig({
      metadata,
      enableEIP6963: true,
      enableInjected: true,
      enableCoinbase: false,
      auth: { email: false, socials: [] },
    }),
    metadata,
    enableAnalytics: false,
    enableOnramp: false,
    enableSwaps: false,
    disableAppend: true,
    themeMode: matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light',
  });
  return { modal, dialog: host(modal), projectId };
}

/** The widget's panel is a modal dialog, and all outside of it is inert: the window needs a dialog of its own, above. */
function host(modal: Modal): HTMLDialogElement {
  const dialog = document.createElement('dialog');
  // The window inside names itself.
  dialog.setAttribute('role', 'presentation');
  Object.assign(dialog.style, { position: 'fixed', inset: '0', border: '0', padding: '0', background: 'none' });
  Object.assign(dialog.style, { width: '100vw', height: '100vh', maxWidth: 'none', maxHeight: 'none' });
  dialog.addEventListener('cancel', (event) => {
    event.preventDefault();
    void modal.close();
  });
  dialog.append(document.createElement('w3m-modal'));
  document.body.append(dialog);
  return dialog;
}

function providerOf(modal: Modal): Eip1193 | null {
  return modal.getIsConnected() ? ((modal.getWalletProvider() as Eip1193 | undefined) ?? null) : null;
}

/** Until a wallet is connected, the window is closed, or the page's policy has stopped it. */
async function choose(modal: Modal, dialog: HTMLDialogElement): Promise<Eip1193> {
  const ends: (() => void)[] = [];
  try {
    return await new Promise<Eip1193>((resolve, reject) => {
      let wasOpen = false;
      let settled = false;
      ends.push(() => (settled = true));
      const look = (): boolean => {
        const provider = settled ? null : providerOf(modal);
        if (provider) resolve(provider);
        return provider !== null;
      };
      ends.push(
        listen(modal.subscribeProvider(look)),
        listen(
          modal.subscribeState(({ open }) => {
            if (settled) return;
            if (open) wasOpen = true;
            else if (wasOpen) setTimeout(() => look() || reject(whyNot(modal)), GRACE);
          }),
        ),
      );
      const stopped = ({ blockedURI }: SecurityPolicyViolationEvent): void => {
        if (RELAY.test(blockedURI)) reject(blocked('connect-src wss://relay.walletconnect.com'));
      };
      document.addEventListener('securitypolicyviolation', stopped);
      ends.push(() => document.removeEventListener('securitypolicyviolation', stopped));
      dialog.showModal();
      modal.open().catch((error: unknown) => reject(toWalletError(error, 'connect')));
    });
  } finally {
    for (const end of ends) end();
    dialog.close();
    await modal.close();
  }
}

/** The library gives functions that end a subscription, and its types hide them. */
function listen(end: unknown): () => void {
  return () => {
    if (typeof end === 'function') (end as () => void)();
  };
}

/** A window that closed itself after the wallet had said why is as good as an answer of the wallet. */
function whyNot(modal: Modal): PersError {
  const error = toWalletError(modal.getError(), 'eth_requestAccounts');
  return error.code === 'WALLET_FAILED'
    ? new PersError('WALLET_REJECTED', 'The window of WalletConnect was closed without a wallet.')
    : error;
}

function describe(modal: Modal, provider: Eip1193): FoundWallet {
  const said = modal.getWalletInfo()?.name;
  const name = typeof said === 'string' ? [...said.replace(UNSEEN, '').trim()].slice(0, LONGEST_NAME).join('') : '';
  // Pictures come from hosts of the service: one more request for an ornament.
  return Object.freeze({ id: 'walletconnect', name: name || 'WalletConnect', icon: null, provider });
}
