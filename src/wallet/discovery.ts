import { capture } from './provider.js';
import type { Eip1193, FoundWallet } from './wallet.js';

const REQUEST = 'eip6963:requestProvider';
const ANNOUNCE = 'eip6963:announceProvider';
/** Milliseconds. Wallets answer at once; the older `window.ethereum` is taken only when none does. */
const PATIENCE = 200;
/** Nobody has more; a page that announces without end fills no list. */
const MOST = 30;
const LONGEST_NAME = 64;
/** Characters of a `data:` URI. */
const LARGEST_ICON = 50 * 1024;
/** What such a wallet is called, as it does not say: a proper name, the same in every language. */
const NAMELESS = 'Ethereum';
const RDNS = /^[a-z\d-]{1,63}(?:\.[a-z\d-]{1,63}){1,7}$/i;
const UUID = /^[\w-]{1,64}$/;
/** Pictures that `<img>` shows without running anything in them and without asking a server. */
const ICON = /^data:image\/(?:png|svg\+xml|webp|jpeg|gif)[;,]/i;
/** Controls, and what turns the direction of a line or has no shape. */
const UNSEEN = /\p{C}/gu;

interface Announced {
  readonly uuid: string;
  readonly provider: object;
  readonly wallet: FoundWallet;
}

/**
 * Looks for the wallets of this browser (EIP-6963, else `window.ethereum`) until the answer is called. Contacts nobody and asks
 * no wallet anything. `onChange` gets the whole list whenever it has changed, and once when it is known that there is none.
 */
export function discoverWallets(onChange: (wallets: readonly FoundWallet[]) => void): () => void {
  const announced = new Map<string, Announced>();
  const tell = (wallets: readonly FoundWallet[]): void => onChange(Object.freeze([...wallets]));

  const listen = (event: Event): void => {
    const found = readAnnouncement(event);
    if (!found || announced.size >= MOST) return;
    // Wallets say their name again whenever somebody asks. The first with an id stays: a later one could be put in its place.
    const isKnown = [...announced.values()].some(({ uuid, provider }) => uuid === found.uuid || provider === found.provider);
    if (isKnown || announced.has(found.wallet.id)) return;
    announced.set(found.wallet.id, found);
    tell([...announced.values()].map(({ wallet }) => wallet));
  };

  window.addEventListener(ANNOUNCE, listen);
  window.dispatchEvent(new Event(REQUEST));
  const timer = setTimeout(() => {
    if (announced.size > 0) return;
    const old = wrap((window as { ethereum?: unknown }).ethereum, 'injected', NAMELESS, null);
    tell(old ? [old] : []);
  }, PATIENCE);
  return () => {
    clearTimeout(timer);
    window.removeEventListener(ANNOUNCE, listen);
  };
}

/** Null for anything that is not an announcement. Whatever a foreign getter throws stays here. */
function readAnnouncement(event: Event): Announced | null {
  try {
    const { info, provider } = (event as CustomEvent<{ info: Record<string, unknown>; provider: object }>).detail;
    const { uuid, rdns, name, icon } = info;
    if (typeof uuid !== 'string' || !UUID.test(uuid)) return null;
    const id = typeof rdns === 'string' && RDNS.test(rdns) ? rdns.toLowerCase() : uuid;
    const wallet = wrap(provider, id, toName(name), toIcon(icon));
    return wallet?.name ? { uuid, provider, wallet } : null;
  } catch {
    return null;
  }
}

/** The functions are taken once: what replaces them later on the provider is not asked. */
function wrap(value: unknown, id: string, name: string, icon: string | null): FoundWallet | null {
  const provider = capture(value);
  return provider && Object.freeze({ id, name, icon, provider: provider satisfies Eip1193 });
}

function toName(value: unknown): string {
  if (typeof value !== 'string') return '';
  const plain = value.slice(0, 1000).replace(/\s+/g, ' ').replace(UNSEEN, '').trim();
  return [...plain].slice(0, LONGEST_NAME).join('').trim();
}

function toIcon(value: unknown): string | null {
  return typeof value === 'string' && value.length <= LARGEST_ICON && ICON.test(value) ? value : null;
}
