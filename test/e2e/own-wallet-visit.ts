import type { Wallet } from 'ethers';
import type { Browser, Page } from 'playwright-core';
import { signIn } from './journey.js';
import { pageWallet, type PageWallet } from './page-wallet.js';

export const LOCAL_CHAIN = 31_337;

export interface WalletVisit {
  readonly page: Page;
  readonly wallet: PageWallet;
  /** Hosts that the page has asked for anything. */
  readonly hosts: ReadonlySet<string>;
  close(): Promise<void>;
}

/** A customer on a page with every element, and a wallet in their browser. */
export async function visit(browser: Browser, origin: string, customer: string, key?: Wallet): Promise<WalletVisit> {
  const context = await browser.newContext();
  const wallet = await pageWallet(context, 'Test Wallet', key as never);
  const page = await context.newPage();
  const hosts = new Set<string>();
  page.on('request', (request) => hosts.add(new URL(request.url()).host));
  await page.goto(`${origin}/elements.html`);
  await signIn(page, customer);
  return { page, wallet, hosts, close: () => context.close() };
}

export async function openDetails(page: Page): Promise<void> {
  await page.locator('pers-wallet summary').click();
  // One in the list of movements may have a button of its own.
  await page.locator('pers-own-wallet [part=connect-button]').first().waitFor();
}

/** Presses the two buttons that lead to a wallet, inside one element. */
export async function pickWallet(page: Page, element = 'pers-own-wallet'): Promise<void> {
  await page.locator(`${element} [part=connect-button]`).first().click();
  await page.locator(`${element} [part=wallet-button]`).click();
}

/** Attaches the wallet and moves everything there that is kept for the customer. */
export async function moveHome(page: Page): Promise<void> {
  const own = page.locator('pers-own-wallet');
  await openDetails(page);
  await pickWallet(page);
  await own.locator('[part=account]').waitFor();
  await own.locator('[part=move-button]').click();
  await own.getByText('Your rewards have arrived in your wallet.').waitFor({ timeout: 60_000 });
}

/** Gets the first offer that can be afforded, up to the point where a wallet has to sign; gives what it costs. */
export async function order(page: Page): Promise<number> {
  const shop = page.locator('pers-redemption-shop');
  await shop
    .locator('[part=get-button][aria-disabled=false]')
    .filter({ hasText: /^\s*Get\s*$/ })
    .first()
    .click();
  const confirm = shop.locator('[part=confirm]');
  const cost = Number(/\d[\d,]*/.exec((await confirm.textContent())!)![0].replaceAll(',', ''));
  // The button that spends is dead for half a second, against clicks that were meant for something else.
  await page.waitForTimeout(600);
  await confirm.click();
  return cost;
}

export const signButton = (page: Page) =>
  page.locator('pers-redemption-shop [part=sign-button]').filter({ hasText: 'Sign in Test Wallet' });

/** Waits for the code, and closes the dialog. */
export async function receive(page: Page): Promise<void> {
  const shop = page.locator('pers-redemption-shop');
  await shop.locator('[part=code]').waitFor({ timeout: 60_000 });
  await page.waitForTimeout(600);
  await shop.locator('[part=confirm]').click();
  await shop.locator('[part=code]').waitFor({ state: 'hidden' });
}
