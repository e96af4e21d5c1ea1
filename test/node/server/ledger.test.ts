import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, beforeEach, describe, it } from 'node:test';
import { balancesOf } from '../../../demo/server/balance-store.js';
import { inTransaction, openDatabase, type Db } from '../../../demo/server/db.js';
import {
  advanceDue,
  availableBalance,
  createTransaction,
  failTransaction,
  ledgerSum,
  recordTransaction,
  type Movement,
} from '../../../demo/server/ledger.js';
import type { Problem } from '../../../demo/server/problems.js';
import type { TokenRow, TransactionRow, WalletRow } from '../../../demo/server/schema.js';
import { createWallet, randomAddress } from '../../../demo/server/wallets.js';

const START = new Date('2026-03-01T12:00:00.000Z');
const at = (ms: number) => new Date(START.getTime() + ms);
const STEP = 1000;

describe('ledger', () => {
  let db: Db;
  let tenantId: string;
  let token: TokenRow;
  let bank: WalletRow;
  let mina: WalletRow;
  let jon: WalletRow;

  before(async () => {
    db = await openDatabase(':memory:');
  });
  after(() => db.destroy());

  beforeEach(async () => {
    tenantId = randomUUID();
    await db
      .insertInto('tenants')
      .values({
        id: tenantId,
        project_key: tenantId,
        testnet_project_key: `pk_test_${tenantId}`,
        project_name: 'Ledger',
        acronym: 'LDG',
        project_description: null,
        project_website: null,
        project_email: null,
        project_image_url: null,
        stripe_publishable_key: null,
        firebase_tenant_id: null,
        infura_api_key: null,
        poly_scan_api_key: null,
        client_ip_location: null,
        allowed_origins: null,
        created_at: START.toISOString(),
      })
      .execute();
    token = {
      tenant_id: tenantId,
      id: randomUUID(),
      contract_address: randomAddress(),
      chain_id: 80002,
      name: 'Points',
      symbol: 'PTS',
      decimals: 18,
      type: 'ERC20',
      is_active: 1,
      is_gallery: 0,
      created_at: START.toISOString(),
    };
    await db.insertInto('tokens').values(token).execute();
    bank = await createWallet(db, tenantId, 'tenant', tenantId, START);
    mina = await createWallet(db, tenantId, 'user', randomUUID(), START);
    jon = await createWallet(db, tenantId, 'user', randomUUID(), START);
  });

  const context = (ms = 0) => ({ tenant: { id: tenantId }, now: at(ms), transactionStepMs: STEP });
  const movement = (overrides: Partial<Movement> = {}): Movement => ({
    type: 'MINT',
    token,
    tokenItemIncrementalId: null,
    amount: '100',
    sender: bank,
    recipient: mina,
    triggerProcessType: 'ADMIN_TRIGGERED',
    triggerProcessId: null,
    ...overrides,
  });
  const make = (overrides: Partial<Movement> = {}, ms = 0): Promise<TransactionRow> =>
    inTransaction(db, tenantId, (trx) => createTransaction(trx, context(ms), movement(overrides)));
  const give = (amount: string, to = mina) =>
    inTransaction(db, tenantId, (trx) => recordTransaction(trx, tenantId, movement({ amount, recipient: to }), START));
  const one = (id: string) => db.selectFrom('transactions').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  const free = (of: WalletRow) => availableBalance(db, tenantId, of.address, token.id, null);

  it('steps through its statuses as time passes, and moves the balance only when it succeeds', async () => {
    const { id } = await make();
    const seen: [number, string, string][] = [
      [0, 'created', '0'],
      [999, 'created', '0'],
      [1000, 'processing', '0'],
      [2000, 'broadcasted', '0'],
      [3000, 'succeeded', '100'],
    ];
    for (const [ms, status, balance] of seen) {
      await advanceDue(db, tenantId, at(ms), STEP);
      assert.deepEqual([ms, (await one(id)).status, await free(mina)], [ms, status, balance]);
    }
    const done = await one(id);
    assert.match(done.transaction_hash!, /^0x[0-9a-f]{64}$/);
    assert.equal(done.next_step_at, null);
    assert.equal(done.updated_at, at(3000).toISOString());
  });

  it('catches up all steps at once when much time has passed', async () => {
    const { id } = await make();
    await advanceDue(db, tenantId, at(3_600_000), STEP);
    assert.equal((await one(id)).status, 'succeeded');
    await advanceDue(db, tenantId, at(7_200_000), STEP);
    assert.equal(await free(mina), '100');
  });

  it('has a hash from broadcast on, and not before', async () => {
    const { id } = await make();
    await advanceDue(db, tenantId, at(1000), STEP);
    assert.equal((await one(id)).transaction_hash, null);
    await advanceDue(db, tenantId, at(2000), STEP);
    const { transaction_hash } = await one(id);
    await advanceDue(db, tenantId, at(3000), STEP);
    assert.equal((await one(id)).transaction_hash, transaction_hash);
  });

  it('holds what a sender has promised from the first moment', async () => {
    await give('100');
    await make({ type: 'TRANSFER', sender: mina, recipient: jon, amount: '60' });
    assert.equal(await free(mina), '40');
    assert.deepEqual(
      (await balancesOf(db, tenantId, mina.address)).map(({ amount, held }) => [amount, held]),
      [['100', '60']],
    );
    await advanceDue(db, tenantId, at(3000), STEP);
    assert.deepEqual([await free(mina), await free(jon)], ['40', '60']);
    assert.deepEqual(
      (await balancesOf(db, tenantId, mina.address)).map(({ amount, held }) => [amount, held]),
      [['40', '0']],
    );
  });

  it('refuses what is not there, with both amounts, and leaves nothing behind', async () => {
    await give('100');
    await make({ type: 'BURN', sender: mina, recipient: null, amount: '60' });
    await assert.rejects(make({ type: 'BURN', sender: mina, recipient: null, amount: '40.000000000000000001' }), (problem: Problem) => {
      assert.equal(problem.code, 'INSUFFICIENT_BALANCE');
      assert.deepEqual(problem.details, { required: '40.000000000000000001', available: 40 });
      return true;
    });
    assert.equal((await db.selectFrom('transactions').select('id').where('tenant_id', '=', tenantId).execute()).length, 2);
    assert.equal(await free(mina), '40');
  });

  it("burns into the tenant's own wallet and mints out of it below zero", async () => {
    await give('100');
    const { id } = await make({ type: 'BURN', sender: mina, recipient: null, amount: '30' });
    await advanceDue(db, tenantId, at(3000), STEP);
    assert.equal((await one(id)).recipient_address, null);
    assert.deepEqual(
      (await balancesOf(db, tenantId, bank.address)).map((row) => row.amount),
      ['-70'],
    );
    assert.equal(await ledgerSum(db, tenantId), '0');
  });

  it('is exact at the largest amount', async () => {
    const largest = (2n ** 256n - 1n).toString();
    await give(largest);
    await make({ type: 'TRANSFER', sender: mina, recipient: jon, amount: '1' });
    await advanceDue(db, tenantId, at(3000), STEP);
    assert.equal(await free(mina), (2n ** 256n - 2n).toString());
    assert.equal(await ledgerSum(db, tenantId), '0');
  });

  it('keeps items of one token apart', async () => {
    await inTransaction(db, tenantId, async (trx) => {
      await recordTransaction(trx, tenantId, movement({ tokenItemIncrementalId: 1, amount: '2' }), START);
      await recordTransaction(trx, tenantId, movement({ tokenItemIncrementalId: 2, amount: '5' }), START);
    });
    const rows = await balancesOf(db, tenantId, mina.address);
    assert.deepEqual(
      rows.map((row) => [row.token_item_incremental_id, row.amount]),
      [
        [1, '2'],
        [2, '5'],
      ],
    );
    await assert.rejects(make({ type: 'BURN', sender: mina, recipient: null, tokenItemIncrementalId: 1, amount: '3' }), {
      code: 'INSUFFICIENT_BALANCE',
    });
  });

  it('frees what was held when a movement fails, and does not undo one that succeeded', async () => {
    await give('100');
    const row = await make({ type: 'BURN', sender: mina, recipient: null, amount: '100' });
    await inTransaction(db, tenantId, (trx) => failTransaction(trx, row, at(500)));
    assert.deepEqual([await free(mina), (await one(row.id)).status], ['100', 'failed']);
    await advanceDue(db, tenantId, at(9000), STEP);
    assert.equal((await one(row.id)).status, 'failed');
    const given = await db
      .selectFrom('transactions')
      .selectAll()
      .where('tenant_id', '=', tenantId)
      .where('status', '=', 'succeeded')
      .executeTakeFirstOrThrow();
    await inTransaction(db, tenantId, (trx) => failTransaction(trx, given, at(9000)));
    assert.equal((await one(given.id)).status, 'succeeded');
  });

  it('lets exactly as many of 50 parallel spends through as the balance covers', async () => {
    await give('100');
    const outcomes = await Promise.allSettled(
      Array.from({ length: 50 }, () => make({ type: 'BURN', sender: mina, recipient: null, amount: '9' })),
    );
    assert.equal(outcomes.filter((outcome) => outcome.status === 'fulfilled').length, 11);
    await Promise.all(Array.from({ length: 10 }, () => advanceDue(db, tenantId, at(5000), STEP)));
    assert.equal(await free(mina), '1');
    assert.equal(await ledgerSum(db, tenantId), '0');
  });

  it('adds up after many random movements, and balances equal the entries', async () => {
    const wallets = [mina, jon, bank];
    for (let n = 0; n < 150; n++) {
      const [sender, recipient] = [wallets[n % 3]!, wallets[(n * 7 + 1) % 3]!];
      const overrides: Partial<Movement> =
        sender === bank ? { amount: `${n + 1}.${n}` } : { type: 'TRANSFER', sender, recipient, amount: String((n % 17) + 1) };
      await make(overrides, n * 100).catch((error: Problem) => assert.equal(error.code, 'INSUFFICIENT_BALANCE'));
      if (n % 5 === 0) await advanceDue(db, tenantId, at(n * 100), STEP);
    }
    await advanceDue(db, tenantId, at(60_000), STEP);
    assert.equal(await ledgerSum(db, tenantId), '0');
    const { c } = await db
      .selectFrom('ledger_entries')
      .select((of) => of.fn.countAll<number>().as('c'))
      .where('tenant_id', '=', tenantId)
      .executeTakeFirstOrThrow();
    assert.ok(Number(c) > 100);
  });

  it('refuses an amount of zero or less', async () => {
    await assert.rejects(make({ amount: '0' }), RangeError);
    await assert.rejects(make({ amount: '-5' }), RangeError);
  });

  it('does not touch another tenant', async () => {
    const { id } = await make();
    await advanceDue(db, randomUUID(), at(9000), STEP);
    assert.equal((await one(id)).status, 'created');
  });
});
