import assert from 'node:assert/strict';
import test from 'node:test';
import * as api from '../../src/client/index.js';
import { isPersError } from '../../src/errors.js';
import { clientAnsweredWith, openClient, type Received } from './http-server.js';

const address = `0x${'a1'.repeat(20)}`;
const missing = { status: 404, json: { code: 'RESOURCE_NOT_FOUND' } };

test('a claim: ids from either place, a missing status told from its transactions', async (t) => {
  const body = { id: 1, campaign: { id: 'c-1' }, user: { id: 'u-1' }, multiplier: '2', transactions: [{ id: 'tx' }] };
  const claim = await api.getClaim(await clientAnsweredWith(t, body), '1');
  assert.deepEqual(
    [claim.id, claim.campaignId, claim.userId, claim.status, claim.multiplier, claim.transactions.length],
    ['1', 'c-1', 'u-1', 'COMPLETED', 2, 1],
  );
  const bare = await api.getClaim(await clientAnsweredWith(t, { id: '1', status: {}, transactions: null }), '1');
  assert.deepEqual([bare.status, bare.transactions, bare.business, bare.failureReason], ['PENDING', [], null, '']);
  const unknown = await api.getClaim(await clientAnsweredWith(t, { id: '1', status: 'QUEUED' }), '1');
  assert.equal(unknown.status, 'QUEUED');
});

test('a claim is sent with campaign and trigger source together', async (t) => {
  const client = await openClient(t, () => ({ status: 201, json: { id: 'x' } }));
  await api.createClaim(client, { campaignId: 'c', triggerSourceId: 's', latitude: 41.4 });
  assert.deepEqual(client.received[0]!.json, { campaignId: 'c', triggerSourceId: 's', latitude: 41.4 });
});

test('a redeem: business null, failure in either property, nothing to sign, or something', async (t) => {
  const client = await openClient(t, () => ({ json: { redeem: { id: 'x', message: 'Why' }, senderTransaction: null } }));
  const result = await api.createRedeem(client, { redemptionId: 'r' });
  assert.deepEqual(client.received[0]!.json, { redemptionId: 'r', businessId: null });
  assert.deepEqual([result.redeem.failureReason, result.redeem.status, result.senderTransaction], ['Why', 'PENDING', null]);
  const signingData = { type: 'EIP-712', message: { to: address } };
  const own = {
    transaction: { id: 'tx', status: 'pending_signature', amount: '12' },
    signingData,
    actionable: { type: 'CONNECT_SIGNING_ACCOUNT', message: 'Connect.' },
  };
  const paid = await api.createRedeem(await clientAnsweredWith(t, { redeem: { id: 'x' }, senderTransaction: own }), { redemptionId: 'r' });
  assert.equal(paid.senderTransaction?.transactionStatus, 'pending_signature');
  assert.equal(paid.senderTransaction?.transaction.amount, '12');
  assert.deepEqual(paid.senderTransaction?.signingData, signingData);
  assert.deepEqual(paid.senderTransaction?.actionable, { type: 'CONNECT_SIGNING_ACCOUNT', message: 'Connect.' });
  const custodial = { transaction: { id: 'tx' }, signingData: {}, actionable: {} };
  const served = await api.createRedeem(await clientAnsweredWith(t, { redeem: { id: 'x' }, senderTransaction: custodial }), {
    redemptionId: 'r',
  });
  assert.deepEqual([served.senderTransaction?.signingData, served.senderTransaction?.actionable], [null, null]);
});

test('an offer: stock in either form, and never a price that was not read', async (t) => {
  const read = async (more: object) => api.getRedemption(await clientAnsweredWith(t, { id: 'r', creditTokenAmount: 250, ...more }), 'r');
  assert.deepEqual((await read({ supply: { available: '3', total: 9 } })).supply, { available: 3, total: 9 });
  assert.deepEqual((await read({ availableSupply: 4, maxTotalSupply: {} })).supply, { available: 4, total: null });
  assert.equal((await read({ supply: null })).supply, null);
  assert.equal(
    (await read({ creditTokenAmount: '115792089237316195423570985008687907853' })).creditTokenAmount,
    '115792089237316195423570985008687907853',
  );
  const client = await clientAnsweredWith(t, [
    { id: 'a' },
    { id: 'b', creditTokenAmount: -1 },
    { id: 'c', creditTokenAmount: 2 ** 60 },
    { id: 'd', creditTokenAmount: 0 },
  ]);
  assert.deepEqual(
    (await api.listRedemptions(client)).items.map(({ id }) => id),
    ['d'],
  );
});

test('available supply: a number, text, an object, or unlimited', async (t) => {
  for (const [body, expected] of [
    [37, 37],
    ['37', 37],
    [{ available: 37 }, 37],
    [{ availableSupply: 3 }, 3],
    [null, null],
    [{}, null],
  ] as const) {
    assert.equal(await api.getAvailableSupply(await clientAnsweredWith(t, body), 'r'), expected);
  }
});

