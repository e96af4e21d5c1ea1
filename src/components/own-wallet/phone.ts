import { PersError } from '../../errors.js';
import type { OwnWalletContext } from './controller.js';

const PROJECT_ID = /^[0-9a-f]{32}$/i;
const told = new WeakSet<Element>();

/** The nearest `<pers-rewards>` above, also from inside shadow roots. */
function rootOf(element: Element): Element | null {
  const root = element.closest('pers-rewards');
  if (root) return root;
  const above = element.getRootNode();
  return above instanceof ShadowRoot ? rootOf(above.host) : null;
}

/**
 * Connects a wallet on a phone, or null: the page has to name its own project at WalletConnect (`walletconnect-project-id` of
 * `<pers-rewards>`), because that service shows the customer whose project it is. What is no project is told to the developer, once.
 */
export function phonePath(host: Element, { own, pers }: OwnWalletContext): (() => void) | null {
  const root = rootOf(host);
  const id = root?.getAttribute('walletconnect-project-id')?.trim();
  if (!root || !id) return null;
  if (PROJECT_ID.test(id)) return () => void own.connectPhone(id);
  if (!told.has(root)) {
    told.add(root);
    const error = new PersError('CONFIG_VALUE_INVALID', `walletconnect-project-id "${id}" must be the 32 hex digits of a project.`);
    // Listeners of the page may do anything, and this is a drawing that is under way.
    queueMicrotask(() => pers.store.report(error));
  }
  return null;
}
