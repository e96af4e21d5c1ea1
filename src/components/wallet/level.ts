import { html, nothing, type TemplateResult } from 'lit';
import { compare, share, subtract } from '../../decimal.js';
import { text } from '../../i18n/text.js';
import type { PersContext } from '../../state/context.js';
import type { Holdings } from '../../state/store.js';
import { formatAmount } from '../shared/format.js';
import { isolated } from '../shared/names.js';
import { picture } from '../shared/picture.js';

/** The level held, and how far the next one is: in words, and as a bar with the same words. */
export function level(pers: PersContext, { status, nextStatus, statusBalance }: Holdings): TemplateResult | typeof nothing {
  if (!status && !nextStatus) return nothing;
  const { wallet } = pers.strings;
  return html`<div class="level" part="level">
    ${status?.imageUrl ? picture(status.imageUrl, status.name) : nothing}
    <div class="steps">
      <p>
        ${status ? html`<span class="soft">${wallet.level}</span> <bdi class="held">${status.name}</bdi>` : html`<span class="soft">${wallet.noLevel}</span>`}
      </p>
      ${nextStatus ? toNext(pers, nextStatus.name, nextStatus.minTokenBalance, statusBalance) : html`<p class="soft">${wallet.levelTop}</p>`}
    </div>
  </div>`;
}

function toNext(pers: PersContext, name: string, minimum: string, balance: string): TemplateResult {
  const {
    strings: { wallet },
    locale,
  } = pers;
  const missing = subtract(minimum, balance);
  const values = { level: isolated(name, pers), amount: formatAmount(balance, locale), minimum: formatAmount(minimum, locale) };
  const more = { ...values, amount: formatAmount(compare(missing, '0') > 0 ? missing : '0', locale) };
  return html`<progress
      part="progress"
      max="1"
      .value=${share(balance, minimum)}
      aria-label=${text(wallet.levelProgress, values)}
    ></progress>
    <p class="soft number">${text(wallet.levelMore, more)}</p>`;
}
