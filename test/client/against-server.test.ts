import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import { createApi } from '../../demo/server/api.js';
import * as api from '../../src/client/index.js';
import type { CampaignClaim, Client, ProcessStatus, Session } from '../../src/client/index.js';

/** One server in memory for the file; each test has a tenant of its own. */
const server = createApi({ transactionStepMs: 20 });
test.before(() => server.ready);
test.after(() => server.close());

interface Shop {
  readonly session: Session;
  readonly client: Client;
  identity(key?: string): string;
}

async function openShop(t: TestContext, world: string): Promise<Shop> {
  const tenant = await server.openTenant(world);
  const options = {
    projectKey: tenant.projectKey,
    apiUrl: 'http://localhost/v2',
    fetch: (async (input, init) => server.api(new Request(input, init))) as typeof fetch,
  };
  const session = api.createSession({ client: api.createClient(options) });
  t.after(() => session.close());
  const identity = (key = tenant.customers[0]!.key) => tenant.customers.find((customer) => customer.key === key)!.identityToken;
  return { session, client: api.createClient({ ...options, session }), identity };
}

async function signedIn(t: TestContext, world: string): Promise<Shop> {
  const shop = await openShop(t, world);
  await shop.session.signIn(shop.identity());
  return shop;
}

async function settled<T extends { readonly status: ProcessStatus }>(read: () => Promise<T>): Promise<T> {
  for (let turn = 0; turn < 200; turn++) {
    const process = await read();
    if (process.status === 'COMPLETED' || process.status === 'FAILED') return process;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return assert.fail('it never settled');
}

const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'none',
    (error: unknown) => (api.isPersError(error) ? error.code : String(error)),
  );

test('what anyone may read: tenant, tokens, offers, campaigns, businesses, levels, chains', async (t) => {
  const { client } = await openShop(t, 'regular');
  const config = await api.getClientConfig(client);
  const tenant = await api.getCurrentTenant(client);
  assert.ok(config.projectName && config.id === tenant.id && config.projectName === tenant.projectName);
  assert.deepEqual(await api.getTenant(client, tenant.id), tenant);
  assert.ok(await api.getLoginToken(client));
  const tokens = await api.listTokens(client);
  assert.ok(tokens.some(({ type, contractAddress }) => type === 'ERC20' && contractAddress));
  const [campaigns, offers, businesses] = await Promise.all([
    api.listCampaigns(client),
    api.listRedemptions(client),
    api.listBusinesses(client),
  ]);
  assert.ok(campaigns.items.length >= 3 && offers.items.length >= 12 && businesses.items.length > 0);
  const [campaign, offer, business] = [campaigns.items[0]!, offers.items[0]!, businesses.items[0]!];
  assert.deepEqual(await api.getCampaign(client, campaign.id), campaign);
  assert.deepEqual(await api.getRedemption(client, offer.id), offer);
  assert.deepEqual(await api.getBusiness(client, business.id), business);
  assert.equal(await api.getAvailableSupply(client, offer.id), offer.supply?.available ?? null);
  assert.ok((await api.listRedemptionTypes(client)).length > 0 && (await api.listStatusTypes(client)).length > 0);
  const [chain] = await api.listChains(client);
  assert.deepEqual(await api.getChain(client, chain!.chainId), chain);
  assert.deepEqual(await api.listCampaignTags(client), []);
});

test('what only a customer may read', async (t) => {
  const { client, session } = await openShop(t, 'regular');
  const reads = [api.getCurrentUser, api.listMyClaims, api.listMyRedeems, api.listMyTransactions];
  for (const read of reads) assert.equal(await codeOf(read(client)), 'SIGNED_OUT');
  assert.equal(await codeOf(session.signIn('not.a.token')), 'UNAUTHENTICATED');
  const shop = await signedIn(t, 'regular');
  const user = await api.getCurrentUser(shop.client);
  assert.ok(user.id && user.wallets.length > 0);
  const balances = await api.getAccountBalances(shop.client, user.wallets[0]!.address);
  assert.ok(balances.some(({ token, amount }) => token.type === 'ERC20' && !api.isZero(amount)));
  const transactions = await api.listMyTransactions(shop.client);
  assert.deepEqual(await api.getTransaction(shop.client, transactions.items[0]!.id), transactions.items[0]);
  const changed = await api.updateCurrentUser(shop.client, { firstName: 'Nuria' });
  assert.equal(changed.firstName, 'Nuria');
  assert.equal((await api.getCurrentUser(shop.client)).firstName, 'Nuria');
});

