import { html, nothing, type CSSResultGroup, type TemplateResult } from 'lit';
import type { User } from '../../client/users.js';
import { sentenceFor } from '../../i18n/sentences.js';
import type { PersContext } from '../../state/context.js';
import { baseStyles } from '../shared/base.styles.js';
import { PersElement } from '../shared/element.js';
import { progressStyles } from '../shared/progress.js';
import { Reading } from '../shared/reading.js';
import { note, skeleton, spoken } from '../shared/states.js';
import { nameOf } from '../shared/user-name.js';
import { accountStyles } from './account.styles.js';

/**
 * @summary Who is signed in, and the way in and out.
 *
 * @fires {PersEvent} pers-signed-in - by the surrounding `<pers-rewards>`, once a customer is signed in
 * @fires {PersEvent} pers-signed-out - by the surrounding `<pers-rewards>`, once they are signed out
 * @fires {PersEvent} pers-sign-in-requested - by the surrounding `<pers-rewards>`, when the page has to open its own sign-in
 * @csspart account - the line
 * @csspart name - who is signed in
 * @csspart button - the button that signs in or out
 * @csspart error - why signing in did not work
 * @csspart skeleton - what stands there while it is found out who is looking
 * @cssprop [--pers-accent] - colour of the button that signs in
 */
export class PersAccount extends PersElement {
  static override styles: CSSResultGroup = [baseStyles, progressStyles, accountStyles];

  #user = new Reading<User>(this, { read: (store, options) => store.user(options), signedIn: true });

  /** The same button signs in and out, so that the focus stays on it when its meaning changes. */
  #press = (): void => {
    const { store, snapshot } = this.pers!;
    if (snapshot.session === 'signed-in') void store.signOut();
    else if (snapshot.session === 'signed-out') void store.signIn();
  };

  #who({ strings: { account }, snapshot }: PersContext): TemplateResult {
    // A name that cannot be read does not keep anybody from signing out.
    const { value, error } = this.#user;
    if (snapshot.session !== 'signed-in') return html`<p class="soft who" part="name">${account.signedOut}</p>`;
    if (!value && !error) return html`<div class="bone who"></div>`;
    const name = (value && nameOf(value)) || (snapshot.guest ? account.guest : account.signedIn);
    return html`<p class="who" part="name" dir="auto" title=${name}>${name}</p>`;
  }

  protected override view(pers: PersContext): TemplateResult {
    const { strings, snapshot, locale } = pers;
    const { session, sessionError, guest } = snapshot;
    if (session === 'starting')
      return skeleton(
        pers,
        html`<div class="account">
          <div class="bone who"></div>
          <div class="bone press"></div>
        </div>`,
      );
    const busy = session === 'signing-in';
    const inside = session === 'signed-in';
    const { account, common } = strings;
    const problem = sessionError && !inside && !busy ? sentenceFor(sessionError, strings, locale) : '';
    return html`<div class="account" part="account">
        ${this.#who(pers)}
        <button
          class="button ${inside ? '' : 'primary'}"
          part="button"
          type="button"
          aria-disabled=${busy ? 'true' : 'false'}
          aria-busy=${busy ? 'true' : 'false'}
          @click=${this.#press}
        >
          ${busy ? account.signingIn : inside ? account.signOut : common.signIn}
        </button>
      </div>
      ${inside && guest ? html`<p class="soft">${account.guestHint}</p>` : nothing}
      ${problem ? html`<div class="problem" part="error">${note('alert', 'critical', problem)}</div>` : nothing}
      ${spoken(problem || (busy ? account.signingIn : inside ? account.signedIn : ''))}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'pers-account': PersAccount;
  }
}
