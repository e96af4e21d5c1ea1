import { html, nothing, type TemplateResult } from 'lit';
import type { Redemption } from '../../client/redemptions.js';
import { sentenceFor } from '../../i18n/sentences.js';
import { plural, text } from '../../i18n/text.js';
import type { PersContext } from '../../state/context.js';
import { formatAmount, formatNumber } from '../shared/format.js';
import type { IconName } from '../shared/icons.js';
import { gives, isolated } from '../shared/names.js';
import { picture } from '../shared/picture.js';
import { isOpen } from '../shared/progress.js';
import type { Offer } from '../shared/redeem.js';
import { note } from '../shared/states.js';
import { priceWords } from './price-words.js';

/** Stock is worth a word from here down. */
const LOW = 5;

/** One offer: what it is, what it costs, what is missing. `open` opens its dialog. */
export function offerCard(pers: PersContext, redemption: Redemption, offer: Offer, primary: boolean, open: () => void): TemplateResult {
  const { shop } = pers.strings;
  const { id, name, description, imageUrl } = redemption;
  const facts = factsOf(pers, redemption, offer);
  const button = buttonOf(pers, id, offer, open);
  return html`<li class="card row ${offer.rank === 2 ? 'over' : ''}" part="card" data-row tabindex="-1">
    ${picture(imageUrl, name)}
    <div class="body">
      <h3 class="title" part="title"><bdi>${name}</bdi></h3>
      ${description ? html`<p class="soft description" part="description"><bdi>${description}</bdi></p>` : nothing}
      ${facts.length > 0 ? html`<p class="soft facts" part="facts">${facts.join(' · ')}</p>` : nothing}
      <div class="end">
        <div id="why-${id}" part="note">${whyOf(pers, offer)}</div>
        <div class="deal">
          <span part="price">
            <span class="number price">${priceWords(pers, offer.price)}</span>
            ${offer.before ? html`<span class="soft before">${text(shop.before, { price: priceWords(pers, offer.before) })}</span>` : nothing}
          </span>
          <button
            class="button ${primary && button.press ? 'primary' : ''}"
            part="get-button"
            type="button"
            aria-haspopup=${button.press && offer.state !== 'signed-out' ? 'dialog' : 'false'}
            aria-disabled=${button.press ? 'false' : 'true'}
            aria-busy=${button.busy ? 'true' : 'false'}
            aria-label=${text(shop.named, { action: button.words, name })}
            aria-describedby="why-${id}"
            @click=${button.press}
          >
            ${button.words}
          </button>
        </div>
      </div>
    </div>
  </li>`;
}

/** One redeem under way or done is found again here; else what the offer allows. */
function buttonOf(
  pers: PersContext,
  id: string,
  { state }: Offer,
  open: () => void,
): { words: string; busy?: boolean; press?: () => void } {
  const { shop } = pers.strings;
  const intent = pers.snapshot.intents.get(`redeem:${id}`);
  if (isOpen(intent)) return { words: shop.following, busy: true, press: open };
  if (intent?.state === 'done') return { words: shop.showCode, press: open };
  if (state === 'signed-out') return { words: shop.signIn, press: () => void pers.store.signIn() };
  if (state === 'affordable') return { words: shop.get, press: open };
  return { words: state === 'sold-out' ? shop.soldOut : shop.get };
}

const SIGNS: Readonly<Partial<Record<Offer['state'], IconName>>> = { limit: 'check', 'needs-level': 'lock', short: 'lock' };

/** What is missing. Sold out is said by the button, and signing in too. */
function whyOf({ strings, locale }: PersContext, { state, why, missing }: Offer): TemplateResult | typeof nothing {
  const sign = SIGNS[state];
  if (!sign) return state === 'inactive' && why ? note('alert', 'soft', sentenceFor(why, strings, locale)) : nothing;
  if (missing) return note(sign, 'soft', plural(strings.shop.short, Number(missing), locale, { count: formatAmount(missing, locale) }));
  return note(sign, 'soft', sentenceFor(why, strings, locale));
}

function factsOf(pers: PersContext, redemption: Redemption, { state }: Offer): readonly string[] {
  const {
    strings: { shop },
    locale,
  } = pers;
  const { supply, maxPerUser, minUserStatusType: level, tokenUnits } = redemption;
  const reward = gives(pers, tokenUnits);
  const facts: string[] = [];
  if (supply && supply.available > 0 && supply.available <= LOW) {
    facts.push(plural(shop.stock, supply.available, locale, { count: formatNumber(supply.available, locale) }));
  }
  if (maxPerUser !== null && state !== 'limit')
    facts.push(plural(shop.perUser, maxPerUser, locale, { count: formatNumber(maxPerUser, locale) }));
  if (level) facts.push(text(shop.level, { level: isolated(level.name, pers) }));
  if (reward) facts.push(text(shop.includes, { reward }));
  return facts;
}
