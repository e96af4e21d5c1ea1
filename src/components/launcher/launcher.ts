import { html, nothing, type CSSResultGroup, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { ClientConfig } from '../../client/tenants.js';
import { PersEvent } from '../../events.js';
import { text } from '../../i18n/text.js';
import type { PersContext } from '../../state/context.js';
import { drawFace, faceLabel, labelFace, styleFace } from '../../theme/launcher-face.js';
import { baseStyles } from '../shared/base.styles.js';
import { PersElement } from '../shared/element.js';
import { icon } from '../shared/icons.js';
import { Reading } from '../shared/reading.js';
import { launcherStyles } from './launcher.styles.js';

const isShade = (target: EventTarget | null): boolean => target instanceof Element && target.classList.contains('shade');

/**
 * @summary A floating button that opens the rewards in a panel: a sheet at the side, or from the bottom on phones.
 *
 * The page under the open panel is inert and keeps its styles. The focus enters the panel and comes back to where it was.
 * Nothing inside is made, and nothing is read, before the panel is opened for the first time.
 *
 * @slot - What the panel shows; without it, `<pers-panel>`.
 * @fires {PersEvent} pers-opened - by the surrounding `<pers-rewards>`, once the panel is open
 * @fires {PersEvent} pers-closed - by the surrounding `<pers-rewards>`, once the panel is closed
 * @csspart button - the floating button
 * @csspart sheet - the panel
 * @csspart close - the button that closes the panel
 * @cssprop [--pers-launcher-offset=0px] - distance kept free below the button, for cookie bars and chat bubbles
 * @cssprop [--pers-launcher-layer=1000] - z-index of the button; the open panel is in the browser's top layer
 * @cssprop [--pers-launcher-radius=999px] - corners of the button
 */
export class PersLauncher extends PersElement {
  static override styles: CSSResultGroup = [baseStyles, launcherStyles];

  #face!: HTMLButtonElement;
  #config = new Reading<ClientConfig>(this, { read: (store, options) => store.clientConfig(options) });
  #pressedShade = false;

  /** The panel was opened once: what is in it stays. */
  @state() private visited = false;
  @state() private opened = false;
  @query('dialog') private dialog!: HTMLDialogElement | null;

  /** Side of the page that the button floats at; `none` shows no button, and `open()` opens the panel. */
  @property({ reflect: true }) place: 'end' | 'start' | 'none' = 'end';

  /** Takes over the button that the script tag may have drawn, with the focus that it may have. */
  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    const root = this.shadowRoot ?? this.attachShadow({ mode: 'open' });
    this.#face = drawFace(root);
    root.addEventListener('pointerdown', this.#press);
    root.addEventListener('click', this.#click);
    const result = super.createRenderRoot();
    styleFace(root);
    return result;
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const { dialog, pers } = this;
    if (!pers) return;
    const name = this.#config.value?.projectName;
    // Until the name is known, the words that the script tag put there are the better ones.
    if (name || !this.#face.textContent) labelFace(this.#face, faceLabel(name, pers.locale));
    if (dialog && this.opened && !dialog.open) {
      dialog.showModal();
      this.#tell('pers-opened');
    }
  }

  #ended = (): void => {
    this.opened = false;
    // The browser gives the focus back to where it was; where that is gone, or never took it, the button has it.
    const { activeElement } = this.ownerDocument;
    if (this.place !== 'none' && (!activeElement || activeElement === this.ownerDocument.body)) this.#face.focus();
    this.#tell('pers-closed');
  };

  #tell(type: 'pers-opened' | 'pers-closed'): void {
    const host = (this.getRootNode() as Partial<ShadowRoot>).host;
    (this.closest('pers-rewards') ?? host)?.dispatchEvent(new PersEvent(type, {}));
  }

  #press = (event: Event): void => void (this.#pressedShade = isShade(event.target));

  // Only a press that begins and ends on the shade closes: selecting text may end there.
  #click = (event: Event): void => {
    if (this.#face.contains(event.target as Node)) this.open();
    else if (this.#pressedShade && isShade(event.target)) this.close();
  };

  /** Keeps the page still where the panel itself has nothing to scroll. */
  #wheel = {
    passive: false,
    handleEvent: (event: WheelEvent): void => {
      const scroller = (event.currentTarget as HTMLElement).querySelector('.scroller');
      const scrolls = scroller && event.composedPath().includes(scroller) && scroller.scrollHeight > scroller.clientHeight;
      if (!scrolls) event.preventDefault();
    },
  };

  /** Opens the panel; when the elements around are not ready yet, as soon as they are. */
  open(): void {
    this.visited = true;
    this.opened = true;
  }

  /** Closes the panel. */
  close(): void {
    if (this.dialog?.open) this.dialog.close();
    this.opened = false;
  }

  /** Direction and language go to the panel only: the side that the button floats at is the page's. */
  protected override render(): unknown {
    return this.pers ? this.view(this.pers) : nothing;
  }

  protected override view(pers: PersContext): TemplateResult {
    const { strings } = pers;
    const name = faceLabel(this.#config.value?.projectName, pers.locale);
    return html`<dialog aria-label=${text(strings.launcher.title, { name })} @close=${this.#ended} @wheel=${this.#wheel}>
      <div class="shade"></div>
      <div class="place">
        <div class="sheet" part="sheet" dir=${pers.direction} lang=${pers.locale}>
          <span class="grabber"></span>
          <button class="button quiet close" part="close" type="button" aria-label=${strings.common.close} @click=${() => this.close()}>
            ${icon('close')}
          </button>
          <div class="scroller" role="group" aria-label=${name} tabindex="0">
            ${this.visited ? html`<slot><pers-panel></pers-panel></slot>` : nothing}
          </div>
        </div>
      </div>
    </dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'pers-launcher': PersLauncher;
  }
}
