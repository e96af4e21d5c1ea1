import { readdirSync, readFileSync } from 'node:fs';
import { brotliCompressSync } from 'node:zlib';
import { openChain } from '../../demo/chain/chain.js';
import type { Proof } from './proof.js';
import { report } from './report.js';
import { named, runTests } from './run-tests.js';
import { serve, type Json } from './served.js';

/** 4: bytes of brotli, by chunk. */
async function sizes(): Promise<Proof> {
  const built = readdirSync('cdn').filter((name) => name.endsWith('.js'));
  const weigh = (pattern: RegExp): number =>
    built.filter((name) => pattern.test(name)).reduce((sum, name) => sum + brotliCompressSync(readFileSync(`cdn/${name}`)).length, 0);
  const entry = readFileSync(`cdn/${built.find((name) => name.startsWith('pers-elements-'))}`, 'utf8');
  const onView = /secp256k1|eth_requestAccounts|eip6963/.test(entry);
  const [signing, discovery, own, phone, reading] = [
    weigh(/^pers-signing-/),
    weigh(/^pers-provider-/),
    weigh(/^pers-(own-wallet|define)-[\w-]{8}\.js/),
    weigh(/^pers-phone-/),
    weigh(/^pers-own-wallet-chain-/),
  ];
  return {
    holds: !onView && signing > 0 && signing + discovery + own <= 40_960,
    figure: `wallet code on page view ${onView ? 'found' : '0 B'}; path of a wallet in the browser ${signing + discovery + own} B (signing ${signing}, discovery ${discovery}, what is seen and done ${own}; at most 40,960); reading the chain, later, ${reading} B; phone modal alone in its chunk, ${phone} B`,
  };
}

/** 6: every holding in the ledger and on the chain after a mix of actions in every world that is on the chain. */
async function ledger(): Promise<Proof> {
  const chain = await openChain(null);
  const served = await serve({}, { chain });
  try {
    let [compared, differences, actions] = [0, 0, 0];
    for (const world of ['regular', 'newcomer', 'expired', 'sold-out', 'many']) {
      const tenant = await served.openOnChain(world);
      for (const { key } of tenant.customers) {
        const person = await served.signIn(tenant, key);
        for (const [path, target, field] of [
          ['/v2/campaigns', '/v2/campaigns/claims', 'campaignId'],
          ['/v2/redemptions', '/v2/redemptions/redeems', 'redemptionId'],
        ] as const) {
          const { body } = await served.call('GET', `${path}?page=1&limit=20`, person);
          for (const { id } of (body as Json).data as { id: string }[]) {
            const { status } = await served.call('POST', target, person, {
              [field]: id,
              ...(field === 'redemptionId' ? { businessId: null } : {}),
            });
            if (status < 300) actions += 1;
          }
        }
      }
      const { body } = await served.call('POST', `/test/tenants/${tenant.tenantId}/chain-check`);
      compared += (body as { compared: number }).compared;
      differences += (body as { differences: unknown[] }).differences.length;
    }
    return {
      holds: differences === 0 && compared > 0 && actions > 0,
      figure: `${actions} actions, ${compared} holdings compared, ${differences} differences`,
    };
  } finally {
    await served.close();
    await chain.stop();
  }
}

/** What has to hold of wallets, by the number of its acceptance line. `npm run proof:wallet` measures each and prints one line with the figure. */
await report({
  1: async () =>
    named(
      'journey with an own wallet on a real chain',
      runTests('test/e2e/own-wallet.e2e.ts', 'test/e2e/own-wallet-moods.e2e.ts', 'test/e2e/raw-wallet.e2e.ts'),
    ),
  2: async () => named('through the modal for phones, hosts against the README', runTests('test/e2e/phone-wallet.e2e.ts')),
  3: async () =>
    named('100,000 changed transactions against the guard', runTests('test/wallet/mutations.test.ts', 'test/wallet/guard.test.ts')),
  4: sizes,
  5: async () =>
    named(
      'linking: replay, other domain, other project, expired, changed bytes, EIP-1271',
      runTests('test/node/server/siwe.test.ts', 'test/node/server/signing-accounts.test.ts'),
    ),
  6: ledger,
});
