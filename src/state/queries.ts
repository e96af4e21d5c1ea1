import { getAccountBalances } from '../client/balances.js';
import { listBusinesses } from '../client/businesses.js';
import { getCampaign, listCampaigns, type Campaign } from '../client/campaigns.js';
import { listMyClaims } from '../client/claims.js';
import type { Client } from '../client/client.js';
import { listMyRedeems } from '../client/redeems.js';
import { getRedemption, listRedemptions, listRedemptionTypes, type Redemption } from '../client/redemptions.js';
import { getClientConfig, getCurrentTenant } from '../client/tenants.js';
import { listTokens } from '../client/tokens.js';
import { listMyTransactions } from '../client/transactions.js';
import { getCurrentUser, listStatusTypes } from '../client/users.js';
import { addressesOf, toHoldings } from './holdings.js';
import { Reads } from './reads.js';
import type { Page, Store } from './store.js';

type ReadName =
  | 'clientConfig'
  | 'tenant'
  | 'user'
  | 'tokens'
  | 'holdings'
  | 'campaigns'
  | 'campaign'
  | 'claims'
  | 'redemptions'
  | 'redemption'
  | 'redemptionTypes'
  | 'redeems'
  | 'transactions'
  | 'businesses'
  | 'statusTypes';

export interface Queries extends Pick<Store, ReadName> {
  /** What an action has changed: everything of the customer, and the public reads whose keys begin with `prefix`. */
  changed(prefix?: string): void;
  /** Everything is read again. */
  forget(): void;
  /** Somebody else is looking: nothing of the earlier customer arrives any more. */
  endOwn(): void;
  end(): void;
}

/**
 * The reads of the store. Public ones go out without a session, so that they neither wait for it nor are repeated when it
 * changes; the customer's own are asked for again after every action.
 */
export function createQueries(client: Client, creditToken: string | null, early?: Promise<unknown>): Queries {
  const open: Client = { ...client, request: (call) => client.request({ ...call, auth: 'none' }) };
  const shared = new Reads();
  const own = new Reads();

  const queries: Queries = {
    clientConfig: (options) => shared.read('config', clientConfig, options?.signal),
    tenant: (options) => shared.read('tenant', (signal) => getCurrentTenant(open, { signal }), options?.signal),
    tokens: (options) => shared.read('tokens', (signal) => listTokens(open, { signal }), options?.signal),
    statusTypes: (options) => shared.read('levels', (signal) => listStatusTypes(open, { signal }), options?.signal),
    businesses: (options) =>
      shared.read('businesses', async (signal) => (await listBusinesses(open, { limit: 100 }, { signal })).items, options?.signal),
    campaigns: (page, options) => shared.read(`campaigns ${page}`, (signal) => listCampaigns(open, { page }, { signal }), options?.signal),
    campaign: (id, options) =>
      shared.read(
        `campaign ${id}`,
        async (signal) => listed<Campaign>('campaigns ', id) ?? getCampaign(open, id, { signal }),
        options?.signal,
      ),
    redemptions: (page, options) =>
      shared.read(`redemptions ${page}`, (signal) => listRedemptions(open, { page }, { signal }), options?.signal),
    redemption: (id, options) =>
      shared.read(
        `redemption ${id}`,
        async (signal) => listed<Redemption>('redemptions ', id) ?? getRedemption(open, id, { signal }),
        options?.signal,
      ),
    redemptionTypes: (options) => shared.read('types', (signal) => listRedemptionTypes(open, { signal }), options?.signal),

    user: (options) => own.read('user', (signal) => getCurrentUser(client, { signal }), options?.signal),
    claims: (page, options) => own.read(`claims ${page}`, (signal) => listMyClaims(client, { page }, { signal }), options?.signal),
    redeems: (page, options) => own.read(`redeems ${page}`, (signal) => listMyRedeems(client, { page }, { signal }), options?.signal),
    transactions: (page, options) =>
      own.read(`transactions ${page}`, (signal) => listMyTransactions(client, { page }, { signal }), options?.signal),
    holdings: (options) => own.read('holdings', holdings, options?.signal),

    changed(prefix) {
      own.forget();
      if (prefix) shared.forget(prefix);
    },
    forget() {
      own.forget();
      shared.forget();
    },
    endOwn: () => own.end(),
    end() {
      own.end();
      shared.end();
    },
  };

  /** The answer that is on its way since before the elements came, once; after that, or without it, a request. */
  async function clientConfig(signal: AbortSignal) {
    const body = await early?.catch(() => null);
    early = undefined;
    return getClientConfig(body ? { ...open, request: () => Promise.resolve(body) } : open, { signal });
  }

  /** An item that a list has brought already needs no request of its own. */
  function listed<T extends { readonly id: string }>(prefix: string, id: string): T | undefined {
    return (shared.answered(prefix) as Page<T>[]).flatMap((page) => page.items).find((item) => item.id === id);
  }

  async function holdings(signal: AbortSignal) {
    const balances = queries.user({ signal }).then(async (user) => {
      const wallets = addressesOf(user).map((address) =>
        own.read(`balances ${address}`, (ending) => getAccountBalances(client, address, { signal: ending }), signal),
      );
      return (await Promise.all(wallets)).flat();
    });
    const [held, tokens, levels] = await Promise.all([balances, queries.tokens({ signal }), queries.statusTypes({ signal })]);
    return toHoldings(held, tokens, levels, creditToken);
  }

  return queries;
}
