import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { verifyMessage } from 'ethers';
import { chromium, type Browser, type Page } from 'playwright-core';
import { browserArgs, findBrowser } from '../browser.mjs';
import { pageWallet, type PageWallet } from './page-wallet.js';
import { hostsInReadme, hostsOf, servePhonePage, type PhonePage } from './phone-page.js';

const PROJECT = '0123456789abcdef0123456789abcdef';
const CHAIN = {
  chainId: 31_337,
  name: 'Local demo chain',
  rpcUrl: null,
  explorerUrl: null,
  nativeCurrency: { name: 'Ether', symbol: 'ETH', decimals: 18 },
};

let browser: Browser;
let shop: PhonePage;
before(async () => {
  browser = await chromium.launch({ executablePath: await findBrowser(), args: browserArgs });
  shop = await servePhonePage();
});
after(async () => {
  await browser.close();
  await shop.stop();
});

interface Visit {
  readonly page: Page;
  readonly wallet: PageWallet;
  readonly hosts: Set<string>;
  close(): Promise<void>;
}

async function visit(origin = shop.origin): Promise<Visit> {
  const context = await browser.newContext();
  // Functions that go to the page carry calls of the loader's helper with them.
  await context.addInitScript('globalThis.__name ??= (value) => value');
  const wallet = await pageWallet(context, 'Test Wallet');
  const page = await context.newPage();
  const hosts = hostsOf(page);
  await page.goto(origin);
  return { page, wallet, hosts, close: () => context.close() };
}

interface Outcome {
  readonly id?: string;
  readonly name?: string;
  readonly code?: string;
  readonly message?: string;
}

/** Calls `connectPhone` as the elements do; what it gives stays in the page, as `globalThis.found`. */
function connectPhone(page: Page, projectId = PROJECT, chains: readonly object[] = [CHAIN]): Promise<Outcome> {
  return page.evaluate(
    async ([id, list]) => {
      const file = '/phone.js';
      const { connectPhone: connect } = (await import(file)) as {
        connectPhone: (options: object) => Promise<{ id: string; name: string }>;
      };
      try {
        const found = await connect({ projectId: id, chains: list });
        Object.assign(globalThis, { found });
        return { id: found.id, name: found.name };
      } catch (error) {
        const { code, message } = error as { code?: string; message: string };
        return { ...(code && { code }), message };
      }
    },
    [projectId, chains] as const,
  );
}

const ask = (page: Page, method: string, params: readonly unknown[] = []): Promise<unknown> =>
  page.evaluate(
    ([name, values]) =>
      (globalThis as unknown as { found: { provider: { request(call: object): Promise<unknown> } } }).found.provider.request({
        method: name,
        params: values,
      }),
    [method, params] as const,
  );

const pick = (page: Page, name: string) => page.locator('w3m-modal').getByText(name, { exact: true }).first().click();

test('C2, C17: nothing is contacted before it is picked; a wallet connects and signs through the window, with every outside host out of reach', async () => {
  const { page, wallet, hosts, close } = await visit();
  await page.evaluate(async () => {
    const file = '/phone.js';
    await import(file);
  });
  await page.waitForTimeout(500);
  assert.deepEqual([...hosts], [], 'the file alone contacts nobody');
  assert.deepEqual(wallet.asked, []);
  const outcome = connectPhone(page);
  await pick(page, 'Test Wallet');
  assert.deepEqual(await outcome, { id: 'walletconnect', name: 'Test Wallet' });
  assert.equal(await page.locator('dialog[open]').count(), 0, 'the window is gone');
  assert.deepEqual(await ask(page, 'eth_accounts'), [wallet.address]);
  const text = 'Link this wallet';
  const hex = `0x${Buffer.from(text).toString('hex')}`;
  const signature = (await ask(page, 'personal_sign', [hex, wallet.address])) as string;
  assert.equal(verifyMessage(text, signature), wallet.address);
  assert.deepEqual(wallet.signed, [text]);
  await page.waitForTimeout(1000);
  for (const host of hosts) assert.ok(hostsInReadme().all.includes(host), `${host} is not in the README`);
  // A second press takes up what is connected, without a window.
  assert.deepEqual(await connectPhone(page), { id: 'walletconnect', name: 'Test Wallet' });
  await close();
});

