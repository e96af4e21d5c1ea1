import { waitUntil } from '@open-wc/testing';
import type { PersRewards } from '../../src/components/rewards/rewards.js';
import '../../src/define.js';
import { persContext, type PersContext } from '../../src/state/context.js';
import { apiUrl, type TestTenant } from '../support/tenant.js';

export const roots: PersRewards[] = [];
afterEach(() => {
  for (const root of roots.splice(0)) root.remove();
});

export function place(
  tenant: Pick<TestTenant, 'projectKey'>,
  attributes: Readonly<Record<string, string>> = {},
  content: Node[] = [],
): PersRewards {
  const root = document.createElement('pers-rewards');
  for (const [name, value] of Object.entries({ 'project-key': tenant.projectKey, 'api-url': apiUrl, ...attributes }))
    root.setAttribute(name, value);
  root.append(...content);
  roots.push(root);
  document.body.append(root);
  return root;
}

/** The next page view of the same browser. */
export function arrive(tenant: TestTenant, identity: PersRewards['identity']): PersRewards {
  const root = document.createElement('pers-rewards');
  Object.assign(root, { projectKey: tenant.projectKey, apiUrl, identity });
  root.append(document.createElement('p'));
  roots.push(root);
  document.body.append(root);
  return root;
}

export async function leave(root: PersRewards): Promise<void> {
  root.remove();
  await Promise.resolve();
}

/** What the elements of `root` are given at this moment. */
export function contextOf(root: PersRewards): PersContext | null {
  let value: PersContext | null = null;
  const request = new Event('context-request', { bubbles: true, composed: true });
  const callback = (given: PersContext | null) => (value = given);
  const below = root.shadowRoot?.querySelector('slot');
  below?.dispatchEvent(Object.assign(request, { context: persContext, contextTarget: below, callback, subscribe: false }));
  return value;
}

export const started = async (root: PersRewards): Promise<PersContext> => {
  await waitUntil(() => contextOf(root) && contextOf(root)!.snapshot.session !== 'starting', 'a context', { timeout: 10_000 });
  return contextOf(root)!;
};
export const signedIn = async (root: PersRewards): Promise<PersContext> => {
  await waitUntil(() => contextOf(root)?.snapshot.session === 'signed-in', 'a customer', { timeout: 10_000 });
  return contextOf(root)!;
};
export const eventOf = <T extends Event>(target: EventTarget, type: string): Promise<T> =>
  new Promise((resolve) => target.addEventListener(type, (event) => resolve(event as T), { once: true }));
