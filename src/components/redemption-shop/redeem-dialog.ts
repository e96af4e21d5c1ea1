import { html, nothing, type TemplateResult } from 'lit';
import type { Redemption } from '../../client/redemptions.js';
import type { Transaction } from '../../client/transactions.js';
import { subtract } from '../../decimal.js';
import { sentenceFor } from '../../i18n/sentences.js';
import { plural, text } from '../../i18n/text.js';
import { redeemCode } from '../../state/code.js';
import type { PersContext } from '../../state/context.js';
import type { Intent } from '../../state/store.js';
import type { Copying } from '../shared/copying.js';
import { formatAmount } from '../shared/format.js';
import type { Moments } from '../shared/moments.js';
import { isolated } from '../shared/names.js';
import { loadOwnWallet } from '../shared/own-wallet.js';
import { picture } from '../shared/picture.js';
import { busyWords, isOpen, seenAt, waitSentence } from '../shared/progress.js';
import { receipt } from '../shared/receipt.js';
import { expiryOf, type Holder, type Offer } from '../shared/redeem.js';
import { note, spoken } from '../shared/states.js';
import { priceWords } from './price-words.js';

/** The button that spends is dead for this long, against clicks that were meant for what lay there before. Milliseconds. */
const DEAD = 500;

export interface DialogFacts {
  readonly redemption: Redemption;
  readonly offer: Offer;
  readonly holder: Holder | null;
  readonly intent: Intent | undefined;
  /** When the dialog was opened, milliseconds since 1970. */
  readonly openedAt: number;
  readonly spoken: string;
}

export interface DialogTools {
  readonly moments: Moments;
  readonly copying: Copying;
  readonly redeem: () => void;
  readonly close: () => void;
}

/** What is in the dialog: cost and what remains, then the way there, then the receipt. Its last button stays the same one. */
export function dialogView(pers: PersContext, facts: DialogFacts, tools: DialogTools): TemplateResult {
  const { shop, receipt: receiptTexts } = pers.strings;
  const { redemption, intent } = facts;
  const done = intent?.state === 'done';
  // What has to be signed has a button of its own, and nothing lies over it.
  const unsigned = isOpen(intent) ? intent?.unsigned : undefined;
  return html`<h2 id="dialog-title" tabindex="-1">${done ? receiptTexts.title : shop.confirmTitle}</h2>
    ${done ? receiptView(pers, redemption, intent, tools) : summary(pers, facts)}
    <div class="dialog-note" id="dialog-note" ?hidden=${done}>${done ? nothing : remark(pers, facts, tools)}</div>
    ${unsigned ? signing(unsigned, facts) : nothing}
    <div class="dialog-buttons">
      <button class="button" part="cancel" type="button" ?hidden=${done || (isOpen(intent) && !unsigned)} @click=${tools.close}>
        ${shop.cancel}
      </button>
      ${unsigned ? nothing : lastButton(pers, facts, tools)}
    </div>
    ${spoken(tools.copying.spoken(pers) || facts.spoken)}`;
}

/** The payment leaves the customer's own wallet: what they agreed to is what it has to be. */
function signing(transaction: Transaction, { offer }: DialogFacts): TemplateResult {
  loadOwnWallet();
  return html`<pers-sign-payment .transaction=${transaction} .amount=${offer.price}></pers-sign-payment>`;
}

function summary(pers: PersContext, { redemption, offer, holder }: DialogFacts): TemplateResult {
  const { shop } = pers.strings;
  const points = holder?.holdings.points ?? '0';
  const rest = subtract(points, offer.price);
  const line = (words: string, amount: string) =>
    html`<div>
      <dt class="soft">${words}</dt>
      <dd class="number">${priceWords(pers, amount)}</dd>
    </div>`;
  return html`<div class="summary">
      ${picture(redemption.imageUrl, redemption.name)}
      <h3><bdi>${redemption.name}</bdi></h3>
    </div>
    <dl part="cost">
      ${line(shop.cost, offer.price)}
      <div>
        <dt class="soft">${shop.now}</dt>
        <dd class="number">${count(pers, points)}</dd>
      </div>
      ${
        rest.startsWith('-')
          ? nothing
          : html`<div>
              <dt class="soft">${shop.after}</dt>
              <dd class="number">${count(pers, rest)}</dd>
            </div>`
      }
    </dl>`;
}

/** A balance of zero is no gift. */
const count = ({ strings, locale }: PersContext, amount: string): string =>
  plural(strings.shop.price, Number(amount), locale, { count: formatAmount(amount, locale) });

function receiptView(pers: PersContext, redemption: Redemption, intent: Intent, { copying }: DialogTools): TemplateResult {
  const { name, imageUrl } = redemption;
  const code = redeemCode(intent.processId ?? intent.id);
  return receipt(pers, { name, imageUrl, code, at: intent.startedAt, expiry: expiryOf(redemption) }, copying);
}

/** Why it takes so long, why it was refused, or what stands in the way by now. */
function remark(pers: PersContext, { offer, intent }: DialogFacts, { moments }: DialogTools): TemplateResult | typeof nothing {
  if (intent && isOpen(intent)) {
    if (intent.unsigned) return nothing;
    const sentence = waitSentence(intent, pers.strings.shop, moments);
    return sentence ? note('clock', 'soft', sentence) : nothing;
  }
  const refused = intent?.state === 'refused' ? sentenceFor(intent.error, pers.strings, pers.locale) : '';
  if (refused) return note('alert', intent?.error?.status === 422 ? 'caution' : 'critical', refused);
  return offer.why ? note('alert', 'caution', sentenceFor(offer.why, pers.strings, pers.locale)) : nothing;
}

function lastButton(pers: PersContext, { offer, intent, openedAt }: DialogFacts, { moments, redeem, close }: DialogTools): TemplateResult {
  const { shop } = pers.strings;
  const busy = isOpen(intent);
  const done = intent?.state === 'done';
  const shownAt = intent && !busy ? seenAt(intent) : openedAt;
  const able = !busy && (done || offer.state === 'affordable');
  const words = done ? shop.done : busy ? busyWords(intent!, shop) : text(shop.getFor, { price: priceWords(pers, offer.price) });
  const press = (event: Event) => {
    // Dead at first, and right after it became another button.
    if (!able || !moments.reached(shownAt + DEAD)) return;
    if (done) close();
    // A click that a script makes never spends.
    else if (event.isTrusted) redeem();
  };
  return html`<button
    class="button ${busy ? '' : 'primary'}"
    part="confirm"
    type="button"
    aria-disabled=${able ? 'false' : 'true'}
    aria-busy=${busy ? 'true' : 'false'}
    aria-describedby="dialog-note"
    @click=${press}
  >
    ${words}
  </button>`;
}

/** What a screen reader hears once a redeem is final. */
export function outcomeWords(pers: PersContext, { name }: Redemption, intent: Intent): string {
  if (intent.state === 'refused') return sentenceFor(intent.error, pers.strings, pers.locale);
  return text(pers.strings.shop.received, { name: isolated(name, pers), code: redeemCode(intent.processId ?? intent.id) });
}
