import type { AfterEvent, BeforeEvent } from './process.js';

/** What the store asks of the element that it belongs to. None of them throws. */
export interface Hooks {
  /** Fires a `pers-before-…` event at the page; false when the page says no. */
  before(event: BeforeEvent): Promise<boolean>;
  /** Fires a public event at the page. */
  after(event: AfterEvent): void;
  /** Tells the developer of the page about a failure, and the page by `pers-error`. */
  report(error: unknown): void;
}
