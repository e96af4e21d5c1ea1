import { html, type ReactiveControllerHost, type TemplateResult } from 'lit';
import type { PersContext } from '../../state/context.js';
import { icon } from './icons.js';

/** How long a button says that it has copied. Milliseconds. */
const SAID = 4_000;

/** Buttons that copy: seen in the button, and spoken once through `spoken`, without moving the focus. */
export class Copying {
  #text = '';
  #worked = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController({ hostDisconnected: () => this.#reset() });
  }

  /** What to say by now; for the live region of the element. */
  spoken({ strings: { common } }: PersContext): string {
    return this.#text ? (this.#worked ? common.copied : common.copyFailed) : '';
  }

  /** Whether copying `text` has just failed: a sentence beside it has to say so. */
  failed(text: string): boolean {
    return this.#text === text && !this.#worked;
  }

  /**
   * A button that copies `text`; `label` says what that is, for those who do not see what stands beside it. When copying
   * fails, the element that `shown` finds is left selected.
   */
  button(pers: PersContext, text: string, label: string, shown?: (button: Element) => Element | null | undefined): TemplateResult {
    const done = this.#worked && this.#text === text;
    const { common } = pers.strings;
    const copy = (event: Event) => this.#copy(text, shown?.(event.currentTarget as Element));
    return html`<button class="button" part="copy" type="button" aria-label=${done ? common.copied : label} @click=${copy}>
      ${icon(done ? 'check' : 'copy')}<span>${done ? common.copied : common.copy}</span>
    </button>`;
  }

  /** Without permission, or on a page that is not https, there is no clipboard: then the text stays there to be selected. */
  async #copy(text: string, shown: Element | null | undefined): Promise<void> {
    this.#reset();
    try {
      await navigator.clipboard.writeText(text);
      this.#worked = true;
    } catch {
      // The sentence says what to do instead.
      if (shown) getSelection()?.selectAllChildren(shown);
    }
    this.#text = text;
    this.#timer = setTimeout(() => this.#reset(), SAID);
    this.host.requestUpdate();
  }

  #reset(): void {
    clearTimeout(this.#timer);
    this.#text = '';
    this.#worked = false;
    this.host.requestUpdate();
  }
}
