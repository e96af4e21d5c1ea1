import { html, nothing, type TemplateResult } from 'lit';
import { ownWalletSentence } from '../../i18n/own-wallet.js';
import { text } from '../../i18n/text.js';
import { icon } from '../shared/icons.js';
import { isolated } from '../shared/names.js';
import { note } from '../shared/states.js';
import type { OwnWalletContext } from './controller.js';

/** What the element decides; the rest is the own wallet's. */
export interface ConnectTools {
  /** Whether the list of wallets is open. */
  readonly choosing: boolean;
  readonly open: () => void;
  readonly close: () => void;
  /** Connects a wallet on a phone; null where the page has no project for it. */
  readonly phone: (() => void) | null;
  /** Words of the button that opens the list. */
  readonly label: string;
}

/** The way to a connected wallet: a button, then the wallets of this browser, then what the wallet is asking. */
export function connectView(context: OwnWalletContext, tools: ConnectTools): TemplateResult {
  const { step } = context.own.view;
  const asking = step === 'connecting' || step === 'linking';
  return html`<div class="connect" part="connect">
    ${tools.choosing || asking ? steps(context) : nothing} ${problem(context)}
    ${asking ? asked(context) : tools.choosing ? wallets(context, tools) : opener(tools)}
  </div>`;
}

/** Why the last step did not work. */
export function problem({ pers, own, texts }: OwnWalletContext): TemplateResult | typeof nothing {
  const { error } = own.view;
  const sentence = error && ownWalletSentence(error, texts, pers.strings, pers.locale);
  if (!sentence) return nothing;
  const calm = error.code === 'WALLET_REJECTED' || error.code === 'WALLET_BUSY' || error.code === 'WALLET_LOCKED';
  return html`<div role="alert" part="error">${note('alert', calm ? 'caution' : 'critical', sentence)}</div>`;
}

function opener({ open, label }: ConnectTools): TemplateResult {
  return html`<button class="button" part="connect-button" type="button" @click=${open}>${label}</button>`;
}

/** Three short steps, and where one is. */
function steps({ own, texts }: OwnWalletContext): TemplateResult {
  const names = [texts.steps.choose, texts.steps.connect, texts.steps.link];
  const at = own.view.step === 'linking' ? 2 : own.view.step === 'connecting' ? 1 : 0;
  return html`<ol class="steps" part="steps">
    ${names.map(
      (name, index) =>
        html`<li class=${index < at ? 'past' : ''} aria-current=${index === at ? 'step' : nothing}>
          <span class="dot" aria-hidden="true">${index < at ? icon('check') : index + 1}</span
          ><span aria-label=${text(texts.stepOf, { step: index + 1, steps: names.length, name })}>${name}</span>
        </li>`,
    )}
  </ol>`;
}

function asked({ pers, own, texts }: OwnWalletContext): TemplateResult {
  const { step, asked: wallet } = own.view;
  const sentence = step === 'linking' ? texts.linking : texts.connecting;
  return html`<p role="status">${text(sentence, { wallet: isolated(wallet ?? '', pers) })}</p>
    <div class="bar" aria-hidden="true"></div>`;
}

function wallets({ own, texts }: OwnWalletContext, { close, phone }: ConnectTools): TemplateResult {
  const { found } = own.view;
  return html`<h4 id="choose" tabindex="-1">${texts.choose}</h4>
    ${found.length === 0 ? html`<p class="soft">${texts.none}</p>` : nothing}
    <ul class="wallets" part="wallets" aria-labelledby="choose">
      ${found.map(
        (wallet) =>
          html`<li>
            <button class="button wide" part="wallet-button" type="button" @click=${() => void own.connect(wallet)}>
              ${wallet.icon ? html`<img src=${wallet.icon} alt="" width="28" height="28" />` : icon('lock')}
              <bdi>${wallet.name}</bdi>
            </button>
          </li>`,
      )}
      ${
        phone
          ? html`<li>
              <button class="button wide" part="phone-button" type="button" aria-describedby="phone-hint" @click=${phone}>
                ${icon('code')}<span>${texts.phone}</span>
              </button>
              <p class="soft" id="phone-hint">${texts.phoneHint}</p>
            </li>`
          : nothing
      }
    </ul>
    <button class="button quiet" type="button" @click=${close}>${texts.cancel}</button>`;
}
