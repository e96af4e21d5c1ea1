import type { CallOptions, Client } from './client.js';
import { orMissing } from './missing.js';
import { boolean, httpsUrl, integer, list, pick, required, text, type Shape } from './normalize.js';
import type { components } from './schema.js';

/** A blockchain network and the way to read it. */
export interface Chain {
  readonly chainId: number;
  readonly name: string;
  readonly rpcUrl: string | null;
  readonly explorerUrl: string | null;
  /** What fees are paid in; null when it cannot be read. */
  readonly nativeCurrency: { readonly name: string; readonly symbol: string; readonly decimals: number } | null;
  readonly isTestnet: boolean;
  /** Reader token for the node at `rpcUrl`, and for nobody else; null in `listChains`. */
  readonly jwt: string | null;
}

/** The chains of the tenant, public; empty where the API does not list them (contract `listChains`). */
export async function listChains(client: Client, options?: CallOptions): Promise<readonly Chain[]> {
  return list(await orMissing(client.request({ ...options, path: '/chains' }), []), toChain);
}

/** One chain with a token to read it, public (contract `getChain`). @throws PersError RESOURCE_NOT_FOUND */
export async function getChain(client: Client, chainId: number, options?: CallOptions): Promise<Chain> {
  return required(toChain(await client.request({ ...options, path: `/chains/${chainId}` })), 'getChain');
}

const currencyShape = { name: text, symbol: text, decimals: integer } satisfies Shape<components['schemas']['NativeCurrency']>;

const chainShape = {
  chainId: integer,
  name: text,
  rpcUrl: httpsUrl,
  explorerUrl: httpsUrl,
  nativeCurrency: toCurrency,
  isTestnet: boolean,
  jwt: bearer,
} satisfies Shape<components['schemas']['Chain']>;

function toChain(raw: unknown): Chain | null {
  const chain = pick(raw, chainShape);
  return chain.chainId === null ? null : { ...chain, chainId: chain.chainId };
}

function toCurrency(raw: unknown): Chain['nativeCurrency'] {
  const { name, symbol, decimals } = pick(raw, currencyShape);
  return symbol && decimals !== null && decimals >= 0 && decimals <= 77 ? { name: name || symbol, symbol, decimals } : null;
}

/** Only what a header can carry. */
function bearer(value: unknown): string | null {
  return typeof value === 'string' && /^[\w.~+/=-]{1,4096}$/.test(value) ? value : null;
}
