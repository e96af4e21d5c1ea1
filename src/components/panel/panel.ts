import { html, nothing, type CSSResultGroup, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { ClientConfig, Tenant } from '../../client/tenants.js';
import { text } from '../../i18n/text.js';
import type { PersContext } from '../../state/context.js';
import type { Holdings } from '../../state/store.js';
import { baseStyles } from '../shared/base.styles.js';
import { PersElement } from '../shared/element.js';
import { formatNumber } from '../shared/format.js';
import { icon } from '../shared/icons.js';
import { Reading } from '../shared/reading.js';
import { panelStyles } from './panel.styles.js';

/** One view of the panel. */
export type PanelTab = 'earn' | 'rewards' | 'activity';

const TABS: readonly PanelTab[] = ['earn', 'rewards', 'activity'];

const contents: Readonly<Record<PanelTab, TemplateResult>> = {
  earn: html`<pers-campaign-list></pers-campaign-list>`,
  rewards: html`<pers-redemption-shop></pers-redemption-shop>`,
  activity: html`<pers-activity></pers-activity>`,
};

/**
 * @summary The whole widget in one layout: who and what, the wallet, then what to earn, what to get, and what happened.
 *
 * Who is signed out sees what this programme is (the wallet says it, with the way in) and what it offers; who is signed in sees first
 * what to earn. A view is made when it is chosen for the first time, and stays.
 *
 * @csspart project - the project's picture and name
 * @csspart head - account and wallet
 * @csspart logo - the project's picture
 * @csspart tabs - the row of tabs
 * @csspart tab - one tab
 * @csspart view - what the chosen tab shows
 * @cssprop [--pers-panel-end=0px] - room kept free at the end of the name, for a close button
 * @cssprop [--pers-panel-head=static] - `sticky` keeps name and tabs in view where the panel scrolls in a box of its own
 */
export class PersPanel extends PersElement {
  static override styles: CSSResultGroup = [baseStyles, panelStyles];

  #config = new Reading<ClientConfig>(this, { read: (store, options) => store.clientConfig(options) });
  #tenant = new Reading<Tenant>(this, { read: (store, options) => store.tenant(options) });
  #holdings = new Reading<Holdings>(this, { read: (store, options) => store.holdings(options), signedIn: true });
  #seen = new Set<PanelTab>();

  @state() private logoFailed = false;
  @state() private unfolded = false;

  /** The chosen view; without one, the first view follows who is looking. */
  @property() tab: PanelTab | null = null;

  /** Nothing before it is known who is looking: a view that is made and hidden again would have read in vain. */
  #shown({ snapshot }: PersContext): PanelTab | null {
    if (this.tab && TABS.includes(this.tab)) return this.tab;
    if (snapshot.session === 'starting') return null;
    return snapshot.session === 'signed-out' ? 'rewards' : 'earn';
  }

  #choose(tab: PanelTab): void {
    this.tab = tab;
  }

  /** Arrow keys move and choose, in the direction that the eye expects; Home and End go to the ends (WAI-ARIA, tabs). */
  #key = (event: KeyboardEvent): void => {
    const at = TABS.findIndex((tab) => `tab-${tab}` === (event.target as HTMLElement).id);
    const forward = this.pers?.direction === 'rtl' ? -1 : 1;
    const moves: Readonly<Record<string, number>> = { ArrowRight: at + forward, ArrowLeft: at - forward, Home: 0, End: TABS.length - 1 };
    const move = moves[event.key];
    if (at < 0 || move === undefined) return;
    event.preventDefault();
    const tab = TABS[(move + TABS.length) % TABS.length]!;
    this.#choose(tab);
    this.renderRoot.querySelector<HTMLElement>(`#tab-${tab}`)?.focus();
  };

  #head(pers: PersContext): TemplateResult {
    const tenant = this.#tenant.value;
    const name = this.#config.value?.projectName || tenant?.projectName;
    const { session, sessionError } = pers.snapshot;
    return html`<div class="project" part="project">
        ${
          tenant?.projectImageUrl && !this.logoFailed
            ? html`<img
                class="logo"
                part="logo"
                src=${tenant.projectImageUrl}
                alt=""
                referrerpolicy="no-referrer"
                @error=${() => (this.logoFailed = true)}
              />`
            : nothing
        }
        ${name === undefined ? html`<div class="bone name"></div>` : html`<h2 dir="auto">${name}</h2>`}
      </div>
      <div class="head" part="head">
        <pers-account ?hidden=${session === 'signed-out' && !sessionError}></pers-account>
        <pers-wallet no-identity class=${this.unfolded ? '' : 'folded'}></pers-wallet>
        ${this.#unfold(pers)}
      </div>`;
  }

  #unfold({ strings, locale }: PersContext): TemplateResult | typeof nothing {
    const count = this.#holdings.value?.rewards.length ?? 0;
    if (count === 0) return nothing;
    return html`<button
      class="button quiet held"
      type="button"
      aria-expanded=${this.unfolded ? 'true' : 'false'}
      @click=${() => (this.unfolded = !this.unfolded)}
    >
      ${icon('next')}${text(strings.panel.held, { count: formatNumber(count, locale) })}
    </button>`;
  }

  protected override view(pers: PersContext): TemplateResult {
    const words = pers.strings.panel;
    const shown = this.#shown(pers);
    if (shown) this.#seen.add(shown);
    return html`<section class="panel">
      ${this.#head(pers)}
      <div class="tabs" part="tabs" role="tablist" aria-label=${words.tabs} @keydown=${this.#key}>
        ${TABS.map(
          (tab) =>
            html`<button
              class="tab"
              part="tab"
              type="button"
              role="tab"
              id="tab-${tab}"
              aria-controls="view-${tab}"
              aria-selected=${tab === shown ? 'true' : 'false'}
              tabindex=${tab === (shown ?? 'earn') ? 0 : -1}
              @click=${() => this.#choose(tab)}
            >
              ${words[tab]}
            </button>`,
        )}
      </div>
      ${TABS.map(
        (tab) =>
          html`<div
            class="view"
            part="view"
            role="tabpanel"
            id="view-${tab}"
            aria-labelledby="tab-${tab}"
            tabindex="0"
            ?hidden=${tab !== shown}
          >
            ${this.#seen.has(tab) ? contents[tab] : nothing}
          </div>`,
      )}
    </section>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'pers-panel': PersPanel;
  }
}
