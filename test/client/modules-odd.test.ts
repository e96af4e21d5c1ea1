import assert from 'node:assert/strict';
import test from 'node:test';
import * as api from '../../src/client/index.js';
import type { Client } from '../../src/client/client.js';
import { isPersError } from '../../src/errors.js';
import { clientAnsweredWith } from './http-server.js';

type List = (client: Client) => Promise<readonly unknown[] | api.Page<unknown>>;

const address = `0x${'a1'.repeat(20)}`;
const token = { id: 't', contractAddress: address, type: 'ERC20' };

/** Every list operation with one item that has only what it cannot do without. */
const lists: Record<string, [List, unknown]> = {
  tokens: [(client) => api.listTokens(client), token],
  campaigns: [(client) => api.listCampaigns(client), { id: 'c' }],
  claims: [(client) => api.listMyClaims(client), { id: 'cl' }],
  redemptions: [(client) => api.listRedemptions(client), { id: 'r', creditTokenAmount: 5 }],
  redemptionTypes: [(client) => api.listRedemptionTypes(client), { id: 1 }],
  redeems: [(client) => api.listMyRedeems(client), { id: 'rd' }],
  transactions: [(client) => api.listMyTransactions(client), { id: 'tx' }],
  businesses: [(client) => api.listBusinesses(client), { id: 'b' }],
  chains: [(client) => api.listChains(client), { chainId: 1 }],
  statusTypes: [(client) => api.listStatusTypes(client), { id: 1, minTokenBalance: 1 }],
  balances: [(client) => api.getAccountBalances(client, address), { token, balance: 1 }],
};

/** Every single read with the least answer it takes. */
const singles: Record<string, [(client: Client) => Promise<unknown>, unknown]> = {
  clientConfig: [(client) => api.getClientConfig(client), { id: 'x' }],
  currentTenant: [(client) => api.getCurrentTenant(client), { id: 'x' }],
  tenant: [(client) => api.getTenant(client, 'x'), { id: 'x' }],
  loginToken: [(client) => api.getLoginToken(client), 'login-1'],
  createToken: [(client) => api.createToken(client, 'x'), { accessToken: 'a' }],
  refreshToken: [(client) => api.refreshToken(client, 'x'), { accessToken: 'a' }],
  currentUser: [(client) => api.getCurrentUser(client), { id: 'u' }],
  updateCurrentUser: [(client) => api.updateCurrentUser(client, {}), { id: 'u' }],
  campaign: [(client) => api.getCampaign(client, 'c'), { id: 'c' }],
  createClaim: [(client) => api.createClaim(client, {}), { id: 'cl' }],
  claim: [(client) => api.getClaim(client, 'cl'), { id: 'cl' }],
  redemption: [(client) => api.getRedemption(client, 'r'), { id: 'r', creditTokenAmount: '5' }],
  createRedeem: [(client) => api.createRedeem(client, { redemptionId: 'r' }), { redeem: { id: 'rd' } }],
  redeem: [(client) => api.getRedeem(client, 'rd'), { id: 'rd' }],
  transaction: [(client) => api.getTransaction(client, 'tx'), { id: 'tx' }],
  business: [(client) => api.getBusiness(client, 'b'), { id: 'b' }],
  chain: [(client) => api.getChain(client, 1), { chainId: '1' }],
};

const itemsOf = (answer: Awaited<ReturnType<List>>) => ('items' in answer ? answer.items : answer);

/** No object of the answer goes through but where free data is meant, and no value is undefined. */
function assertPlain(value: unknown, path: string): void {
  if (Array.isArray(value)) value.forEach((entry, index) => assertPlain(entry, `${path}[${index}]`));
  else if (typeof value === 'object' && value !== null) {
    assert.equal(Object.getPrototypeOf(value), Object.prototype, path);
    assert.ok(!Object.keys(value).some((key) => /^(_\$lit|nodeType|toString|__proto__)/.test(key)), path);
    for (const [key, entry] of Object.entries(value)) {
      if (!/^(customData|publicProfile|signingData)$/.test(key)) assertPlain(entry, `${path}.${key}`);
    }
  } else assert.notEqual(value, undefined, path);
}

