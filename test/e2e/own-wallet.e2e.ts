import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import { Wallet } from 'ethers';
import { chromium, type Browser, type Page } from 'playwright-core';
import { browserArgs, findBrowser } from '../browser.mjs';
import { startDemo, type DemoServer } from './demo-server.js';
import { journey, signIn } from './journey.js';
import { pageWallet, type PageWallet } from './page-wallet.js';

let demo: DemoServer;
let browser: Browser;
before(async () => {
  demo = await startDemo();
  browser = await chromium.launch({ executablePath: await findBrowser(), args: browserArgs });
});
after(async () => {
  await browser.close();
  await demo.stop();
});

const LOCAL_CHAIN = 31_337;

/** A customer on a page with every element, and a wallet in their browser. */
async function visit(customer: string): Promise<{ page: Page; wallet: PageWallet; hosts: Set<string>; close: () => Promise<void> }> {
  const context = await browser.newContext();
  const wallet = await pageWallet(context, 'Test Wallet');
  const page = await context.newPage();
  const hosts = new Set<string>();
  page.on('request', (request) => hosts.add(new URL(request.url()).host));
  await page.goto(`${demo.origin}/elements.html`);
  await signIn(page, customer);
  return { page, wallet, hosts, close: () => context.close() };
}

async function openDetails(page: Page): Promise<void> {
  await page.locator('pers-wallet summary').click();
  await page.locator('pers-own-wallet [part=connect-button]').waitFor();
}

async function connect(page: Page): Promise<void> {
  await page.locator('pers-own-wallet [part=connect-button]').click();
  await page.locator('pers-own-wallet [part=wallet-button]').click();
}

test('C2, C17, C19, D18: connect, link, claim to the own wallet, redeem by a signature, check the receipt, move, detach', async () => {
  const { page, wallet, hosts, close } = await visit('mina');
  const loaded: string[] = [];
  page.on('request', (request) => loaded.push(request.url()));
  const way = journey(page, page.context(), async () => undefined);
  const start = await way.points();
  assert.deepEqual(wallet.asked, [], 'a page view asks no wallet');
  assert.deepEqual(
    loaded.filter((url) => /own-wallet|guard|injected|receipt/.test(url)),
    [],
    'a page view loads no wallet code',
  );

  await openDetails(page);
  await connect(page);
  const own = page.locator('pers-own-wallet');
  await own.locator('[part=account]').waitFor();
  assert.match(String(wallet.signed[0]), /^http:\/\/localhost:\d+ wants you to sign in with your Ethereum account:\n0x/);
  await own.getByText(wallet.address).first().waitFor();
  const { violations } = await new AxeBuilder({ page }).include('pers-wallet').analyze();
  assert.deepEqual(violations, []);

  const received = await way.claim();
  await way.reaches(start + received);

  await own.locator('[part=move-button]').click();
  await own.getByText('Your rewards have arrived in your wallet.').waitFor({ timeout: 60_000 });
  await way.reaches(start + received);

  const shop = page.locator('pers-redemption-shop');
  await shop
    .locator('[part=get-button][aria-disabled=false]')
    .filter({ hasText: /^\s*Get\s*$/ })
    .first()
    .click();
  const confirm = shop.locator('[part=confirm]');
  const cost = Number(/\d[\d,]*/.exec((await confirm.textContent())!)![0].replaceAll(',', ''));
  await page.waitForTimeout(600);
  await confirm.click();
  await shop.locator('[part=sign-button]').filter({ hasText: 'Sign in Test Wallet' }).click();
  await shop.locator('[part=code]').waitFor({ timeout: 60_000 });
  await way.reaches(start + received - cost);
  assert.equal(wallet.chainId, LOCAL_CHAIN, 'the wallet was put on the chain that the API lists');
  const typed = wallet.signed.at(-1) as { primaryType: string; domain: { chainId: number } };
  assert.equal(typed.primaryType, 'Execute');
  assert.equal(typed.domain.chainId, LOCAL_CHAIN);
  await page.waitForTimeout(600);
  await confirm.click();

  await own.locator('[part=check]').first().click();
  await own.getByText('Verified on the chain.').first().waitFor();
  const explorer = await own.locator('[part=explorer]').first().getAttribute('href');
  const explored = await page.context().newPage();
  await explored.goto(explorer!);
  await explored.getByRole('heading', { name: 'Token movements' }).waitFor();
  await explored.close();

  await own.locator('[part=unlink]').click();
  await own.locator('[part=unlink-confirm]').click();
  await own.locator('[part=account]').waitFor({ state: 'detached' });
  assert.deepEqual([...hosts], [new URL(demo.origin).host], 'nobody else was contacted');
  await close();
});

test('C6: a wallet that says no, is busy, is locked, shows another account or goes: its sentence, and the way back within two seconds', async () => {
  const { page, wallet, close } = await visit('jonas');
  await openDetails(page);
  const own = page.locator('pers-own-wallet');
  const refusals = [
    ['reject', 'You said no in your wallet.'],
    ['busy', 'Your wallet is still waiting for an answer.'],
    ['locked', 'Your wallet is locked'],
  ] as const;
  await own.locator('[part=connect-button]').click();
  for (const [mood, sentence] of refusals) {
    wallet.mood = mood;
    await own.locator('[part=wallet-button]').click();
    await own.getByText(sentence).waitFor({ timeout: 2000 });
    await own.locator('[part=wallet-button]').waitFor({ timeout: 2000 });
  }
  wallet.mood = 'accept';
  await own.locator('[part=wallet-button]').click();
  await own.locator('[part=account]').waitFor();
  await wallet.switchAccount(page, Wallet.createRandom() as unknown as Wallet);
  await own.getByText('Your wallet shows another account.').waitFor({ timeout: 2000 });
  await own.locator('[part=connect-button]').waitFor({ timeout: 2000 });
  const before = wallet.asked.length;
  await page.waitForTimeout(1000);
  assert.equal(wallet.asked.length, before, 'nothing is asked again by itself');
  await close();
});
