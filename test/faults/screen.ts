/** What stands on the page, as far as a customer could tell. */
export interface Screen {
  /** Points as the wallet says them, or null. */
  readonly points: number | null;
  readonly claim: Action;
  readonly get: Action;
  /** What the dialog of the offer says; null while it is closed. */
  readonly redeem: Action | null;
  /** Code on the receipt. */
  readonly code: string | null;
  /** Places that still wait for something to be read. */
  readonly waiting: number;
  /** Sentences of what could not be read. */
  readonly errors: readonly string[];
  /** Ways out that are offered beside them. */
  readonly retries: number;
}

/** A button with the sentence that belongs to it. */
export interface Action {
  /** `none`: there is no such button. `still`: it is there and does nothing. */
  readonly state: 'none' | 'still' | 'ready' | 'busy';
  readonly words: string;
  readonly says: string;
  /** Whether the sentence says that something went wrong. */
  readonly wrong: boolean;
}

/** Runs in the page, so it uses nothing from outside. */
export function readScreen(): Screen {
  const all = (root: ParentNode, selector: string): Element[] => [
    ...root.querySelectorAll(selector),
    ...[...root.querySelectorAll('*')].flatMap((element) => (element.shadowRoot ? all(element.shadowRoot, selector) : [])),
  ];
  const seen = (element: Element): boolean => element.checkVisibility();
  const text = (element: Element | null | undefined): string => (element?.textContent ?? '').replace(/\s+/g, ' ').trim();
  const within = (tag: string): ParentNode => document.querySelector(tag)?.shadowRoot ?? document.createDocumentFragment();
  const action = (button: Element | null | undefined, says: Element | null | undefined): Action => {
    const is = (name: string): boolean => button?.getAttribute(name) === 'true';
    const wrong = !!says?.querySelector('.critical, .caution');
    const state = !button ? 'none' : is('aria-busy') ? 'busy' : is('aria-disabled') ? 'still' : 'ready';
    return { state, words: text(button), says: text(says), wrong };
  };
  const shop = within('pers-redemption-shop');
  const list = within('pers-campaign-list');
  const dialog = shop.querySelector('dialog');
  const points = /\d[\d,]*/.exec(text(within('pers-wallet').querySelector('[part=points] .visually-hidden')))?.[0];
  const root = document.querySelector('pers-rewards');
  const errors = root ? all(root, '[part=error]').filter(seen) : [];
  return {
    points: points === undefined ? null : Number(points.replaceAll(',', '')),
    claim: action(list.querySelector('[part=claim-button]'), list.querySelector('[part=note]')),
    get: action(shop.querySelector('[part=get-button]'), null),
    redeem: dialog?.open ? action(dialog.querySelector('[part=confirm]'), dialog.querySelector('.dialog-note:not([hidden])')) : null,
    code: dialog?.open ? text(dialog.querySelector('[part=code]')) || null : null,
    waiting: root ? all(root, '[part=skeleton]').filter(seen).length : 0,
    errors: errors.map(text),
    retries: errors.flatMap((element) => [...element.querySelectorAll('button')]).length,
  };
}
