import { html, nothing, type CSSResultGroup, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Campaign } from '../../client/campaigns.js';
import { plural, text } from '../../i18n/text.js';
import type { PersContext } from '../../state/context.js';
import { Audience } from '../shared/audience.js';
import { baseStyles } from '../shared/base.styles.js';
import { cardBones } from '../shared/card-bones.js';
import { cardStyles } from '../shared/cards.styles.js';
import { ClaimActions } from '../shared/claim.js';
import { readClaimant } from '../shared/claimant.js';
import { PersElement } from '../shared/element.js';
import { judge, standing, type Claimant, type Eligibility } from '../shared/eligibility.js';
import { formatDate, formatList, formatNumber } from '../shared/format.js';
import { Moments } from '../shared/moments.js';
import { gives, isolated } from '../shared/names.js';
import { Order } from '../shared/order.js';
import { Paged } from '../shared/paging.js';
import { picture, pictureStyles } from '../shared/picture.js';
import { progressStyles } from '../shared/progress.js';
import { meterStyles } from '../shared/meter.styles.js';
import { Reading } from '../shared/reading.js';
import { empty, skeleton, spoken, states, stateStyles } from '../shared/states.js';
import { campaignListStyles } from './campaign-list.styles.js';

/**
 * @summary What a customer can earn: each campaign with what it gives, until when, how far they are, and the button to claim it.
 *
 * What can be claimed now comes first, then what opens later, then what is over. A campaign that cannot be claimed says why
 * and what next. The order stays while it is looked at.
 *
 * @slot heading - replaces the heading
 * @fires {PersBeforeEvent} pers-before-claim - by the surrounding `<pers-rewards>`, before a claim is sent; can be cancelled
 * @fires {PersEvent} pers-claimed - by the surrounding `<pers-rewards>`, once a claim is settled
 * @csspart heading - the heading
 * @csspart list - the list of cards
 * @csspart card - one campaign
 * @csspart picture - its picture
 * @csspart title - its name
 * @csspart description - its supporting line
 * @csspart facts - deadline, what is left, places
 * @csspart progress - progress to the next reward
 * @csspart gives - what it gives
 * @csspart claim-button - the button that claims
 * @csspart note - why not, what next, or what arrived
 * @csspart more - the button that shows more
 * @csspart skeleton - what stands there while it is read
 * @csspart empty - what stands there when there is no campaign
 * @csspart error - what went wrong
 * @cssprop [--pers-accent] - colour of the next thing to do
 * @cssprop [--pers-gap=16px] - space between cards
 * @cssprop [--pers-radius=12px] - corners of the cards
 */
export class PersCampaignList extends PersElement {
  static override styles: CSSResultGroup = [
    baseStyles,
    stateStyles,
    pictureStyles,
    progressStyles,
    cardStyles,
    meterStyles,
    campaignListStyles,
  ];

  #campaigns = new Paged<Campaign>(this, (store, page, options) => store.campaigns(page, options));
  #claimant = new Reading<Claimant>(this, { read: readClaimant, signedIn: true });
  #audience = new Audience();
  #moments = new Moments(this);
  #claims = new ClaimActions(this, this.#moments);
  #order = new Order<Campaign>();