test('C17: the hosts that are tried, the QR code included, are those that the README names', async () => {
  const { page, wallet, hosts, close } = await visit();
  const first = connectPhone(page);
  await pick(page, 'WalletConnect');
  await page.waitForTimeout(4000);
  await page.keyboard.press('Escape');
  assert.equal((await first).code, 'WALLET_REJECTED');
  const second = connectPhone(page);
  await pick(page, 'Test Wallet');
  assert.equal((await second).id, 'walletconnect');
  assert.equal(wallet.asked.filter(({ method }) => method === 'eth_requestAccounts').length, 1);
  await page.waitForTimeout(2000);
  const { all, usual } = hostsInReadme();
  for (const host of hosts) assert.ok(all.includes(host), `${host} is not in the README`);
  assert.deepEqual(
    usual.filter((host) => !hosts.has(host)),
    [],
    'the README names nothing that is not tried',
  );
  await close();
});

test('a window that is closed, and a person who says no, are a rejection; one window at a time', async () => {
  const { page, wallet, close } = await visit();
  const closed = connectPhone(page);
  await page.locator('w3m-modal').getByText('Test Wallet', { exact: true }).first().waitFor();
  assert.equal((await connectPhone(page)).code, 'WALLET_BUSY');
  await page.keyboard.press('Escape');
  assert.equal((await closed).code, 'WALLET_REJECTED');
  wallet.mood = 'reject';
  const refused = connectPhone(page);
  await pick(page, 'Test Wallet');
  assert.equal((await refused).code, 'WALLET_REJECTED');
  assert.equal(await page.locator('dialog[open]').count(), 0);
  await close();
});

test('the window stands above a modal dialog of the page and can be used there', async () => {
  const { page, close } = await visit();
  await page.evaluate(() => {
    const panel = document.createElement('dialog');
    panel.id = 'panel';
    panel.append('Rewards');
    document.body.append(panel);
    panel.showModal();
  });
  const outcome = connectPhone(page);
  await pick(page, 'Test Wallet');
  assert.equal((await outcome).id, 'walletconnect');
  assert.equal(await page.locator('#panel[open]').count(), 1, 'the panel below stays open');
  await close();
});

test('without a project, with another one, or without a chain nothing is opened and nobody contacted', async () => {
  const { page, hosts, close } = await visit();
  for (const id of ['', 'project', PROJECT.slice(1), `${PROJECT}0`])
    assert.equal((await connectPhone(page, id)).code, 'CONFIG_VALUE_INVALID', id);
  assert.equal((await connectPhone(page, PROJECT, [])).code, 'CONFIG_VALUE_INVALID');
  assert.equal(await page.locator('w3m-modal').count(), 0);
  assert.deepEqual([...hosts], []);
  await close();
});

test('a content security policy that forbids its styles is one clear refusal, before anybody is contacted', async () => {
  const strict = await servePhonePage("default-src 'none'; script-src 'self' 'unsafe-inline'; connect-src 'self'");
  const { page, hosts, close } = await visit(strict.origin);
  const { code, message } = await connectPhone(page);
  assert.equal(code, 'WALLET_BLOCKED');
  assert.match(message ?? '', /content security policy of this page .*style-src 'unsafe-inline'\.$/);
  assert.equal(await page.locator('w3m-modal').count(), 0);
  assert.deepEqual([...hosts], []);
  await close();
  await strict.stop();
});

test('a content security policy without the relay stops the QR code with the directive that it lacks', async () => {
  const half = await servePhonePage("default-src 'none'; script-src 'self'; style-src 'unsafe-inline'; connect-src 'self'");
  const { page, close } = await visit(half.origin);
  const outcome = connectPhone(page);
  await pick(page, 'WalletConnect');
  const { code, message } = await outcome;
  assert.equal(code, 'WALLET_BLOCKED');
  assert.match(message ?? '', /connect-src wss:\/\/relay\.walletconnect\.com\.$/);
  assert.equal(await page.locator('dialog[open]').count(), 0);
  await close();
  await half.stop();
});
