import type { ReactiveController } from 'lit';
import { loadOwnWalletStrings, type OwnWalletStrings } from '../../i18n/own-wallet.js';
import type { PersContext } from '../../state/context.js';
import type { OwnWallet } from '../../state/own-wallet.js';
import type { Store } from '../../state/store.js';
import type { ContextHost } from '../shared/reading.js';

/** What an element of the own wallet draws with. */
export interface OwnWalletContext {
  readonly pers: PersContext;
  readonly own: OwnWallet;
  readonly texts: OwnWalletStrings;
}

/** Brings the own wallet of the element's store, and texts in its language; draws the element again when one of them changes. */
export class OwnWalletController implements ReactiveController {
  #store: Store | undefined;
  #spoken: PersContext['strings'] | undefined;
  #own: OwnWallet | undefined;
  #texts: OwnWalletStrings | undefined;
  #end: (() => void) | undefined;

  constructor(private readonly host: ContextHost) {
    host.addController(this);
  }

  /** Null while it is on its way. */
  get value(): OwnWalletContext | null {
    const pers = this.host.context;
    return pers && this.#own && this.#texts ? { pers, own: this.#own, texts: this.#texts } : null;
  }

  hostUpdate(): void {
    const pers = this.host.context;
    if (pers && pers.store !== this.#store) void this.#take(pers.store);
    if (pers && pers.strings !== this.#spoken) void this.#speak(pers);
  }

  hostDisconnected(): void {
    this.#end?.();
    this.#end = undefined;
    this.#store = undefined;
  }

  async #take(store: Store): Promise<void> {
    this.#end?.();
    this.#store = store;
    try {
      const own = await store.own();
      if (this.#store !== store) return;
      this.#own = own;
      this.#end = own.subscribe(() => this.host.requestUpdate());
      this.host.requestUpdate();
    } catch (error) {
      store.report(error);
    }
  }

  async #speak(pers: PersContext): Promise<void> {
    this.#spoken = pers.strings;
    const texts = await loadOwnWalletStrings(pers);
    if (this.#spoken !== pers.strings) return;
    this.#texts = texts;
    this.host.requestUpdate();
  }
}
