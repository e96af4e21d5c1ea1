import { waitUntil } from '@open-wc/testing';
import '../../src/components/own-wallet/define.js';
import type { StringOverrides } from '../../src/i18n/strings.js';
import { apiUrl, openTenant } from '../support/tenant.js';
import { show } from './rewards-fixture.js';

/** Elements that a page can hold, and what tells that each has its data. */
export const ELEMENTS = {
  'pers-wallet': '[part=rewards], [part=balance]',
  'pers-account': 'button',
  'pers-activity': '[part=entry]',
  'pers-campaign-list': '[part=campaign], article, li',
  'pers-claim-button': 'button',
  'pers-redemption-shop': '[part=offer], article, li',
  'pers-panel': '[role=tab]',
  'pers-launcher': 'pers-panel',
  'pers-own-wallet': 'button',
} as const;
export type Tag = keyof typeof ELEMENTS;

interface Place {
  readonly width: number;
  readonly locale?: string;
  readonly strings?: StringOverrides;
}

/** One element with the data of a regular customer, or for everybody who is signed out. */
export async function showElement(tag: Tag, { width, locale = 'en', strings }: Place, signedIn = true): Promise<HTMLElement> {
  const tenant = await openTenant('regular');
  const attributes = tag === 'pers-claim-button' ? { 'campaign-id': await firstCampaign(tenant.projectKey) } : {};
  const who = signedIn ? { who: tenant.customers[0]!.key } : {};
  const { element, rewards, found } = await show(tag, { world: tenant, locale, attributes, width, ...who });
  if (strings) rewards.strings = strings;
  if (tag === 'pers-launcher') (element as HTMLElementTagNameMap['pers-launcher']).open();
  await found(signedIn ? ELEMENTS[tag] : ':host > *, section, div, p, button');
  await settled(element);
  return element;
}

/** Waits until the words stay the same for a while, and no placeholder of what comes is left. */
async function settled(element: HTMLElement): Promise<void> {
  let [before, since] = ['', performance.now()];
  await waitUntil(
    () => {
      const now = texts(element)
        .map(({ data }) => data)
        .join();
      if (now !== before) [before, since] = [now, performance.now()];
      return now !== '' && performance.now() - since > 400;
    },
    `${element.localName} comes to rest`,
    { timeout: 8000 },
  );
}

async function firstCampaign(projectKey: string): Promise<string> {
  const response = await fetch(`${apiUrl}/campaigns?page=1&limit=1`, { headers: { 'x-project-key': projectKey } });
  const { data } = (await response.json()) as { readonly data: readonly { readonly id: string }[] };
  return data[0]!.id;
}

/** Every element below `root`, through all shadow trees. */
export function everything(root: Element): Element[] {
  const children = [...(root.shadowRoot?.children ?? []), ...root.children];
  return children.flatMap((child) => [child, ...everything(child)]);
}

/** Every piece of text that is seen: what only a screen reader gets takes no room. */
export function texts(root: Element): Text[] {
  return everything(root)
    .filter((node) => !['STYLE', 'SCRIPT'].includes(node.tagName) && node.checkVisibility() && !node.closest('.visually-hidden'))
    .flatMap((node) => [...node.childNodes].filter((child): child is Text => child instanceof Text && child.data.trim() !== ''));
}