  protected override view(pers: PersContext): TemplateResult {
    const { strings, snapshot } = pers;
    const { value, error } = this.#claimant;
    // Whether a campaign can be claimed is not shown before it is known. When it cannot be known, the server says it.
    const bones = cardBones(4);
    const content = this.#audience.waits(snapshot, !!value || !!error)
      ? skeleton(pers, bones)
      : states(pers, this.#campaigns.reading, {
          skeleton: bones,
          ready: ({ items }) => this.#list(pers, items, value ?? null),
          empty: { when: ({ items }) => items.length === 0, view: () => empty(strings.campaigns.emptyTitle, strings.campaigns.emptyHint) },
        });
    return html`<div class="head" part="heading">
        <slot name="heading"><h2>${strings.campaigns.title}</h2></slot>
      </div>
      ${content}${spoken(this.#claims.spoken)}`;
  }

  #list(pers: PersContext, items: readonly Campaign[], claimant: Claimant | null): TemplateResult {
    const { session, epoch } = pers.snapshot;
    const now = Date.now();
    const judged = new Map(items.map((campaign) => [campaign.id, judge(campaign, claimant, session === 'signed-in', now)]));
    const arranged = this.#order.arrange(items, `${epoch} ${session}`, ({ id }) => judged.get(id)!.rank);
    const first = arranged.find(({ id }) => judged.get(id)!.rank === 0);
    return html`${first ? nothing : this.#idle(pers, [...judged.values()])}
      <ul class="cards" part="list">
        ${repeat(
          arranged,
          ({ id }) => id,
          (campaign) => this.#card(pers, campaign, judged.get(campaign.id)!, claimant, campaign === first, now),
        )}
      </ul>
      ${this.#campaigns.more(pers)}`;
  }

  #idle({ strings, locale }: PersContext, all: readonly Eligibility[]): TemplateResult {
    const [next] = all.flatMap(({ state, at }) => (state === 'not-started' && at ? [at] : [])).sort();
    const { emptyTitle, emptyHint, emptyNext } = strings.campaigns;
    const hint = next ? text(emptyNext, { date: formatDate(next, locale) }) : emptyHint;
    return html`<div class="idle" part="empty">
      <p>${emptyTitle}</p>
      <p class="soft">${hint}</p>
    </div>`;
  }

  #card(
    pers: PersContext,
    campaign: Campaign,
    known: Eligibility,
    claimant: Claimant | null,
    primary: boolean,
    now: number,
  ): TemplateResult {
    const action = this.#claims.view(pers, campaign, known, { label: pers.strings.claim.claim, primary });
    return html`<li class="card row" part="card" data-row tabindex="-1">
      ${picture(campaign.imageUrl, campaign.name)}
      <div class="body">
        <h3 class="title" part="title"><bdi>${campaign.name}</bdi></h3>
        <div class="support">
          ${action.news ? action.note : html`<p class="soft description" part="description"><bdi>${campaign.description}</bdi></p>`}
        </div>
        ${this.#facts(pers, campaign, known, claimant, now)}
        <div class="end">
          ${action.news ? nothing : action.note}
          <div class="deal"><span part="gives">${gives(pers, campaign.tokenUnits)}</span>${action.button}</div>
        </div>
      </div>
    </li>`;
  }

  #facts(pers: PersContext, campaign: Campaign, known: Eligibility, claimant: Claimant | null, now: number): unknown {
    const {
      strings: { campaigns },
      locale,
    } = pers;
    const { left, leftToday, completed, threshold } = standing(campaign, claimant, now);
    const count = (value: number) => formatNumber(value, locale);
    const places = campaign.businessEngagements.flatMap(({ business }) =>
      business?.displayName ? isolated(business.displayName, pers) : [],
    );
    const facts: string[] = [];
    if (campaign.endDate && known.rank < 2) facts.push(text(campaigns.ends, { date: formatDate(campaign.endDate, locale) }));
    if (known.state === 'claimable' || known.state === 'needs-place') {
      // One of the two says enough: the one that runs out first.
      if (leftToday !== null && (left === null || leftToday < left))
        facts.push(plural(campaigns.leftToday, leftToday, locale, { count: count(leftToday) }));
      else if (left !== null) facts.push(plural(campaigns.left, left, locale, { count: count(left) }));
    }
    if (places.length > 0) facts.push(text(campaigns.places, { places: formatList(places, locale) }));
    const values = { count: count(completed), total: count(threshold ?? 0) };
    return html`${facts.length > 0 ? html`<p class="soft facts" part="facts">${facts.join(' · ')}</p>` : nothing}
    ${
      threshold === null
        ? nothing
        : html`<p class="steps" part="progress">
            <progress max=${threshold} .value=${completed} aria-label=${text(campaigns.progressLabel, values)}></progress>
            <span class="number">${text(campaigns.progress, values)}</span>
          </p>`
    }`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'pers-campaign-list': PersCampaignList;
  }
}
