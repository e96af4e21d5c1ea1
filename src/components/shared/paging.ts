import { html, nothing, type TemplateResult } from 'lit';
import type { PersContext } from '../../state/context.js';
import type { Page, ReadOptions, Store } from '../../state/store.js';
import { Reading, type ContextHost } from './reading.js';

/** The first `count` pages as one. They are asked for together: the store keeps those that it has. */
export async function readPages<T>(read: (page: number) => Promise<Page<T>>, count: number): Promise<Page<T>> {
  const pages = await Promise.all(Array.from({ length: count }, (_, at) => read(at + 1)));
  return { items: pages.flatMap(({ items }) => items), next: pages.at(-1)?.next ?? null };
}

/** A list that grows page by page at the customer's wish. What is shown stays while more is read. */
export class Paged<T> {
  #reading: Reading<Page<T>>;
  #pages = 1;
  #epoch = -1;
  /** What was shown when more was asked for, and in how many rows: the first row after them gets the focus. */
  #asked: Page<T> | null = null;
  #rows = 0;

  constructor(
    private readonly host: ContextHost & { readonly renderRoot: HTMLElement | DocumentFragment },
    read: (store: Store, page: number, options: ReadOptions) => Promise<Page<T>>,
    /** Whether only a signed-in customer has this list. */
    signedIn = false,
  ) {
    this.#reading = new Reading<Page<T>>(host, {
      read: (store, options) => readPages((page) => read(store, page, options), this.#count()),
      signedIn,
      args: () => [this.#count()],
    });
    host.addController({ hostUpdated: () => void this.#focusNew() });
  }

  get reading(): Reading<Page<T>> {
    return this.#reading;
  }

  /** The button under the list; nothing when all is shown. While it reads, it stays where it is, with the focus on it. */
  more(pers: PersContext): TemplateResult | typeof nothing {
    const { value, error } = this.#reading;
    if (!value || value.next === null) return nothing;
    const busy = this.#asked !== null && !error;
    return html`<button class="button more" part="more" type="button" aria-disabled=${busy ? 'true' : 'false'} @click=${() => this.#more()}>
      ${busy ? pers.strings.common.loading : pers.strings.common.more}
    </button>`;
  }

  #list(): NodeListOf<HTMLElement> {
    return this.host.renderRoot.querySelectorAll('[data-row]');
  }

  #count(): number {
    const epoch = this.host.context?.snapshot.epoch ?? -1;
    if (epoch !== this.#epoch) [this.#epoch, this.#pages, this.#asked] = [epoch, 1, null];
    return this.#pages;
  }

  #more(): void {
    const { value, error } = this.#reading;
    if (!value) return;
    // After a failure the same page is asked for again.
    if (this.#asked) return error ? this.#reading.retry() : undefined;
    this.#asked = value;
    this.#rows = this.#list().length;
    this.#pages += 1;
    this.host.requestUpdate();
  }

  /** Keyboard and screen reader go on at the first new item. */
  #focusNew(): void {
    const { value } = this.#reading;
    if (!this.#asked || !value || value === this.#asked) return;
    this.#asked = null;
    this.#list()[this.#rows]?.focus({ preventScroll: true });
    // The drawing that has just ended showed the button as busy.
    queueMicrotask(() => this.host.requestUpdate());
  }
}