const odd: readonly unknown[] = [
  null,
  5,
  'text',
  true,
  [],
  {},
  { _$litType$: 1 },
  { nodeType: 1 },
  { toString: null },
  { id: {} },
  { id: null },
];

for (const [name, [read, item]] of Object.entries(lists)) {
  test(`${name}: an array, {data}, {items} and {results} give the same; a broken item breaks nothing`, async (t) => {
    const [expected] = itemsOf(await read(await clientAnsweredWith(t, [item])));
    assert.ok(expected);
    assertPlain(expected, name);
    for (const body of [{ data: [item] }, { items: [item] }, { results: [item] }, [...odd, item, ...odd]]) {
      assert.deepEqual(itemsOf(await read(await clientAnsweredWith(t, body))), [expected]);
    }
    for (const body of [[], { data: [] }]) assert.deepEqual(itemsOf(await read(await clientAnsweredWith(t, body))), []);
    for (const body of [{ data: null }, {}]) {
      const answer = read(await clientAnsweredWith(t, body));
      // Whether something was charged is judged by these: no list is no answer.
      if (name === 'claims' || name === 'redeems') await assert.rejects(answer, { code: 'BAD_RESPONSE' });
      else assert.deepEqual(itemsOf(await answer), []);
    }
  });

  test(`${name}: any value in any place of an item is harmless`, async (t) => {
    for (const value of odd) {
      const spoiled = Object.fromEntries(Object.keys(full).map((key) => [key, value]));
      for (const entry of [{ ...spoiled, ...(item as object) }, spoiled]) {
        for (const result of itemsOf(await read(await clientAnsweredWith(t, [entry])))) assertPlain(result, name);
      }
    }
  });
}

for (const [name, [read, answer]] of Object.entries(singles)) {
  test(`${name}: the least answer is enough, and what is none is told`, async (t) => {
    assertPlain(await read(await clientAnsweredWith(t, answer)), name);
    for (const body of [null, 5.5, true, [], {}, { _$litType$: 1 }, { id: {} }]) {
      if (name === 'loginToken' && body === 5.5) continue;
      const error = await read(await clientAnsweredWith(t, body)).catch((reason: unknown) => reason);
      assert.ok(isPersError(error) && error.code === 'BAD_RESPONSE', JSON.stringify(body));
    }
  });

  test(`${name}: any value in any other place is harmless`, async (t) => {
    if (typeof answer === 'string') return;
    for (const value of odd) {
      const spoiled = Object.fromEntries(Object.keys(full).map((key) => [key, value]));
      assertPlain(await read(await clientAnsweredWith(t, { ...spoiled, ...(answer as object) })), name);
    }
  });
}

/** Every property name that a converter reads. */
const full = Object.fromEntries(
  `id name description imageUrl externalUrl startDate endDate isActive isTestnet trigger tokenUnits businessEngagements tags
   countryCodeRestrictions triggerSourceRequired creditTokenAmount type order supply maxPerUser minUserStatusType availableSupply maxTotalSupply
   campaignId userId user campaign status multiplier business transactions failureReason message createdAt updatedAt redemptionId
   redeem senderTransaction amount tokenAddress tokenType contractTokenId senderAddress recipientAddress transactionHash
   triggerProcessType triggerProcessId chainId transaction email firstName lastName externalId accountAddress currentSigningAccountId
   wallets customData publicProfile minTokenBalance discountPercentage eligibleTokenAddresses token balance
   tokenMetadataIncrementalId contractAddress symbol decimals isGallery metadata displayName businessLegalName shortDescription
   websiteUrl address city postalCode latitude longitude businessType rpcUrl explorerUrl projectName acronym projectDescription
   projectWebsite projectEmail projectImageUrl clientIpLocation accessToken refreshToken`
    .split(/\s+/)
    .map((key) => [key, null]),
);
