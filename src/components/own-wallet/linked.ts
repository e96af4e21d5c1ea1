import { html, nothing, type TemplateResult } from 'lit';
import type { SigningAccount } from '../../client/signing-accounts.js';
import { text } from '../../i18n/text.js';
import { formatAmount, formatDate, formatList } from '../shared/format.js';
import { isolated } from '../shared/names.js';
import { note } from '../shared/states.js';
import type { Balance } from '../../client/balances.js';
import type { OwnWalletContext } from './controller.js';

interface LinkedTools {
  /** The account whose end is being confirmed, by id. */
  readonly leaving: string | null;
  readonly leave: (id: string | null) => void;
}

/** A linked wallet, with the way to end it in two presses. */
export function accountView(context: OwnWalletContext, account: SigningAccount, tools: LinkedTools, copy: TemplateResult): TemplateResult {
  const { pers, own, texts } = context;
  const { createdAt, id, address } = account;
  const busy = own.view.step !== 'idle';
  const sure = tools.leaving === id;
  return html`<div class="account" part="account">
    <p class="soft">${createdAt ? text(texts.since, { date: formatDate(createdAt, pers.locale) }) : nothing}</p>
    <bdi class="mono" dir="ltr" translate="no">${address}</bdi>
    ${copy}
    ${
      sure
        ? html`<p>${texts.unlinkSure}</p>
            <div class="row">
              <button class="button" type="button" @click=${() => tools.leave(null)}>${texts.cancel}</button>
              <button
                class="button"
                part="unlink-confirm"
                type="button"
                aria-disabled=${busy ? 'true' : 'false'}
                @click=${() => void own.unlink(account).then(() => tools.leave(null))}
              >
                ${own.view.step === 'unlinking' ? texts.unlinking : texts.unlinkYes}
              </button>
            </div>`
        : html`<button class="button quiet" part="unlink" type="button" @click=${() => tools.leave(id)}>${texts.unlink}</button>`
    }
  </div>`;
}

/** What is kept for the customer and could go to their own wallet: one press, one confirmation by what stands beside it. */
export function moveView(
  context: OwnWalletContext,
  movable: readonly Balance[],
  moved: boolean,
  move: () => void,
): TemplateResult | typeof nothing {
  const { pers, own, texts } = context;
  if (own.view.step === 'moving')
    return html`<p role="status">${texts.moving}</p>
      <div class="bar" aria-hidden="true"></div>`;
  if (movable.length === 0) return moved ? html`<div role="status">${note('check', 'positive', texts.moved)}</div>` : nothing;
  const things = formatList(
    movable.map(({ token, item, amount }) =>
      text(pers.strings.common.amount, { amount: formatAmount(amount, pers.locale), name: isolated(item?.name || token.name, pers) }),
    ),
    pers.locale,
  );
  return html`<div class="move" part="move">
    <h4>${texts.moveTitle}</h4>
    <p class="soft">${text(texts.moveHint, { things })}</p>
    <button
      class="button primary"
      part="move-button"
      type="button"
      aria-disabled=${own.view.step === 'idle' ? 'false' : 'true'}
      @click=${(event: Event) => event.isTrusted && move()}
    >
      ${texts.move}
    </button>
  </div>`;
}
