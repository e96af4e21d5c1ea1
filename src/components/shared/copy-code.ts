import type { ReactiveControllerHost } from 'lit';

/** How long "Copied" is seen, in milliseconds. */
const SEEN = 4_000;

/** Copies a code in one tap. Where the page has no clipboard, the code is left selected. */
export class CopyCode {
  /** The code that was copied last, or null. */
  copied: string | null = null;
  /** The code that could not be copied and is selected now, or null. */
  failed: string | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController({ hostDisconnected: () => clearTimeout(this.#timer) });
  }

  async copy(code: string, shown: Element | null | undefined): Promise<void> {
    clearTimeout(this.#timer);
    [this.copied, this.failed] = [null, null];
    try {
      // Missing on pages without a secure connection; refused where the page's policy says so.
      await navigator.clipboard.writeText(code);
      this.copied = code;
      this.#timer = setTimeout(() => {
        this.copied = null;
        this.host.requestUpdate();
      }, SEEN);
    } catch {
      this.failed = code;
      if (shown) getSelection()?.selectAllChildren(shown);
    }
    this.host.requestUpdate();
  }
}
