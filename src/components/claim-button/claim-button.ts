import { html, nothing, type CSSResultGroup, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { Campaign } from '../../client/campaigns.js';
import { text } from '../../i18n/text.js';
import type { PersContext } from '../../state/context.js';
import { Audience } from '../shared/audience.js';
import { baseStyles } from '../shared/base.styles.js';
import { ClaimActions } from '../shared/claim.js';
import { readClaimant } from '../shared/claimant.js';
import { PersElement } from '../shared/element.js';
import { judge, type Claimant } from '../shared/eligibility.js';
import { Moments } from '../shared/moments.js';
import { gives } from '../shared/names.js';
import { progressStyles } from '../shared/progress.js';
import { Reading } from '../shared/reading.js';
import { skeleton, spoken, states, stateStyles } from '../shared/states.js';
import { claimButtonStyles } from './claim-button.styles.js';

/**
 * @summary A button that claims one campaign, anywhere on a page, with the reason beside it when it cannot be claimed.
 *
 * One tap claims; the button shows the progress, and stays to say what was received. What is under way is the same in
 * every element of the page, and goes on when this one is removed. Clicks that a script makes are ignored.
 *
 * @fires {PersBeforeEvent} pers-before-claim - by the surrounding `<pers-rewards>`, before a claim is sent; can be cancelled
 * @fires {PersEvent} pers-claimed - by the surrounding `<pers-rewards>`, once a claim is settled
 * @csspart claim-button - the button
 * @csspart note - why not, what next, or what arrived
 * @csspart skeleton - what stands there while the campaign is read
 * @csspart error - what went wrong
 * @cssprop [--pers-accent] - colour of the button
 * @cssprop [--pers-on-accent] - colour of the words on it
 * @cssprop [--pers-radius-control] - corners of the button
 */
export class PersClaimButton extends PersElement {
  static override styles: CSSResultGroup = [baseStyles, stateStyles, progressStyles, claimButtonStyles];

  #campaign = new Reading<Campaign | null>(this, {
    read: async (store, options) => (this.campaignId ? store.campaign(this.campaignId, options) : null),
    args: () => [this.campaignId],
  });
  #claimant = new Reading<Claimant>(this, { read: readClaimant, signedIn: true });
  #audience = new Audience();
  #moments = new Moments(this);
  #claims = new ClaimActions(this, this.#moments);

  /** Id of the campaign. */
  @property({ attribute: 'campaign-id' }) campaignId = '';

  protected override view(pers: PersContext): TemplateResult {
    const { value, error } = this.#claimant;
    const bones = html`<div class="alone"><div class="bone"></div></div>`;
    const content = this.#audience.waits(pers.snapshot, !!value || !!error)
      ? skeleton(pers, bones)
      : states(pers, this.#campaign, { skeleton: bones, ready: (campaign) => this.#button(pers, campaign, value ?? null) });
    return html`${content}${spoken(this.#claims.spoken)}`;
  }

  #button(pers: PersContext, campaign: Campaign | null, claimant: Claimant | null): TemplateResult | typeof nothing {
    // Another id was set, and its campaign is still being read.
    if (!campaign || campaign.id !== this.campaignId) return nothing;
    const reward = gives(pers, campaign.tokenUnits);
    const { claim, claimReward } = pers.strings.claim;
    const known = judge(campaign, claimant, pers.snapshot.session === 'signed-in', Date.now());
    const action = this.#claims.view(pers, campaign, known, { label: reward ? text(claimReward, { reward }) : claim, primary: true });
    return html`<div class="alone">${action.button}${action.note}</div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'pers-claim-button': PersClaimButton;
  }
}
