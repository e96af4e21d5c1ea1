import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { formatEther } from 'ethers';
import { chromium, type Browser, type Page } from 'playwright-core';
import { openChain, type Chain } from '../../demo/chain/chain.js';
import { browserArgs, findBrowser } from '../browser.mjs';
import { serve, type Served } from '../proof/served.js';
import { moveHome, order, receive, signButton } from './own-wallet-visit.js';
import { pageWallet, type PageWallet } from './page-wallet.js';

let chain: Chain;
let served: Served;
let browser: Browser;
before(async () => {
  chain = await openChain(null);
  served = await serve({}, { chain });
  browser = await chromium.launch({ executablePath: await findBrowser(), args: browserArgs });
});
after(async () => {
  await browser.close();
  await served.close();
  await chain.stop();
});

/** A customer with a linked wallet whose account holds all of their rewards, at the point where an offer waits for its signature. */
async function payWith(
  format: string,
): Promise<{ page: Page; wallet: PageWallet; pay: ReturnType<Page['locator']>; close(): Promise<void> }> {
  const tenant = await served.openOnChain('regular', format);
  const path = `/${format}.html`;
  const identity = `/test/tenants/${tenant.tenantId}/identity/${tenant.customers[0]!.key}`;
  served.pages.set(
    path,
    `<!doctype html><html lang="en"><head><link rel="icon" href="data:,"><title>Shop</title>
      <script>persRewards = function () { (persRewards.q = persRewards.q || []).push(arguments); };
        persRewards('identify', async () => (await (await fetch('${identity}')).json()).identityToken);</script>
      <script src="/pers-rewards.js" data-project-key="${tenant.projectKey}" data-api-url="/v2" data-launcher="none"></script></head>
      <body><pers-rewards><pers-wallet></pers-wallet><pers-redemption-shop></pers-redemption-shop></pers-rewards></body></html>`,
  );
  const context = await browser.newContext();
  const wallet = await pageWallet(context, 'Test Wallet');
  const page = await context.newPage();
  await page.goto(served.origin + path);
  await moveHome(page);
  await order(page);
  const shop = page.locator('pers-redemption-shop');
  await shop.getByText(/The network|a fee to the network/).waitFor();
  return { page, wallet, pay: shop, close: () => context.close() };
}

for (const [format, type] of [
  ['legacy', 0],
  ['EIP-1559', 2],
] as const) {
  test(`C17, C19: an offer is paid with a ${format} transaction of the customer's own; it says what the network takes, and the receipt is verified`, async () => {
    const { page, wallet, pay, close } = await payWith(format);
    const before = await chain.provider.getBalance(wallet.address);
    const words = (await pay.getByText(/a fee to the network/).textContent())!;
    const most = Number(/[\d.]+(?= \S*ETH)/.exec(words)?.[0]);
    await signButton(page).click();
    await receive(page);
    const { type: asked, to } = wallet.signed.at(-1) as { type: string; to: string };
    assert.equal(Number(asked), type);
    assert.equal(await chain.provider.getTransactionCount(wallet.address), 1, 'the account has sent one transaction');
    assert.notEqual(await chain.provider.getCode(to), '0x', 'to the token, and to nobody else');
    const paid = Number(formatEther(before - (await chain.provider.getBalance(wallet.address))));
    assert.ok(paid > 0 && paid <= most, `${paid} of at most ${most}`);
    const own = page.locator('pers-own-wallet');
    await own.locator('[part=check]').first().click();
    await own.getByText('Verified on the chain.').first().waitFor();
    await page.reload();
    await page.locator('pers-wallet summary').click();
    await own.getByText('Verified on the chain.').first().waitFor();
    await close();
  });
}

test('a wallet that signs no transactions: one sentence, nothing is spent, and the offer is still there to pay', async () => {
  const { page, wallet, pay, close } = await payWith('EIP-1559');
  wallet.typedOnly = true;
  await signButton(page).click();
  await pay.getByText('This wallet cannot sign this kind of transaction.').waitFor({ timeout: 2000 });
  assert.equal(await chain.provider.getTransactionCount(wallet.address), 0);
  wallet.typedOnly = false;
  await signButton(page).click();
  await receive(page);
  assert.equal(await chain.provider.getTransactionCount(wallet.address), 1);
  await close();
});
