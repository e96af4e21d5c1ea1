import { html, nothing, type CSSResultGroup, type PropertyValues, type TemplateResult } from 'lit';
import { query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Redemption, RedemptionType } from '../../client/redemptions.js';
import type { PersContext } from '../../state/context.js';
import type { Intent } from '../../state/store.js';
import { Audience } from '../shared/audience.js';
import { baseStyles } from '../shared/base.styles.js';
import { cardBones } from '../shared/card-bones.js';
import { cardStyles } from '../shared/cards.styles.js';
import { Copying } from '../shared/copying.js';
import { PersElement } from '../shared/element.js';
import { Moments } from '../shared/moments.js';
import { Order } from '../shared/order.js';
import { Paged } from '../shared/paging.js';
import { pictureStyles } from '../shared/picture.js';
import { isOpen, progressStyles } from '../shared/progress.js';
import { Reading } from '../shared/reading.js';
import { receiptStyles } from '../shared/receipt.js';
import { offerFor, readHolder, type Holder, type Offer } from '../shared/redeem.js';
import { empty, failed, skeleton, spoken, states, stateStyles } from '../shared/states.js';
import { offerCard } from './offer-card.js';
import type * as Inside from './redeem-dialog.js';
import { dialogStyles, redemptionShopStyles } from './redemption-shop.styles.js';
import { typeFilter } from './type-filter.js';

/**
 * @summary What points buy: each offer with its price, and a dialog that shows cost and what remains, redeems, and ends in
 * a receipt with a code.
 *
 * What the customer can have comes first; the rest says what is missing. Nothing is spent before the dialog's own button is
 * pressed, and clicks that a script makes never spend. Closing the dialog does not stop a redeem: its card leads back to it.
 *
 * @slot heading - replaces the heading
 * @fires {PersBeforeEvent} pers-before-redeem - by the surrounding `<pers-rewards>`, before a redeem is sent; can be cancelled
 * @fires {PersEvent} pers-redeemed - by the surrounding `<pers-rewards>`, once a redeem is settled
 * @csspart heading - the heading
 * @csspart filter - the row of kinds
 * @csspart chip - one kind
 * @csspart list - the list of cards
 * @csspart card - one offer
 * @csspart picture - its picture
 * @csspart title - its name
 * @csspart description - its supporting line
 * @csspart facts - stock, limits, level
 * @csspart price - what it costs
 * @csspart note - what is missing
 * @csspart get-button - the button that opens the dialog
 * @csspart more - the button that shows more
 * @csspart dialog - the dialog
 * @csspart cost - cost, balance and what remains
 * @csspart confirm - the button that redeems, and then ends the dialog
 * @csspart cancel - the button that leaves the dialog
 * @csspart receipt - the ticket
 * @csspart receipt-title - name on the ticket
 * @csspart code - the code on the ticket
 * @csspart copy - the button that copies the code
 * @csspart skeleton - what stands there while it is read
 * @csspart empty - what stands there when there is no offer
 * @csspart error - what went wrong
 * @cssprop [--pers-accent] - colour of the next thing to do
 * @cssprop [--pers-gap=16px] - space between cards
 * @cssprop [--pers-radius=12px] - corners of cards, dialog and ticket
 */
export class PersRedemptionShop extends PersElement {
  static override styles: CSSResultGroup = [
    baseStyles,
    stateStyles,
    pictureStyles,
    progressStyles,
    cardStyles,
    receiptStyles,
    redemptionShopStyles,
    dialogStyles,
  ];

  #offers = new Paged<Redemption>(this, (store, page, options) => store.redemptions(page, options));
  #types = new Reading<readonly RedemptionType[]>(this, { read: (store, options) => store.redemptionTypes(options) });
  #holder = new Reading<Holder>(this, { read: readHolder, signedIn: true });
  #audience = new Audience();
  #moments = new Moments(this);
  #order = new Order<Redemption>();
  #copying = new Copying(this);
  #openedAt = 0;
  /** Offers that were redeemed here: only this element speaks about the outcome. */
  #tapped = new Set<string>();
  #spoken = '';
  /** What stands in the dialog: code that comes when somebody reaches for an offer. */
  #inside: typeof Inside | undefined;

