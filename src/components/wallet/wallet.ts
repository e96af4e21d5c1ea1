import { html, nothing, type CSSResultGroup, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { Tenant } from '../../client/tenants.js';
import type { User } from '../../client/users.js';
import { text } from '../../i18n/text.js';
import type { PersContext } from '../../state/context.js';
import type { Holdings } from '../../state/store.js';
import { baseStyles } from '../shared/base.styles.js';
import { PersElement } from '../shared/element.js';
import { formatAmount } from '../shared/format.js';
import { icon } from '../shared/icons.js';
import { movementWords } from '../shared/movement.js';
import { isolated } from '../shared/names.js';
import { loadOwnWallet } from '../shared/own-wallet.js';
import { pictureStyles } from '../shared/picture.js';
import { meterStyles } from '../shared/meter.styles.js';
import { Reading } from '../shared/reading.js';
import { skeleton, spoken, states, stateStyles } from '../shared/states.js';
import { nameOf } from '../shared/user-name.js';
import { CountUp } from './count-up.js';
import { gallery } from './gallery.js';
import { level } from './level.js';
import { nearestOffer, readOutlook, unseenIntents, type Outlook } from './outlook.js';
import { walletStyles } from './wallet.styles.js';

/**
 * @summary What a customer has: points and what they are worth, level, rewards, and what is on its way.
 *
 * Signed out it says what the programme is, with the way in.
 *
 * @slot heading - replaces the heading, which is there for screen readers only
 * @csspart wallet - everything, as one surface
 * @csspart identity - who is signed in
 * @csspart points - the number and the name of the points
 * @csspart outlook - what the points are worth
 * @csspart level - level and progress to the next
 * @csspart progress - the bar of the progress
 * @csspart pending - what is on its way
 * @csspart held - the rewards held, with their heading
 * @csspart rewards - the list of them
 * @csspart reward - one reward
 * @csspart picture - its picture
 * @csspart details - addresses and the customer's own wallet (`<pers-own-wallet>`), closed at first
 * @csspart intro - what the programme is, signed out
 * @csspart sign-in - the button that signs in
 * @csspart skeleton - what stands there while it is read
 * @csspart error - what went wrong
 * @cssprop [--pers-accent] - colour of progress and of the next thing to do
 * @cssprop [--pers-radius=12px] - corners
 */
export class PersWallet extends PersElement {
  static override styles: CSSResultGroup = [baseStyles, stateStyles, pictureStyles, meterStyles, walletStyles];

  #mine = new Reading<readonly [User, Holdings]>(this, {
    read: (store, options) => Promise.all([store.user(options), store.holdings(options)]),
    signedIn: true,
  });
  #outlook = new Reading<Outlook>(this, { read: readOutlook, signedIn: true });
  #tenant = new Reading<Tenant | null>(this, {
    read: async (store, options) => (store.snapshot.session === 'signed-out' ? store.tenant(options) : null),
    args: () => [this.pers?.snapshot.session],
  });
  #count = new CountUp(this);

  /** Leaves out who is signed in, for a place that says so already. */
  @property({ type: Boolean, attribute: 'no-identity' }) noIdentity = false;

  #signedOut(pers: PersContext, tenant: Tenant | null): TemplateResult {
    const {
      strings: { wallet, common },
      store,
    } = pers;
    return html`<div class="wallet card intro" part="wallet">
      ${tenant ? html`<h2>${text(wallet.signedOutTitle, { project: isolated(tenant.projectName, pers) })}</h2>` : nothing}
      <p class="soft about" part="intro"><bdi>${tenant?.projectDescription || wallet.signedOut}</bdi></p>
      <button class="button primary" part="sign-in" type="button" @click=${() => void store.signIn()}>${common.signIn}</button>
    </div>`;
  }

  #points(pers: PersContext, { creditToken, points }: Holdings): TemplateResult | typeof nothing {
    if (!creditToken) return nothing;
    const { strings, locale, snapshot } = pers;
    const name = creditToken.name || strings.common.points;
    // The number that runs is for the eye; what is read stands beside it and does not run.
    return html`<p class="points" part="points">
      <span class="visually-hidden">${this.#balance(pers, points, name)}</span>
      <span aria-hidden="true"
        ><span class="amount number">${formatAmount(this.#count.value(points, snapshot.epoch), locale)}</span>
        <bdi class="unit">${name}</bdi></span
      >
    </p>`;
  }

  #balance(pers: PersContext, points: string, name: string): string {
    return text(pers.strings.wallet.balance, { amount: formatAmount(points, pers.locale), name: isolated(name, pers) });
  }

  #worth(pers: PersContext, holdings: Holdings): TemplateResult | typeof nothing {
    const nearest = holdings.creditToken && nearestOffer(this.#outlook.value?.offers ?? [], holdings);
    const { enoughFor, moreFor } = pers.strings.wallet;
    const offer = nearest ? isolated(nearest.offer.name, pers) : '';
    const sentence = !nearest
      ? ''
      : nearest.missing === null
        ? text(enoughFor, { offer })
        : text(moreFor, { amount: formatAmount(nearest.missing, pers.locale), offer });
    // The line keeps its place while it is read, so that nothing moves when it comes.
    return sentence || this.#outlook.value === undefined ? html`<p class="soft worth" part="outlook">${sentence}</p>` : nothing;
  }

  #pending(pers: PersContext): TemplateResult | typeof nothing {
    const { wallet } = pers.strings;
    const moving = this.#outlook.value?.moving ?? [];
    const lines = [
      ...moving.map((movement) => movementWords(pers, movement)),
      ...unseenIntents(pers.snapshot.intents, moving).map(({ kind }) => (kind === 'claim' ? wallet.pendingClaim : wallet.pendingRedeem)),
    ];
    if (lines.length === 0) return nothing;
    return html`<div class="pending" part="pending">
      <h3>${icon('clock')}${wallet.pendingTitle}</h3>
      <ul>
        ${lines.map((line) => html`<li class="soft number">${line}</li>`)}
      </ul>
    </div>`;
  }

  /** Addresses and a wallet of the customer's own: code that comes when somebody wants to see it. */
  #details({ strings }: PersContext): TemplateResult {
    return html`<details part="details" @toggle=${loadOwnWallet}>
      <summary>${strings.wallet.details}</summary>
      <pers-own-wallet></pers-own-wallet>
    </details>`;
  }

  #ready(pers: PersContext, [user, holdings]: readonly [User, Holdings]): TemplateResult {
    const { snapshot, strings } = pers;
    const name = nameOf(user) || (snapshot.guest ? strings.wallet.guest : '');
    return html`<div class="wallet card" part="wallet">
      <div class="band">
        <div>
          ${name && !this.noIdentity ? html`<p class="soft who" part="identity"><bdi>${name}</bdi></p>` : nothing}
          ${this.#points(pers, holdings)}${this.#worth(pers, holdings)}
        </div>
        ${level(pers, holdings)}
      </div>
      ${this.#pending(pers)}${gallery(pers, holdings.rewards)}${this.#details(pers)}
    </div>`;
  }

  protected override view(pers: PersContext): TemplateResult {
    const { session } = pers.snapshot;
    const bones = html`<div class="wallet card">
      <div class="bone line"></div>
      <div class="bone figure"></div>
      <div class="bone line"></div>
      <div class="bone"></div>
    </div>`;
    const { value: tenant, error } = this.#tenant;
    const content =
      session === 'signed-in'
        ? states(pers, this.#mine, { skeleton: bones, ready: (mine) => this.#ready(pers, mine) })
        : session === 'signed-out' && (tenant || error)
          ? this.#signedOut(pers, tenant ?? null)
          : skeleton(pers, bones);
    const holdings = session === 'signed-in' ? this.#mine.value?.[1] : undefined;
    const token = holdings?.creditToken;
    const changed = token && this.#count.changed ? this.#balance(pers, holdings.points, token.name || pers.strings.common.points) : '';
    return html`<slot name="heading"><h2 class="visually-hidden">${pers.strings.wallet.title}</h2></slot> ${content}${spoken(changed)}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'pers-wallet': PersWallet;
  }
}
