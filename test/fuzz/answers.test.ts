import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import fc from 'fast-check';
import * as api from '../../src/client/index.js';
import type { Client } from '../../src/client/client.js';
import { fuzzLater } from './fuzz.js';
import { odd } from './odd.js';

const address = `0x${'a1'.repeat(20)}`;

/** Every operation of the client that brings an answer to an element. */
const reads: Readonly<Record<string, (client: Client) => Promise<unknown>>> = {
  tokens: (client) => api.listTokens(client),
  campaigns: (client) => api.listCampaigns(client),
  campaign: (client) => api.getCampaign(client, 'c'),
  tags: (client) => api.listCampaignTags(client),
  claims: (client) => api.listMyClaims(client),
  claim: (client) => api.createClaim(client, {}),
  redemptions: (client) => api.listRedemptions(client),
  redemption: (client) => api.getRedemption(client, 'r'),
  redemptionTypes: (client) => api.listRedemptionTypes(client),
  supply: (client) => api.getAvailableSupply(client, 'r'),
  redeems: (client) => api.listMyRedeems(client),
  redeem: (client) => api.createRedeem(client, { redemptionId: 'r' }),
  transactions: (client) => api.listMyTransactions(client),
  transaction: (client) => api.getTransaction(client, 't'),
  businesses: (client) => api.listBusinesses(client),
  chains: (client) => api.listChains(client),
  levels: (client) => api.listStatusTypes(client),
  balances: (client) => api.getAccountBalances(client, address),
  config: (client) => api.getClientConfig(client),
  tenant: (client) => api.getCurrentTenant(client),
  user: (client) => api.getCurrentUser(client),
  signingAccounts: (client) => api.listSigningAccounts(client),
  prepared: (client) => api.prepareTransaction(client, 't'),
};

/** Names of properties that any answer of the contract has, and names that must mean nothing. */
const contract = readFileSync('src/client/openapi.yaml', 'utf8');
const names = [...new Set([...contract.matchAll(/^ {8,12}(\w+):$/gm)].map(([, name]) => name!)), '__proto__', 'constructor', 'toJSON'];

/** Answers that hold the contract's names and anything at all behind them, some of them nested. */
const { answer } = fc.letrec<{ answer: unknown; thing: unknown; value: unknown }>((tie) => ({
  value: fc.oneof({ maxDepth: 3 }, { weight: 5, arbitrary: odd }, { weight: 1, arbitrary: fc.constant('id-1') }, tie('thing')),
  thing: fc.array(fc.tuple(fc.constantFrom(...names), tie('value')), { maxLength: 6 }).map((entries) => {
    const made: Record<string, unknown> = { id: 'id-1', creditTokenAmount: 5, contractAddress: address, chainId: 1, minTokenBalance: 1 };
    for (const [key, value] of entries) Object.defineProperty(made, key, { value, enumerable: true, configurable: true, writable: true });
    return made;
  }),
  answer: fc.oneof(
    tie('thing'),
    fc.array(fc.oneof(tie('thing'), odd), { maxLength: 4 }),
    fc.record({ data: fc.array(fc.oneof(tie('thing'), odd), { maxLength: 4 }), pagination: tie('value') }),
    odd,
  ),
}));

/** Free data of the integrator goes through as it is; nothing else does. */
const FREE = /^(customData|publicProfile|signingData)$/;

function assertPlain(value: unknown, path: string): void {
  if (Array.isArray(value)) return value.forEach((entry, index) => assertPlain(entry, `${path}[${index}]`));
  if (typeof value === 'object' && value !== null) {
    assert.equal(Object.getPrototypeOf(value), Object.prototype, path);
    for (const [key, entry] of Object.entries(value)) if (!FREE.test(key)) assertPlain(entry, `${path}.${key}`);
    return;
  }
  assert.ok(value === null || ['string', 'boolean'].includes(typeof value) || Number.isFinite(value), `${path}: ${typeof value}`);
  if (typeof value !== 'string') return;
  const name = path.replace(/.*\./, '');
  if (/(Url|Website)$/.test(name)) assert.match(value, /^(https:\/\/|http:\/\/(localhost|127\.0\.0\.1)\b)[^\s\\]*$/, path);
  if (/(At|Date)$/.test(name)) assert.match(value, /^\d{4}-.*Z$/, path);
  if (/^(amount|creditTokenAmount|minTokenBalance)$/.test(name)) assert.match(value, /^\d+(\.\d+)?$/, path);
}

for (const [name, read] of Object.entries(reads)) {
  test(`${name}: any answer becomes plain values of our own, or one error`, async (t) => {
    const property = fc.asyncProperty(answer, async (body) => {
      const client: Client = { projectKey: '', apiUrl: '', request: async () => body };
      try {
        assertPlain(await read(client), name);
      } catch (error) {
        if (!api.isPersError(error) || error.code !== 'BAD_RESPONSE') throw error;
      }
      assert.equal(({} as { polluted?: boolean }).polluted, undefined);
    });
    await fuzzLater(t, property, { few: 300, share: 0.2 });
  });
}
