import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium, type Browser, type Page } from 'playwright-core';
import { openChain, type Chain } from '../../demo/chain/chain.js';
import { browserArgs, findBrowser } from '../browser.mjs';
import { serve, type Served } from '../proof/served.js';

let chain: Chain;
let served: Served;
let browser: Browser;
let wallet: string;
before(async () => {
  chain = await openChain(null);
  served = await serve({}, { chain });
  const tenant = await served.openOnChain('regular');
  const mina = await served.signIn(tenant, tenant.customers[0]!.key);
  await served.call('POST', `/test/tenants/${tenant.tenantId}/chain-check`);
  wallet = ((await served.call('GET', '/v2/users/me', mina)).body as { accountAddress: string }).accountAddress;
  browser = await chromium.launch({ executablePath: await findBrowser(), args: browserArgs });
});
after(async () => {
  await browser?.close();
  await served.close();
  await chain.stop();
});

/** A page at an address of the explorer, with what the browser complained about: a refused script or style would be there. */
async function open(path: string, colorScheme: 'light' | 'dark', width: number): Promise<{ page: Page; complaints: string[] }> {
  const context = await browser.newContext({ colorScheme, viewport: { width, height: 900 } });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.goto(served.origin + path);
  return { page, complaints };
}

async function accessible(page: Page, what: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze();
  assert.deepEqual(
    violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.failureSummary}`),
    [],
    what,
  );
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(overflow <= 0, `${what} is ${overflow} px too wide`);
}

for (const scheme of ['light', 'dark'] as const) {
  for (const width of [320, 1200]) {
    test(`C6: from a wallet to a transaction and its tokens, ${scheme}, ${width} px`, async () => {
      const { page, complaints } = await open('/explorer', scheme, width);
      await accessible(page, 'the search');
      await page.getByLabel('Transaction or address').fill(wallet);
      await page.getByRole('button', { name: 'Look up' }).click();
      await page.getByRole('heading', { name: 'Last movements' }).waitFor();
      await accessible(page, 'the address');
      await page.locator('a[href^="/explorer/tx/"]').first().click();
      await page.getByText('Succeeded').waitFor();
      assert.ok(await page.getByText('Fee paid by').isVisible());
      assert.ok((await page.locator('.cards li').count()) > 0);
      await accessible(page, 'the transaction');
      assert.deepEqual(complaints, [], 'C17: its policy refuses nothing of its own');
      await page.context().close();
    });
  }
}

test('an unknown hash is said to be unknown, a wrong one is not looked up', async () => {
  const { page } = await open(`/explorer/tx/0x${'1'.repeat(64)}`, 'light', 600);
  await page.getByRole('heading', { name: 'No such transaction' }).waitFor();
  await page.getByLabel('Transaction or address').fill('0x12');
  await page.getByRole('button', { name: 'Look up' }).click();
  await page.getByRole('alert').getByText('Enter a hash').waitFor();
  await accessible(page, 'the refusal');
  await page.context().close();
});
