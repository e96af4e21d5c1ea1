import { html, nothing, type TemplateResult } from 'lit';
import type { Balance } from '../../client/balances.js';
import { text } from '../../i18n/text.js';
import type { PersContext } from '../../state/context.js';
import { formatAmount, formatDate } from '../shared/format.js';
import { picture } from '../shared/picture.js';
import { note } from '../shared/states.js';

/** What runs out first stands first, then what never does, then what has run out. */
function byUrgency(now: number): (a: Balance, b: Balance) => number {
  const place = ({ item }: Balance): number => {
    const ends = Date.parse(item?.expiryDate ?? '');
    return Number.isNaN(ends) ? Number.MAX_SAFE_INTEGER - 1 : ends < now ? Number.MAX_SAFE_INTEGER : ends;
  };
  return (a, b) => place(a) - place(b);
}

/** Rewards held, in a strip: picture, name, how many, and until when. */
export function gallery(pers: PersContext, rewards: readonly Balance[]): TemplateResult {
  return html`<div part="held">
    <h3 id="held">${pers.strings.wallet.rewards}</h3>
    <ul class="rewards" part="rewards" tabindex="0" aria-labelledby="held">
      ${
        rewards.length > 0
          ? [...rewards].sort(byUrgency(Date.now())).map((balance) => reward(pers, balance))
          : html`<li class="soft">${pers.strings.activity.emptyTitle}</li>`
      }
    </ul>
  </div>`;
}

function reward({ strings, locale }: PersContext, { token, item, amount }: Balance): TemplateResult {
  const name = item?.name || token.name;
  return html`<li class="reward" part="reward">
    ${picture(item?.imageUrl ?? null, name)}
    <div class="about">
      <p class="name">
        <bdi>${name}</bdi
        >${amount === '1' ? nothing : html` <span class="number">${text(strings.wallet.pieces, { count: formatAmount(amount, locale) })}</span>`}
      </p>
      ${item?.expiryDate ? expiry(strings.common, item.expiryDate, locale) : nothing}
    </div>
  </li>`;
}

function expiry({ expires, expired }: PersContext['strings']['common'], date: string, locale: string): TemplateResult {
  const values = { date: formatDate(date, locale) };
  return Date.parse(date) < Date.now()
    ? note('alert', 'caution', text(expired, values))
    : html`<p class="soft">${text(expires, values)}</p>`;
}