test('a customer claims, and the points arrive', async (t) => {
  const { client } = await signedIn(t, 'newcomer');
  const user = await api.getCurrentUser(client);
  const points = async () => {
    const balances = await api.getAccountBalances(client, user.wallets[0]!.address);
    return balances.filter(({ token }) => token.type === 'ERC20').reduce((sum, { amount }) => api.add(sum, amount), '0');
  };
  const before = await points();
  let claim: CampaignClaim | null = null;
  for (const campaign of (await api.listCampaigns(client)).items) {
    if (!campaign.tokenUnits.some(({ token }) => token.type === 'ERC20')) continue;
    claim = await api.createClaim(client, { campaignId: campaign.id }).catch(() => null);
    if (claim) break;
  }
  assert.ok(claim, 'a newcomer can claim something');
  const done = await settled(() => api.getClaim(client, claim.id));
  assert.equal(done.status, 'COMPLETED');
  assert.ok(api.compare(await points(), before) > 0);
  assert.equal((await api.listMyClaims(client, { campaignId: claim.campaignId })).items[0]?.id, claim.id);
});

test('a customer redeems; what cannot be redeemed says why', async (t) => {
  const { client } = await signedIn(t, 'regular');
  const codes = new Set<string>();
  let redeemed = 0;
  for (const offer of (await api.listRedemptions(client)).items) {
    try {
      const { redeem, senderTransaction } = await api.createRedeem(client, { redemptionId: offer.id });
      assert.ok(senderTransaction && api.compare(senderTransaction.transaction.amount, offer.creditTokenAmount) <= 0);
      assert.equal((await settled(() => api.getRedeem(client, redeem.id))).status, 'COMPLETED');
      assert.equal((await api.listMyRedeems(client, { redemptionId: offer.id })).items[0]?.id, redeem.id);
      redeemed++;
    } catch (error) {
      assert.ok(api.isPersError(error), String(error));
      codes.add(error.code);
      if (error.code === 'INSUFFICIENT_BALANCE') assert.ok(api.compare(error.details.required!, error.details.available!) > 0);
    }
  }
  assert.ok(redeemed > 0);
  for (const code of codes) {
    assert.ok(/^(INSUFFICIENT_BALANCE|REDEMPTION_|STATUS_REQUIRED|REDEEM_)/.test(code), code);
  }
  assert.equal(await codeOf(api.createRedeem(client, { redemptionId: 'nowhere' })), 'REDEMPTION_NOT_FOUND');
});

test('a session is refreshed, an identity token opens one session only, and a guest stays the same guest', async (t) => {
  const { client, session, identity } = await openShop(t, 'regular');
  await session.signIn(identity());
  const before = (await session.accessToken())!;
  assert.notEqual(await session.renew(before), before);
  assert.ok((await api.getCurrentUser(client)).id);
  await session.signOut();
  assert.notEqual(await codeOf(session.signIn(identity())), 'none');
  await session.signInAsGuest();
  const guest = await api.getCurrentUser(client);
  await session.renew((await session.accessToken())!);
  assert.equal((await api.getCurrentUser(client)).id, guest.id);
});

test('long lists come in pages, and each item once', async (t) => {
  const { client } = await openShop(t, 'many');
  const ids = new Set<string>();
  let page: number | null = 1;
  while (page !== null) {
    const part: api.Page<{ readonly id: string }> = await api.listCampaigns(client, { page, limit: 100 });
    for (const { id } of part.items) ids.add(id);
    page = part.next;
  }
  assert.equal(ids.size, 1000);
});

test('nasty texts and URLs of a world come out as text and as no URL', async (t) => {
  const { client } = await signedIn(t, 'hostile');
  const answers = await Promise.all([
    api.getCurrentTenant(client),
    api.getCurrentUser(client),
    api.listTokens(client),
    api.listCampaigns(client),
    api.listRedemptions(client),
    api.listBusinesses(client),
    api.listMyTransactions(client),
  ]);
  const urls = JSON.stringify(answers, (key, value: unknown) =>
    /url$|website$/i.test(key) && typeof value === 'string' ? `URL ${value}` : value,
  ).match(/URL [^"]*/g);
  for (const url of urls ?? []) assert.match(url, /^URL (https:\/\/|http:\/\/localhost)[^\\@]/);
});