test('a trigger: one required fact or several, and null where nobody can claim', async (t) => {
  const read = async (trigger: unknown) => (await api.getCampaign(await clientAnsweredWith(t, { id: 'c', trigger }), 'c')).trigger;
  assert.deepEqual((await read({ name: 'x', requiredUserInfo: 'email' }))?.requiredUserInfo, ['email']);
  const several = await read({
    name: 'x',
    requiredUserInfo: ['email', 'firstName'],
    maxPerDay: '1',
    conditions: [{ key: 'spent' }, {}],
    triggerType: 'CLAIM_BY_ROBOT',
  });
  assert.deepEqual(several?.requiredUserInfo, ['email', 'firstName']);
  assert.deepEqual(
    [several?.maxPerDay, several?.conditionKeys, several?.triggerType, several?.maxPerUser],
    [1, ['spent'], 'CLAIM_BY_ROBOT', null],
  );
  for (const nobody of [null, undefined, {}, []]) assert.equal(await read(nobody), null);
});

test('an item of a token is found by the number that units and balances name', async (t) => {
  const token = {
    id: 't',
    contractAddress: address,
    metadata: [{ id: 'i', incrementalId: '3', name: 'Coffee' }],
    abi: [{}],
    type: 'ERC9999',
  };
  const tokenUnits = [{ id: 'u', token, tokenMetadataIncrementalId: 3, amount: '1' }, { token, amount: 2 }, { amount: 3 }];
  const campaign = await api.getCampaign(await clientAnsweredWith(t, { id: 'c', tokenUnits }), 'c');
  assert.deepEqual(
    campaign.tokenUnits.map(({ item, amount }) => [item?.name, amount]),
    [
      ['Coffee', '1'],
      [undefined, '2'],
    ],
  );
  const tokenBalances = [
    { token, tokenMetadataIncrementalId: 3, contractTokenId: 3, balance: 1 },
    { token, balance: 'much' },
    { balance: 5 },
  ];
  const balances = await api.getAccountBalances(await clientAnsweredWith(t, { accountAddress: address, tokenBalances }), address);
  assert.deepEqual(
    balances.map(({ item, contractTokenId, amount, accountAddress }) => [item?.name, contractTokenId, amount, accountAddress]),
    [['Coffee', '3', '1', address]],
  );
});

test('links and pictures of an answer are https or nothing', async (t) => {
  const bad = 'javascript:alert(1)';
  const campaign = await api.getCampaign(await clientAnsweredWith(t, { id: 'c', imageUrl: bad, externalUrl: 'https://x.example/a' }), 'c');
  assert.deepEqual([campaign.imageUrl, campaign.externalUrl], [null, 'https://x.example/a']);
});

test('a country that is none is no country', async (t) => {
  for (const [location, expected] of [
    [{ country_code: 'es' }, 'ES'],
    [{ country_code: 'Spain' }, null],
    [null, null],
    [{}, null],
  ] as const) {
    assert.equal((await api.getClientConfig(await clientAnsweredWith(t, { id: 'x', clientIpLocation: location }))).countryCode, expected);
  }
});

test('where single reads are missing, the lists give the item', async (t) => {
  const answer = ({ path, query }: Received) => {
    if (!path.endsWith('/me')) return missing;
    const page = Number(query.get('page'));
    return { json: { data: [{ id: `x-${page}` }], pagination: { hasNext: true } } };
  };
  for (const read of [api.getClaim, api.getRedeem, api.getTransaction]) {
    assert.equal((await read(await openClient(t, answer), 'x-2')).id, 'x-2');
    const client = await openClient(t, answer);
    const error = await read(client, 'nowhere').catch((reason: unknown) => reason);
    assert.ok(isPersError(error) && error.code === 'RESOURCE_NOT_FOUND');
    assert.equal(client.received.length, 4, 'three pages and no more');
  }
});

test('without one list of transactions, sent and received are put together, newest first', async (t) => {
  const lists: Record<string, unknown> = {
    '/transactions/me/sent': [
      { id: 'a', createdAt: '2026-01-02' },
      { id: 'self', createdAt: '2026-01-03' },
    ],
    '/transactions/me/received': { data: [{ id: 'self', createdAt: '2026-01-03' }, { id: 'b', createdAt: '2026-01-01' }, { id: 'old' }] },
  };
  const client = await openClient(t, ({ path }) => (lists[path] ? { json: lists[path] } : { status: 405 }));
  const page = await api.listMyTransactions(client);
  assert.deepEqual([page.items.map(({ id }) => id), page.next], [['self', 'a', 'b', 'old'], null]);
  assert.equal((await api.getTransaction(client, 'b')).id, 'b');
});

test('a feature the API does not have is empty and not an error', async (t) => {
  for (const status of [404, 405]) {
    const client = await clientAnsweredWith(t, { code: 'RESOURCE_NOT_FOUND' }, status);
    for (const read of [api.listStatusTypes, api.listRedemptionTypes, api.listChains, api.listCampaignTags])
      assert.deepEqual(await read(client), []);
  }
  assert.deepEqual(await api.listCampaignTags(await clientAnsweredWith(t, { code: 'FORBIDDEN' }, 403)), []);
});

test('paths carry ids that cannot leave their place', async (t) => {
  const client = await openClient(t, () => ({ json: { id: 'x' } }));
  await api.getCampaign(client, '../users/me?x=1#y');
  assert.equal(client.received[0]!.path, '/campaigns/..%2Fusers%2Fme%3Fx%3D1%23y');
});
