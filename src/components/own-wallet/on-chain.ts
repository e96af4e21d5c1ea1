import { html, nothing, type TemplateResult } from 'lit';
import type { Transaction } from '../../client/transactions.js';
import type { Checked } from '../../state/own-wallet-sign.js';
import { note } from '../shared/states.js';
import type { OwnWalletContext } from './controller.js';

/** What was asked of the chain about one movement: not yet, on its way, or what it said. */
export type Asked = Checked | 'asking' | undefined;

/** The receipt a customer can check: this page reads the chain itself, and the explorer is there for who wants it. */
export function receiptView(
  { texts }: OwnWalletContext,
  transaction: Transaction,
  asked: Asked,
  check: () => void,
): TemplateResult | typeof nothing {
  if (!transaction.transactionHash) return html`<p class="soft">${texts.onTheWay}</p>`;
  if (asked === undefined || asked === 'asking') {
    return html`<button class="button quiet" part="check" type="button" aria-busy=${asked ? 'true' : 'false'} @click=${check}>
      ${texts.check}
    </button>`;
  }
  const { state, explorerUrl } = asked;
  const [symbol, tone] =
    state === 'verified'
      ? (['check', 'positive'] as const)
      : state === 'mismatch' || state === 'reverted'
        ? (['alert', 'critical'] as const)
        : (['clock', 'soft'] as const);
  return html`<div class="verdict" part="verdict">
    <div role="status">${note(symbol, tone, texts.verdict[state])}</div>
    ${
      explorerUrl
        ? html`<a part="explorer" href=${explorerUrl} target="_blank" rel="noopener noreferrer">${texts.explorer}</a>
            <bdi class="soft" dir="ltr">${new URL(explorerUrl).host}</bdi>`
        : nothing
    }
  </div>`;
}
