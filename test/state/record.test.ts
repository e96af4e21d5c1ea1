import assert from 'node:assert/strict';
import test from 'node:test';
import type { JournalRecord } from '../../src/state/journal.js';
import { signedIn, type Shop, type Wire } from './fixture.js';

const isRedeem = (request: Request): boolean => request.method === 'POST' && request.url.endsWith('/redeems');

/** A shop, and what its journal says at the moment in which a redeem is sent. */
async function watched(t: Parameters<typeof signedIn>[0], wire: Wire = {}) {
  const records: JournalRecord[] = [];
  const shop: Shop = await signedIn(t, {
    ...wire,
    async fetch(request, send) {
      if (isRedeem(request)) records.push(...(await shop.journal.open(shop.session.userId!)));
      return send(request);
    },
  });
  const coffee = (await shop.store.redemptions(1)).items.find(({ name }) => name.startsWith('Free coffee'))!;
  return { shop, records, coffee };
}

test('the time in which an unanswered write may take effect counts from when it was sent, however long the page decided', async (t) => {
  let decided = 0;
  const before = async () => {
    await new Promise((resolve) => setTimeout(resolve, 60));
    decided = Date.now();
    return true;
  };
  const { shop, records, coffee } = await watched(t, { before });
  const intent = await shop.store.redeem(coffee.id);
  assert.equal(records.length, 1);
  assert.ok(Date.parse(records[0]!.startedAt) >= decided);
  assert.ok(Date.parse(intent.startedAt) <= decided - 50);
});

test('what another device has done since the lists were read is known before anything is sent', async (t) => {
  const { shop, records, coffee } = await watched(t);
  await shop.store.redeems(1);
  const request = { method: 'POST', path: '/redemptions/redeems', json: { redemptionId: coffee.id, businessId: null } } as const;
  const other = (await shop.client.request({ ...request, auth: 'required' })) as { redeem: { id: string } };
  records.length = 0;
  const intent = await shop.store.redeem(coffee.id);
  assert.ok(records[0]!.known.includes(other.redeem.id), 'it would be taken for this one');
  assert.notEqual(intent.processId, other.redeem.id);
});
