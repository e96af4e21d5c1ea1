import type { Page } from 'playwright-core';
import type { Lane } from './lane.js';
import { CUSTOMER } from './world.js';

/** Names that the page had on `window` before any widget, by page. */
const known = new WeakMap<Page, ReadonlySet<string>>();

const globals = (page: Page): Promise<readonly string[]> => page.evaluate(() => Object.getOwnPropertyNames(window));

/** Takes note of the page as it is now. */
export async function knowHost(page: Page): Promise<void> {
  known.set(page, new Set(await globals(page)));
}

/** What of the shop's page no longer works: its own counter, its globals, what was uncaught on the way. */
export async function hostWorks(page: Page): Promise<readonly string[]> {
  const [before, after, faults] = await page.evaluate(() => {
    const counter = document.querySelector<HTMLButtonElement>('#counter')!;
    const before = Number(counter.textContent);
    counter.click();
    const watch = (window as unknown as Record<symbol, { faults: string[] }>)[Symbol.for('test.watch')]!;
    return [before, Number(counter.textContent), watch.faults.splice(0)] as const;
  });
  const added = (await globals(page)).filter((name) => !known.get(page)?.has(name));
  return [
    ...(after === before + 1 ? [] : ["the page's own counter stands still"]),
    ...added.map((name) => `window.${name} is new`),
    ...faults,
  ];
}

/** Console lines that hold a token or say who the customer is. */
export function leaks(lines: readonly string[], lane: Lane): readonly string[] {
  const secrets = [...lane.secrets, CUSTOMER.name, CUSTOMER.email];
  return lines.filter((line) => secrets.some((secret) => line.includes(secret)));
}
