import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { Wallet } from 'ethers';
import { openChain } from '../../../demo/chain/chain.js';
import { serve } from '../../proof/served.js';
import { lab } from './lab.js';
import { caller, checked, customer, pay, submitter, untilEnded } from './own-payments.js';

const folder = (): string => mkdtempSync(join(tmpdir(), 'pers-kept-'));

test('a restart with the same folder keeps wallets, signing accounts and what ledger and chain agree on', async () => {
  const kept = folder();
  const key = Wallet.createRandom();
  let chain = await openChain(kept);
  let served = await serve({ lab }, { chain, folder: kept });
  const before = await customer(served, 'lab', 'c0', chain, key);
  const first = await pay(before, 100);
  await first.sign();
  assert.equal((await untilEnded(before, first)).status, 'succeeded');
  const facts = async (call: typeof before.call) => ({
    wallets: (await call('GET', '/users/me')).body.wallets as unknown,
    accounts: (await call('GET', '/users/me/signing-accounts')).body as unknown,
    balances: (await call('GET', `/balances/accounts/${before.wallet}`)).body as unknown,
    first: (await call('GET', `/transactions/${first.id}`)).body as unknown,
  });
  const then = await facts(before.call);
  await served.close();
  await chain.stop();

  chain = await openChain(kept);
  served = await serve({ lab }, { chain, folder: kept });
  try {
    // The address is another one, and sessions belong to it.
    const again = { ...before, call: caller(served, await served.signIn(before.tenant, 'c0')) };
    assert.deepEqual(await facts(again.call), then);
    assert.deepEqual(await checked(served, again), []);
    const next = await pay({ ...again, submit: submitter(again.call, key) }, 50);
    await next.sign();
    assert.equal((await untilEnded(again, next)).status, 'succeeded', 'the wallet goes on with its next number');
    assert.deepEqual(await checked(served, again), []);
  } finally {
    await served.close();
    await chain.stop();
    rmSync(kept, { recursive: true });
  }
});
