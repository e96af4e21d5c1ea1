import type { OwnWalletContext } from './controller.js';

const PROJECT_ID = /^[0-9a-f]{32}$/i;

/** The nearest `<pers-rewards>` above, also from inside shadow roots. */
function rootOf(element: Element): Element | null {
  const root = element.closest('pers-rewards');
  if (root) return root;
  const above = element.getRootNode();
  return above instanceof ShadowRoot ? rootOf(above.host) : null;
}

/**
 * Connects a wallet on a phone, or null: the page has to name its own project at WalletConnect (`walletconnect-project-id` of
 * `<pers-rewards>`), because that service shows the customer whose project it is.
 */
export function phonePath(host: Element, { own }: OwnWalletContext): (() => void) | null {
  const id = rootOf(host)?.getAttribute('walletconnect-project-id')?.trim() ?? '';
  return PROJECT_ID.test(id) ? () => void own.connectPhone(id) : null;
}
