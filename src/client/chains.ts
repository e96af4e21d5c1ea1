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
  readonly isTestnet: boolean;
}

/** The chains of the tenant, public; empty where the API does not list them (contract `listChains`). */
export async function listChains(client: Client, options?: CallOptions): Promise<readonly Chain[]> {
  return list(await orMissing(client.request({ ...options, path: '/chains' }), []), toChain);
}

/** One chain, public (contract `getChain`). Its reader token is not kept: nothing here reads a node. @throws PersError RESOURCE_NOT_FOUND */
export async function getChain(client: Client, chainId: number, options?: CallOptions): Promise<Chain> {
  return required(toChain(await client.request({ ...options, path: `/chains/${chainId}` })), 'getChain');
}

const chainShape = { chainId: integer, name: text, rpcUrl: httpsUrl, explorerUrl: httpsUrl, isTestnet: boolean } satisfies Shape<
  components['schemas']['Chain']
>;

function toChain(raw: unknown): Chain | null {
  const chain = pick(raw, chainShape);
  return chain.chainId === null ? null : { ...chain, chainId: chain.chainId };
}
