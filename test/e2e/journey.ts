import assert from 'node:assert/strict';
import type { BrowserContext, Page } from 'playwright-core';

/** A customer's way through a page of the demo: what they see and press, by the words that stand there. */
export interface Journey {
  readonly page: Page;
  /** Points as the wallet says them. */
  points(): Promise<number>;
  /** Waits until the wallet says so. */
  reaches(points: number): Promise<void>;
  /** Claims the first campaign that can be claimed; gives the points that it said were received. */
  claim(): Promise<number>;
  /** Redeems the first offer that can be afforded; gives what it cost, and its code as it was copied. */
  redeem(): Promise<{ cost: number; code: string }>;
  /** The code of the newest redeem, out of the activity. */
  newestCode(): Promise<string>;
}

const number = (words: string): number => Number(/\d[\d,]*/.exec(words)?.[0].replaceAll(',', ''));

/** Signs in at the shop as a sample customer. */
export async function signIn(page: Page, customer: string): Promise<void> {
  await page.getByRole('button', { name: 'Sign in', exact: true }).first().click();
  await page.locator(`[data-customer=${customer}]`).click();
}

/** @param show brings an element into view: chooses its tab, or does nothing where all stand on the page. */
export function journey(page: Page, context: BrowserContext, show: (tab: 'Earn' | 'Rewards' | 'Activity') => Promise<void>): Journey {
  const wallet = page.locator('pers-wallet');
  const amount = wallet.locator('[part=points] .visually-hidden');

  return {
    page,
    async points() {
      return number((await amount.textContent()) ?? '');
    },
    async reaches(points) {
      await amount.filter({ hasText: new RegExp(`You have ${points.toLocaleString('en')} `) }).waitFor({ state: 'attached' });
    },
    async claim() {
      await show('Earn');
      const list = page.locator('pers-campaign-list');
      const button = list
        .locator('[part=claim-button][aria-disabled=false]')
        .filter({ hasText: /^\s*Claim\s*$/ })
        .first();
      const name = /: (.+)$/.exec((await button.getAttribute('aria-label'))!)![1]!;
      await button.click();
      const card = list.locator('[part=card]').filter({ has: page.getByRole('heading', { name }) });
      const words = await card.getByText(/You received \d/).textContent();
      return number(words!);
    },
    async redeem() {
      await show('Rewards');
      const shop = page.locator('pers-redemption-shop');
      await shop
        .locator('[part=get-button][aria-disabled=false]')
        .filter({ hasText: /^\s*Get\s*$/ })
        .first()
        .click();
      const confirm = shop.locator('[part=confirm]');
      const cost = number((await confirm.textContent())!);
      // The button that spends is dead for half a second, against clicks that were meant for something else.
      await page.waitForTimeout(600);
      await confirm.click();
      const code = (await shop.locator('[part=code]').textContent())!.trim();
      await context.grantPermissions(['clipboard-read', 'clipboard-write']);
      await shop.getByRole('button', { name: 'Copy code' }).click();
      await shop.getByText('Copied').first().waitFor();
      assert.equal(await page.evaluate(() => navigator.clipboard.readText()), code);
      await page.waitForTimeout(600);
      await confirm.click();
      return { cost, code };
    },
    async newestCode() {
      await show('Activity');
      const activity = page.locator('pers-activity');
      await activity
        .getByRole('button', { name: /^Show code/ })
        .first()
        .click();
      return (await activity.locator('[part=code]').first().textContent())!.trim();
    },
  };
}
