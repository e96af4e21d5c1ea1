import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium, type Browser, type Page } from 'playwright-core';
import { browserArgs, findBrowser } from '../browser.mjs';
import { startDemo, type DemoServer } from './demo-server.js';
import { signIn } from './journey.js';

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

/** Violations of WCAG 2.2 A and AA on the page, through every shadow tree, in words. */
async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze();
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} at ${JSON.stringify(target)}: ${failureSummary}`),
  );
}

async function open(path: string, colorScheme: 'light' | 'dark', width: number): Promise<Page> {
  const context = await browser.newContext({ colorScheme, viewport: { width, height: 800 } });
  const page = await context.newPage();
  await page.goto(`${demo.origin}${path}`);
  return page;
}

for (const scheme of ['light', 'dark'] as const) {
  for (const width of [320, 1200]) {
    test(`the shop and every tab of the open panel, ${scheme}, ${width} px`, async () => {
      const page = await open(`/shop.html?theme=${scheme}`, scheme, width);
      await signIn(page, 'mina');
      await page.locator('pers-launcher .face').waitFor();
      assert.deepEqual(await violations(page), []);
      await page.locator('pers-launcher .face').click();
      await page.locator('pers-wallet [part=points]').waitFor();
      for (const [tab, part] of [
        ['Earn', 'pers-campaign-list [part=card]'],
        ['Rewards', 'pers-redemption-shop [part=card]'],
        ['Activity', 'pers-activity [part=entry]'],
      ] as const) {
        await page.getByRole('tab', { name: tab }).click();
        await page.locator(part).first().waitFor();
        assert.deepEqual(await violations(page), [], tab);
      }
      const overflow = await page.locator('pers-panel').evaluate((panel) => panel.scrollWidth - panel.clientWidth);
      assert.ok(overflow <= 0, `C10: the panel is ${overflow} px too wide`);
      await page.context().close();
    });
  }

  test(`the elements placed by hand, signed in, ${scheme}`, async () => {
    const page = await open(`/elements.html?theme=${scheme}`, scheme, 800);
    await signIn(page, 'mina');
    await page.locator('pers-activity [part=entry]').first().waitFor();
    await page.locator('pers-redemption-shop [part=card]').first().waitFor();
    assert.deepEqual(await violations(page), []);
    await page.context().close();
  });
}
