import { ContextProvider } from '@lit/context';
import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { property } from 'lit/decorators.js';
import { parseConfig, type Config } from '../../config.js';
import { isPersError, toPersError } from '../../errors.js';
import { PersEvent } from '../../events.js';
import type { StringOverrides, Texts } from '../../i18n/strings.js';
import { inform, report } from '../../report.js';
import { persContext } from '../../state/context.js';
import type { Hooks } from '../../state/hooks.js';
import { openStore } from '../../state/open-store.js';
import type { IdentityCallback, Store } from '../../state/store.js';
import { VERSION } from '../../version.js';
import { brandPalette, brandSheet } from '../../theme/brand.js';
import { Readiness } from './readiness.js';
import { rewardsStyles } from './rewards.styles.js';
import { loadTexts } from './texts.js';

/** What makes another store; a change of the others shows at once. */
const STORE_KEYS = ['projectKey', 'apiUrl', 'guest', 'creditToken'] as const;

/**
 * @summary The provider: configuration in, public events out. Every other element stands inside one; without content of its own it shows the whole widget.
 *
 * Several with different projects can live on one page. Moving it in the document keeps everything it holds; removing it ends
 * every request, timer and listener. A wrong attribute or key shows customers nothing broken, and is one console line.
 *
 * @slot - the elements of the page's own layout; in place of it, `<pers-panel>`
 * @csspart panel - the default layout
 * @cssprop [--pers-accent] - and every other `--pers-…` property is inherited by the elements inside
 *
 * @attr project-key - public project key (required)
 * @attr api-url - base of the API
 * @attr locale - BCP 47 tag; without it the page's `lang`, then the browser's language
 * @attr theme - `auto` (the page's colour scheme), `system`, `light` or `dark`
 * @attr brand - brand colour as `#rrggbb`; accessible colours for light and dark are made from it
 * @attr guest - whether a customer whom nobody identifies starts as a guest, at once
 * @attr credit-token - contract address of the points token, when there is more than one candidate
 * @attr walletconnect-project-id - the page's project at WalletConnect, 32 hex digits: without it no wallet on a phone is offered
 *
 * @fires {PersEvent} pers-ready - the project has answered; detail: `projectName`
 * @fires {PersEvent} pers-signed-in - somebody is signed in, also from an earlier visit; detail: `userId`, `guest`
 * @fires {PersEvent} pers-signed-out - detail: `reason`
 * @fires {PersEvent} pers-sign-in-requested - the customer wants to sign in and the page has given no `identity`
 * @fires {PersBeforeEvent} pers-before-claim - cancelable, takes a promise; detail: `campaignId`
 * @fires {PersEvent} pers-claimed - detail: `campaignId`, `claimId`, `received`
 * @fires {PersBeforeEvent} pers-before-redeem - cancelable, takes a promise; detail: `redemptionId`, `cost` (list price)
 * @fires {PersEvent} pers-redeemed - detail: `redemptionId`, `redeemId`, `code`
 * @fires {PersEvent} pers-error - detail: `error`
 */
export class PersRewards extends LitElement {
  static readonly version = VERSION;
  static override styles = rewardsStyles;

  /** Client configuration that the script tag has asked for already, as it came, or null. @internal */
  early: Promise<unknown> | undefined;

  #provider = new ContextProvider(this, { context: persContext, initialValue: null });
  #ready = new Readiness();
  #config: Config | null = null;
  #store: Store | null = null;
  #texts: Texts | null = null;
  #answered = false;
  #refused = false;
  #life = new AbortController();
  #loading = new AbortController();
  #brandSheet: CSSStyleSheet | null = null;

  @property({ attribute: 'project-key' }) projectKey: string | null | undefined;
  @property({ attribute: 'api-url' }) apiUrl: string | null | undefined;
  @property() locale: string | null | undefined;
  @property() theme: string | null | undefined;
  @property() brand: string | null | undefined;
  @property() guest: string | boolean | null | undefined;
  @property({ attribute: 'credit-token' }) creditToken: string | null | undefined;

  /** Gives a fresh identity token of the shop's signed-in customer, or null. Setting another one changes who is signed in. */
  @property({ attribute: false }) identity: IdentityCallback | null | undefined;

