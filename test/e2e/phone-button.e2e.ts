import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { chromium, type Browser, type Page } from 'playwright-core';
import type { OpenedTenant } from '../../demo/server/open-tenant.js';
import { browserArgs, findBrowser } from '../browser.mjs';
import { serve, type Served } from '../proof/served.js';
import { hostsInReadme } from './phone-page.js';

const PROJECT = '0123456789abcdef0123456789abcdef';
let served: Served;
let browser: Browser;
before(async () => {
  served = await serve();
  browser = await chromium.launch({ executablePath: await findBrowser(), args: browserArgs });
});
after(async () => {
  await browser.close();
  await served.close();
});

/** A signed-in customer's page with the wallet's details open, at the list of wallets. `policy` is put into the page itself. */
async function choosing(policy?: string): Promise<{ page: Page; others: Set<string>; close(): Promise<void> }> {
  const { tenantId, projectKey, customers }: OpenedTenant = await served.open('regular');
  const path = policy ? '/strict.html' : '/open.html';
  served.pages.set(
    path,
    `<!doctype html><html lang="en"><head>${policy ? `<meta http-equiv="content-security-policy" content="${policy}">` : ''}
      <link rel="icon" href="data:,"><title>Shop</title>
      <script nonce="n">persRewards = function () { (persRewards.q = persRewards.q || []).push(arguments); };
        persRewards('identify', async () => (await (await fetch('/test/tenants/${tenantId}/identity/${customers[0]!.key}')).json()).identityToken);</script>
      <script nonce="n" src="/pers-rewards.js" data-project-key="${projectKey}" data-api-url="/v2" data-launcher="none"
        data-walletconnect-project-id="${PROJECT}"></script></head>
      <body><pers-rewards><pers-wallet></pers-wallet></pers-rewards></body></html>`,
  );
  const context = await browser.newContext();
  const page = await context.newPage();
  const others = new Set<string>();
  page.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (/^(https?|wss?):$/.test(protocol) && hostname !== 'localhost') others.add(hostname);
  });
  await page.goto(served.origin + path);
  await page.locator('pers-wallet summary').click();
  await page.locator('pers-own-wallet [part=connect-button]').first().click();
  await page.locator('pers-own-wallet [part=phone-button]').waitFor();
  return { page, others, close: () => context.close() };
}

test('C19: the button for a wallet on a phone opens the window of that service; nobody is contacted before it is pressed', async () => {
  const { page, others, close } = await choosing();
  assert.deepEqual([...others], []);
  await page.locator('pers-own-wallet [part=phone-button]').click();
  await page.locator('w3m-modal.open, w3m-modal[class*=open]').waitFor({ timeout: 30_000 });
  await page.waitForFunction(() => document.querySelector('w3m-modal') !== null);
  const named = hostsInReadme().all;
  for (const host of others) assert.ok(named.includes(host), `${host} is not in the README`);
  assert.ok(others.size > 0);
  await close();
});

test("C19, F19: where the page's policy forbids it the customer reads one sentence, and the wallets of the browser are still there", async () => {
  const strict = "default-src 'none'; script-src 'nonce-n'; connect-src 'self'; img-src 'self' data:";
  const { page, others, close } = await choosing(strict);
  await page.locator('pers-own-wallet [part=phone-button]').click();
  await page.getByText('This page does not allow wallets on a phone.').waitFor({ timeout: 30_000 });
  assert.deepEqual([...others], []);
  await page.locator('pers-own-wallet [part=connect-button], pers-own-wallet [part=phone-button]').first().waitFor();
  await close();
});
