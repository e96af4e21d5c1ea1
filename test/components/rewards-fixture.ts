import { nextFrame, waitUntil } from '@open-wc/testing';
import { sendMouse } from '@web/test-runner-commands';
import '../../src/define.js';
import type { PersRewards } from '../../src/components/rewards/rewards.js';
import { apiUrl, openTenant, type TestTenant } from '../support/tenant.js';

interface Setting {
  /** Sample data, or a tenant that is open already. */
  readonly world: string | TestTenant;
  /** Key of the customer who is signed in; nobody without it. */
  readonly who?: string;
  readonly locale?: string;
  readonly attributes?: Readonly<Record<string, string>>;
  /** Width of the place that the elements have. CSS pixels. */
  readonly width?: number;
}

export interface Shown<E extends HTMLElement> {
  readonly element: E;
  readonly rewards: PersRewards;
  readonly tenant: TestTenant;
  /** First match in the shadow tree of the element; fails without one. */
  find<T extends HTMLElement = HTMLElement>(selector: string): T;
  all<T extends HTMLElement = HTMLElement>(selector: string): T[];
  /** Waits for a match. */
  found<T extends HTMLElement = HTMLElement>(selector: string): Promise<T>;
  /** Waits until `selector` holds `words`. */
  says(selector: string, words: string | RegExp): Promise<void>;
}

const shown: PersRewards[] = [];
afterEach(() => {
  for (const rewards of shown.splice(0)) rewards.remove();
});

/** Puts one element into a `<pers-rewards>` on the page, against the real server. */
export async function show<K extends keyof HTMLElementTagNameMap>(tag: K, setting: Setting): Promise<Shown<HTMLElementTagNameMap[K]>> {
  const { world, who, locale = 'en', attributes = {}, width = 800 } = setting;
  const tenant = typeof world === 'string' ? await openTenant(world) : world;
  const rewards = document.createElement('pers-rewards');
  Object.assign(rewards, { projectKey: tenant.projectKey, apiUrl, locale });
  if (who) rewards.identity = () => tenant.identityToken(who);
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  rewards.append(element);
  rewards.style.setProperty('inline-size', `${width}px`);
  document.body.append(rewards);
  shown.push(rewards);
  const all = <T extends HTMLElement>(selector: string): T[] => [...(element.shadowRoot?.querySelectorAll<T>(selector) ?? [])];
  const found = async <T extends HTMLElement>(selector: string): Promise<T> => {
    await waitUntil(() => all(selector).length > 0, `${tag} shows ${selector}`, { timeout: 8000 });
    return all<T>(selector)[0]!;
  };
  const says = (selector: string, words: string | RegExp) =>
    waitUntil(() => all(selector).some((node) => matches(textOf(node), words)), `${selector} says ${String(words)}`, { timeout: 8000 });
  const find = <T extends HTMLElement>(selector: string): T => {
    const [first] = all<T>(selector);
    if (!first) throw new Error(`${tag} has no ${selector}`);
    return first;
  };
  return { element, rewards, tenant, all, find, found, says };
}

const matches = (text: string, words: string | RegExp): boolean => (typeof words === 'string' ? text.includes(words) : words.test(text));

/** What a person reads, with plain spaces. */
export const textOf = (node: Element | null | undefined): string => (node?.textContent ?? '').replace(/\s+/g, ' ').trim();

/** A real click of the mouse in the middle of `node`, `times` times. */
export async function tap(node: Element, times = 1): Promise<void> {
  await intoView(node);
  const { left, top, width, height } = node.getBoundingClientRect();
  const position: [number, number] = [Math.round(left + width / 2), Math.round(top + height / 2)];
  for (let count = 0; count < times; count += 1) await sendMouse({ type: 'click', position });
  await sendMouse({ type: 'move', position: [1, 1] });
}

/** Rows that come into view get their real size, and what is below them moves: scrolls until nothing does. */
async function intoView(node: Element): Promise<void> {
  for (let before = NaN, now = 0; before !== now;) {
    before = now;
    node.scrollIntoView({ block: 'center' });
    await nextFrame();
    await nextFrame();
    now = node.getBoundingClientRect().top;
  }
}

/** Puts the clock of the page ahead. The answer puts it back. */
export function ahead(milliseconds: number): () => void {
  const { now } = Date;
  Date.now = () => now() + milliseconds;
  return () => void (Date.now = now);
}

/** The same customer redeems an offer on another device, past everything that this page knows. */
export async function redeemElsewhere(tenant: TestTenant, who: string, name: string): Promise<void> {
  const call = async <T>(path: string, body?: object, token?: string): Promise<T> => {
    const headers = {
      'x-project-key': tenant.projectKey,
      'content-type': 'application/json',
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    };
    const response = await fetch(`${apiUrl}${path}`, { headers, ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}) });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  };
  const authToken = await tenant.identityToken(who);
  const { accessToken } = await call<{ accessToken: string }>('/auth/token', { authToken });
  const { data } = await call<{ data: { id: string; name: string }[] }>('/redemptions?page=1&limit=100');
  await call('/redemptions/redeems', { redemptionId: data.find((offer) => offer.name === name)!.id, businessId: null }, accessToken);
}
