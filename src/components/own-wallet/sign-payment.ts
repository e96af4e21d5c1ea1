import { html, nothing, type CSSResultGroup, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Transaction } from '../../client/transactions.js';
import { text } from '../../i18n/text.js';
import type { PersContext } from '../../state/context.js';
import type { SigningRequest } from '../../state/own-wallet-sign.js';
import { baseStyles } from '../shared/base.styles.js';
import { PersElement } from '../shared/element.js';
import { formatAmount, formatDateTime } from '../shared/format.js';
import { isolated } from '../shared/names.js';
import { Reading } from '../shared/reading.js';
import { note, stateStyles } from '../shared/states.js';
import { connectView, problem } from './connect.js';
import { OwnWalletController, type OwnWalletContext } from './controller.js';
import { ownWalletStyles } from './own-wallet.styles.js';
import { phonePath } from './phone.js';

/** First and last digits: what wallets show too. */
const short = (address: string): string => `${address.slice(0, 6)}…${address.slice(-4)}`;

/**
 * @summary A payment that the customer's own wallet has to sign: says in words what will be signed, after it was compared with what the customer
 * asked for, and asks the wallet once.
 *
 * @csspart sign - the words and the button
 * @csspart sign-button - the button that asks the wallet
 * @csspart error - what went wrong
 */
export class PersSignPayment extends PersElement {
  static override styles: CSSResultGroup = [baseStyles, stateStyles, ownWalletStyles];

  #own = new OwnWalletController(this);
  #tokens = new Reading(this, { read: (store, options) => store.tokens(options) });
  #endLooking: (() => void) | undefined;

  @state() private choosing = false;
  /** Id of the movement whose signature was handed in. */
  @state() private signed: string | null = null;
  /** What was prepared without a press, so that it happens once: for this movement, by this connected wallet. */
  #prepared: { readonly id: string; readonly by: unknown } | null = null;

  /** The movement that waits. */
  @property({ attribute: false }) transaction: Transaction | null = null;
  /** What the customer agreed to pay, whole units as a decimal string. */
  @property({ attribute: false }) amount = '';
  /** One of several, or not what the customer is doing now: it is got ready when they press. */
  @property({ attribute: false }) onDemand = false;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#endLooking?.();
    this.#endLooking = undefined;
  }

  /** What has to be signed is fetched as soon as there is a wallet that could: no wallet is asked by that. */
  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const own = this.#own.value?.own;
    const { transaction, amount } = this;
    if (!own || !transaction || this.onDemand) return;
    // After this update, since it causes the next.
    queueMicrotask(() => {
      const { connected, request, step } = own.view;
      const { id } = transaction;
      const again = this.#prepared?.id === id && this.#prepared.by === connected;
      if (!connected || again || step !== 'idle' || request?.transaction.id === id) return;
      this.#prepared = { id, by: connected };
      void own.prepare(transaction, amount);
    });
  }

  /** Asks the wallet once. What was handed in stays said until whoever gave the movement has heard of it. */
  async #ask({ own }: OwnWalletContext, { id }: Transaction): Promise<void> {
    await own.sign();
    if (!own.view.error) this.signed = id;
  }

  #facts({ pers, texts }: OwnWalletContext, { guarded, fee }: SigningRequest): TemplateResult {
    const { facts } = guarded;
    const token = this.#tokens.value?.find(({ contractAddress }) => contractAddress.toLowerCase() === facts.tokenAddress.toLowerCase());
    const item = token?.items.find(({ incrementalId }) => facts.tokenId !== null && String(incrementalId) === facts.tokenId);
    const values = {
      amount: formatAmount(facts.amount, pers.locale),
      name: isolated(item?.name || token?.name || pers.strings.common.points, pers),
      from: `\u2066${short(facts.from)}\u2069`,
      to: facts.to ? `\u2066${short(facts.to)}\u2069` : '–',
    };
    return html`<p>${text(texts.signPay, values)}</p>
      <p class="soft">${text(texts.signFacts, values)}</p>
      <p class="soft">
        ${
          fee
            ? text(texts.signFee, { fee: formatAmount(fee.amount, pers.locale), currency: isolated(fee.symbol, pers) })
            : facts.until
              ? text(texts.signFree, { date: formatDateTime(facts.until, pers.locale) })
              : nothing
        }
      </p>`;
  }

  #busy({ pers, own, texts }: OwnWalletContext): string {
    const { step, connected } = own.view;
    if (step === 'preparing') return texts.preparing;
    if (step === 'signing') return text(texts.signing, { wallet: isolated(connected?.wallet.name ?? '', pers) });
    return step === 'submitting' ? texts.submitting : '';
  }

  #sign(context: OwnWalletContext, transaction: Transaction): TemplateResult {
    const { pers, own, texts } = context;
    const { connected, request, step } = own.view;
    const mine = request?.transaction.id === transaction.id ? request : null;
    const words = this.#busy(context);
    const press = (event: Event): void => {
      // A click that a script makes never asks a wallet, and a second one does not ask again.
      if (!event.isTrusted || step !== 'idle') return;
      if (mine) void this.#ask(context, transaction);
      else void own.prepare(transaction, this.amount);
    };
    if (this.signed === transaction.id) return html`<div role="status">${note('check', 'positive', texts.signed)}</div>`;
    return html`${mine ? this.#facts(context, mine) : nothing} ${problem(context)}
      <p role="status">${words}</p>
      ${words ? html`<div class="bar" aria-hidden="true"></div>` : nothing}
      <button class="button primary" part="sign-button" type="button" aria-disabled=${step === 'idle' ? 'false' : 'true'} @click=${press}>
        ${mine ? text(texts.sign, { wallet: isolated(connected?.wallet.name ?? '', pers) }) : texts.signPrepare}
      </button>`;
  }

  protected override view(pers: PersContext): TemplateResult | typeof nothing {
    const context = this.#own.value;
    const { transaction } = this;
    if (!transaction || pers.snapshot.session !== 'signed-in') return nothing;
    if (!context) return html`<div class="bone line"></div>`;
    const { own, texts } = context;
    const tools = {
      choosing: this.choosing,
      open: () => {
        this.#endLooking ??= own.discover();
        this.choosing = true;
      },
      close: () => (this.choosing = false),
      phone: phonePath(this, context),
      label: texts.connect,
    };
    return html`<div class="sign" part="sign">
      <h4>${texts.signTitle}</h4>
      ${own.view.connected ? this.#sign(context, transaction) : connectView(context, tools)}
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'pers-sign-payment': PersSignPayment;
  }
}