  /** The page's own sentences in place of ours, any part of them. */
  @property({ attribute: false }) strings: StringOverrides | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    // The page may still be on its way: only then is it known whether there is a layout of its own.
    if (document.readyState === 'loading') {
      document.addEventListener('DOMContentLoaded', () => this.requestUpdate(), { once: true, signal: this.#life.signal });
    }
    if (this.hasUpdated && !this.#store) this.#configure();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // Moving an element takes it out and puts it back within one task.
    queueMicrotask(() => {
      if (!this.isConnected) this.#stop();
    });
  }

  protected override updated(changed: PropertyValues<PersRewards>): void {
    if (!this.isConnected) return;
    const configured = Object.keys(this.#inputs()).some((name) => changed.has(name as keyof PersRewards));
    const before = this.#store;
    if (!before || configured) this.#configure();
    else if (changed.has('strings')) this.#speak();
    // A store that has just begun has been given it, and looks first for a session from an earlier visit.
    if (changed.has('identity') && this.identity !== undefined && this.#store === before)
      void this.#call((store) => store.identify(this.identity ?? null));
  }

  /** Reads the attributes again: another project means another store. */
  #configure(): void {
    let config: Config;
    try {
      const { lang } = this.closest<HTMLElement>('[lang]') ?? document.documentElement;
      config = parseConfig(this.#inputs(), lang || navigator.language);
    } catch (error) {
      this.#stop();
      this.#ready.settle(report(error, null));
      this.#keepRoom(false);
      return;
    }
    const before = this.#config;
    this.#config = config;
    if (!this.#store || STORE_KEYS.some((key) => before?.[key] !== config[key])) this.#start(config);
    if (config.brand !== before?.brand) this.#paint(config.brand);
    this.#speak();
  }

  #inputs() {
    const { projectKey, apiUrl, locale, theme, brand, guest, creditToken } = this;
    return { projectKey, apiUrl, locale, theme, brand, guest, creditToken };
  }

  #start(config: Config): void {
    this.#store?.stop();
    this.#answered = this.#refused = false;
    this.#keepRoom(true);
    const store = openStore(config, this.#hooks(config), this.early);
    this.early = undefined;
    this.#store = store;
    store.subscribe(() => this.#provide());
    if (this.identity) void store.identify(this.identity);
    void store.start();
    void this.#introduce(store, config);
  }

  /** Asks whether the project is there. What it says is drawn by the elements; here it only becomes known. */
  async #introduce(store: Store, config: Config): Promise<void> {
    try {
      const { projectName } = await store.clientConfig();
      if (store !== this.#store) return;
      this.#answered = true;
      this.#ready.settle();
      this.dispatchEvent(new PersEvent('pers-ready', { projectName }));
    } catch (error) {
      if (store !== this.#store) return;
      this.#ready.settle(error);
      report(error, config);
      this.dispatchEvent(new PersEvent('pers-error', { error: toPersError(error) }));
      // With a key that is not known nothing here can ever work: there is nothing to show and nothing to try again.
      this.#refused = isPersError(error) && error.code === 'INVALID_PROJECT_KEY';
      if (this.#refused) this.#keepRoom(false);
      this.#provide();
    }
  }

  /** Elements keep their place while they wait; where nothing will come there is nothing to wait for. */
  #keepRoom(waiting: boolean): void {
    this.style.setProperty('--_waiting', waiting ? '1' : '0');
  }

  #hooks(config: Config): Hooks {
    return {
      before: (event) => {
        this.dispatchEvent(event);
        return event.allowed();
      },
      after: (event) => void this.dispatchEvent(event),
      report: (failure) => {
        const error = report(failure, config);
        if (error.code !== 'ABORTED') this.dispatchEvent(new PersEvent('pers-error', { error }));
      },
    };
  }

  #speak(): void {
    const { locale } = this.#config!;
    this.#loading.abort();
    this.#loading = new AbortController();
    void loadTexts(locale, this.strings, this.#loading.signal, (texts) => {
      this.#texts = texts;
      this.#provide();
    });
  }

  #provide(): void {
    const store = this.#store;
    const texts = this.#texts;
    this.#provider.setValue(store && texts && !this.#refused ? Object.freeze({ store, snapshot: store.snapshot, ...texts }) : null);
  }

  #paint(brand: string | null): void {
    const root = this.shadowRoot!;
    const others = root.adoptedStyleSheets.filter((sheet) => sheet !== this.#brandSheet);
    this.#brandSheet = null;
    if (brand) {
      this.#brandSheet = new CSSStyleSheet();
      this.#brandSheet.replaceSync(brandSheet(brand));
      for (const { scheme, used } of brandPalette(brand).corrected) {
        inform(`brand ${brand} is too faint to read in ${scheme}; ${used} is used there.`);
      }
    }
    root.adoptedStyleSheets = this.#brandSheet ? [...others, this.#brandSheet] : others;
  }

  #stop(): void {
    this.#life.abort();
    this.#life = new AbortController();
    this.#loading.abort();
    this.#store?.stop();
    if (this.#store) this.#ready.begin();
    this.#store = this.#config = null;
    this.#provide();
  }

  /** Nothing that a page asks for throws at it; before there is a store there is nothing to do. */
  async #call(task: (store: Store) => Promise<void> | void): Promise<void> {
    try {
      if (this.#store) await task(this.#store);
    } catch (error) {
      this.#store?.report(error);
    }
  }

  /** Hands over the shop's customer; another callback means another customer. Same as setting `identity`. */
  async identify(identity: IdentityCallback | null): Promise<void> {
    this.identity = identity;
    await this.updateComplete;
    await this.#call((store) => store.identify(identity));
  }

  /** Signs in with `identity`, or as a guest where that is configured; without either the page gets `pers-sign-in-requested`. */
  signIn(): Promise<void> {
    return this.#call((store) => store.signIn());
  }

  /** Forgets the customer on this device, in every tab. */
  signOut(): Promise<void> {
    return this.#call((store) => store.signOut());
  }

  /** Something has changed elsewhere: everything that is shown is read again. */
  refresh(): void {
    void this.#call((store) => {
      store.refresh();
      return this.#answered ? undefined : this.#introduce(store, store.snapshot.config);
    });
  }

  /**
   * Settles once the project has answered, in at most ten seconds.
   *
   * @throws PersError CONFIG_… for a wrong attribute, INVALID_PROJECT_KEY, NETWORK, TIMEOUT
   */
  whenReady(): Promise<void> {
    return this.#ready.wait();
  }

  protected override render(): unknown {
    return html`<slot @slotchange=${() => this.requestUpdate()}></slot
      >${this.#isEmpty() ? html`<pers-panel part="panel"></pers-panel>` : nothing}`;
  }

  #isEmpty(): boolean {
    const isContent = (node: Node) => node instanceof Element || (node instanceof Text && !!node.data.trim());
    return document.readyState !== 'loading' && ![...this.childNodes].some(isContent);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'pers-rewards': PersRewards;
  }
}