  @state() private chosen = '';
  /** Offer whose dialog is open. */
  @state() private opened: Redemption | null = null;
  @query('dialog') private dialog!: HTMLDialogElement | null;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.opened = null;
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const { dialog } = this;
    if (!dialog || dialog.open === !!this.opened) return;
    if (!this.opened) return dialog.close();
    dialog.showModal();
    // Not the button that spends: a key that is held down would press it.
    dialog.querySelector<HTMLElement>('h2')?.focus();
  }

  protected override view(pers: PersContext): TemplateResult {
    const { strings, snapshot } = pers;
    const { value, error } = this.#holder;
    const holder = value ?? null;
    const typed = !!this.#types.value || !!this.#types.error;
    const waits = this.#audience.waits(snapshot, !!holder || !!error) || !typed;
    const bones = cardBones(4);
    const content = waits
      ? skeleton(pers, bones)
      : states(pers, this.#offers.reading, {
          skeleton: bones,
          // What can be had may be older than the points are.
          ready: ({ items }) => [error ? failed(pers, error) : nothing, this.#list(pers, items, holder)],
          empty: { when: ({ items }) => items.length === 0, view: () => empty(strings.shop.emptyTitle, strings.shop.emptyHint) },
        });
    return html`<div class="head" part="heading">
        <slot name="heading"><h2>${strings.shop.title}</h2></slot>
      </div>
      ${content}${this.#dialog(pers, holder)}${spoken(this.opened ? '' : this.#spoken)}`;
  }

  #offer(pers: PersContext, redemption: Redemption, holder: Holder | null): Offer {
    const offer = offerFor(redemption, holder);
    // Nothing of the customer could be read: the server will say what stands in the way.
    return offer.state === 'signed-out' && pers.snapshot.session === 'signed-in' ? { ...offer, state: 'affordable', why: null } : offer;
  }

  #list(pers: PersContext, items: readonly Redemption[], holder: Holder | null): TemplateResult {
    const { session, epoch } = pers.snapshot;
    const offers = new Map(items.map((item) => [item.id, this.#offer(pers, item, holder)]));
    const arranged = this.#order.arrange(items, `${epoch} ${session}`, ({ id }) => offers.get(id)!.rank);
    const shown = arranged.filter(({ type }) => !this.chosen || type?.id === this.chosen);
    const first = shown.find(({ id }) => offers.get(id)!.state === 'affordable');
    const { emptyType, emptyTypeHint } = pers.strings.shop;
    return html`${typeFilter(pers, this.#types.value ?? [], this.chosen, (type) => (this.chosen = type))}
      ${shown.length === 0 ? empty(emptyType, emptyTypeHint) : nothing}
      <ul class="cards" part="list" ?hidden=${shown.length === 0} @pointerover=${this.#reach}>
        ${repeat(
          shown,
          ({ id }) => id,
          (item) =>
            offerCard(
              pers,
              item,
              offers.get(item.id)!,
              item === first,
              () => void this.#open(item).catch((error: unknown) => pers.store.report(error)),
            ),
        )}
      </ul>
      ${this.#offers.more(pers)}`;
  }

  #dialog(pers: PersContext, holder: Holder | null): TemplateResult {
    const { opened } = this;
    const redemption = this.#offers.reading.value?.items.find(({ id }) => id === opened?.id) ?? opened;
    const intent = redemption ? pers.snapshot.intents.get(`redeem:${redemption.id}`) : undefined;
    this.#listen(pers);
    const facts = redemption && {
      ...{ redemption, offer: this.#offer(pers, redemption, holder), holder, intent, openedAt: this.#openedAt, spoken: this.#spoken },
    };
    const tools = { moments: this.#moments, copying: this.#copying, redeem: () => this.#redeem(pers, redemption!.id), close: this.#close };
    return html`<dialog part="dialog" aria-labelledby="dialog-title" @close=${() => this.#closed(pers, intent)}>
      ${facts ? this.#inside?.dialogView(pers, facts, tools) : nothing}
    </dialog>`;
  }

  /** A chunk that does not come is asked for again by the press. */
  #reach = (): void => void this.#load().catch(() => undefined);

  async #load(): Promise<void> {
    this.#inside ??= await import('./redeem-dialog.js');
  }

  async #open(redemption: Redemption): Promise<void> {
    await this.#load();
    this.opened = redemption;
    this.#openedAt = Date.now();
    this.#spoken = '';
  }

  #close = (): void => this.dialog?.close();

  /** By a button or by the Esc key. An outcome that was seen is not shown again. */
  #closed(pers: PersContext, intent: Intent | undefined): void {
    this.opened = null;
    this.#spoken = '';
    if (intent && !isOpen(intent)) pers.store.dismiss(intent);
  }

  #redeem(pers: PersContext, id: string): void {
    this.#tapped.add(id);
    this.#spoken = '';
    void pers.store.redeem(id).catch((error: unknown) => pers.store.report(error));
  }

  #listen(pers: PersContext): void {
    for (const id of this.#tapped) {
      const intent = pers.snapshot.intents.get(`redeem:${id}`);
      const redemption = this.#offers.reading.value?.items.find((item) => item.id === id);
      if (!intent || isOpen(intent) || !redemption) continue;
      this.#tapped.delete(id);
      // It was tapped in the dialog, so what stands there has come.
      this.#spoken = this.#inside!.outcomeWords(pers, redemption, intent);
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'pers-redemption-shop': PersRedemptionShop;
  }
}
