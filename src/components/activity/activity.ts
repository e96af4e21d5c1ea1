import { html, nothing, type CSSResultGroup, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { text } from '../../i18n/text.js';
import { redeemCode } from '../../state/code.js';
import type { PersContext } from '../../state/context.js';
import { baseStyles } from '../shared/base.styles.js';
import { Copying } from '../shared/copying.js';
import { PersElement } from '../shared/element.js';
import { formatMoment } from '../shared/format.js';
import { icon } from '../shared/icons.js';
import { movementWords } from '../shared/movement.js';
import { isolated } from '../shared/names.js';
import { Paged } from '../shared/paging.js';
import { pictureStyles } from '../shared/picture.js';
import { receipt, receiptStyles } from '../shared/receipt.js';
import { empty, note, skeleton, spoken, states, stateStyles } from '../shared/states.js';
import { activityStyles } from './activity.styles.js';
import type { Entry } from './entry.js';
import { readFeed } from './feed.js';

/**
 * @summary What a customer has claimed, redeemed, bought and moved, newest first; codes of redeemed rewards are found again here.
 *
 * @slot heading - replaces the heading
 * @csspart heading - the heading
 * @csspart list - the list of lines
 * @csspart entry - one line
 * @csspart title - what it was for
 * @csspart date - what happened, and when
 * @csspart amount - what came or went
 * @csspart status - while it is on its way, or when it failed
 * @csspart show-code - the button that shows the code of a redeemed reward
 * @csspart receipt - the receipt of a redeemed reward
 * @csspart code - its code
 * @csspart copy - the button that copies it
 * @csspart more - the button that shows more
 * @csspart sign-in - the button that signs in
 * @csspart skeleton - what stands there while it is read
 * @csspart empty - what stands there when there is nothing yet
 * @csspart error - what went wrong
 * @cssprop [--pers-positive] - colour of what came in
 * @cssprop [--pers-radius=12px] - corners
 */
export class PersActivity extends PersElement {
  static override styles: CSSResultGroup = [baseStyles, stateStyles, pictureStyles, receiptStyles, activityStyles];

  #feed = new Paged<Entry>(this, readFeed, true);
  #copying = new Copying(this);

  /** Redeem whose receipt is open. */
  @state() private open: string | null = null;

  protected override view(pers: PersContext): TemplateResult {
    const { strings, snapshot, store } = pers;
    const { activity, common } = strings;
    const bones = html`<ul class="list">
      ${[1, 2, 3, 4, 5].map(
        () =>
          html`<li class="entry bones">
            <div class="bone"></div>
            <div class="bone short"></div>
          </li>`,
      )}
    </ul>`;
    const signIn = html`<button class="button primary" part="sign-in" type="button" @click=${() => void store.signIn()}>
      ${common.signIn}
    </button>`;
    const content =
      snapshot.session === 'signed-out'
        ? empty(activity.signedOutTitle, activity.signedOut, signIn)
        : snapshot.session !== 'signed-in'
          ? skeleton(pers, bones)
          : states(pers, this.#feed.reading, {
              skeleton: bones,
              ready: ({ items }) => this.#list(pers, items),
              empty: { when: ({ items }) => items.length === 0, view: () => empty(activity.emptyTitle, activity.emptyHint) },
            });
    return html`<div class="head" part="heading">
        <slot name="heading"><h2>${activity.title}</h2></slot>
      </div>
      ${content}${spoken(this.#copying.spoken(pers))}`;
  }

  #list(pers: PersContext, entries: readonly Entry[]): TemplateResult {
    return html`<ul class="list card" part="list">
        ${repeat(
          entries,
          ({ kind, id }) => kind + id,
          (entry) => this.#line(pers, entry),
        )}
      </ul>
      ${this.#feed.more(pers)}`;
  }

  #line(pers: PersContext, entry: Entry): TemplateResult {
    const { activity } = pers.strings;
    const name = titleOf(pers, entry);
    const date = entry.at === null ? '' : formatMoment(entry.at, pers.locale, new Date());
    return html`<li class="entry" part="entry" data-row tabindex="-1">
      <div class="line">
        <div class="what">
          <p class="title" part="title"><bdi>${name}</bdi></p>
          <p class="soft" part="date">${text(activity[causeOf(entry)], { date })}</p>
          ${this.#status(pers, entry)}
        </div>
        <ul class="amounts" part="amount">
          ${entry.movements.map(
            (movement) =>
              html`<li class="number ${movement.incoming && entry.status === 'done' ? 'in' : ''}">${movementWords(pers, movement)}</li>`,
          )}
        </ul>
      </div>
      ${entry.kind === 'redeem' && entry.status === 'done' ? this.#code(pers, entry, name) : nothing}
    </li>`;
  }

  #status({ strings: { activity } }: PersContext, entry: Entry): TemplateResult | typeof nothing {
    const { status, kind, movements } = entry;
    if (status !== 'done') {
      const failed = status === 'failed';
      return html`<div part="status">${note(failed ? 'alert' : 'clock', failed ? 'critical' : 'caution', activity[status])}</div>`;
    }
    // Below its threshold a campaign counts and gives nothing yet.
    const counts = kind === 'claim' && movements.length === 0 && (entry.campaign?.trigger?.completionThreshold ?? 0) > 1;
    return counts ? html`<p class="soft" part="status">${activity.counted}</p>` : nothing;
  }

  #code(pers: PersContext, entry: Entry & { readonly kind: 'redeem' }, name: string): TemplateResult {
    const { activity } = pers.strings;
    const open = this.open === entry.id;
    const given = entry.redemption?.tokenUnits.find(({ item }) => item?.expiryDate);
    const facts = {
      name,
      imageUrl: entry.redemption?.imageUrl ?? null,
      code: redeemCode(entry.id),
      at: entry.at,
      expiry: given?.item?.expiryDate ?? null,
    };
    return html`<button
        class="button quiet show"
        part="show-code"
        type="button"
        aria-expanded=${open ? 'true' : 'false'}
        aria-label=${text(open ? activity.hideCode : activity.showCode, { name: isolated(name, pers) })}
        @click=${() => (this.open = open ? null : entry.id)}
      >
        ${icon('code')}${open ? activity.codeOpen : activity.code}
      </button>
      ${open ? receipt(pers, facts, this.#copying) : nothing}`;
  }
}

function titleOf({ strings: { activity } }: PersContext, entry: Entry): string {
  if (entry.kind === 'claim') return entry.campaign?.name || activity.claim;
  if (entry.kind === 'redeem') return entry.redemption?.name || activity.redeem;
  return activity[entry.kind];
}

function causeOf({ kind, movements }: Entry): 'claimed' | 'redeemed' | 'received' | 'spent' {
  if (kind === 'claim') return 'claimed';
  if (kind === 'redeem') return 'redeemed';
  return movements.some(({ incoming }) => incoming) ? 'received' : 'spent';
}

declare global {
  interface HTMLElementTagNameMap {
    'pers-activity': PersActivity;
  }
}
