import { html, nothing, type TemplateResult } from 'lit';
import type { Transaction } from '../../client/transactions.js';
import type { Checked } from '../../state/own-wallet-chain.js';
import { note } from '../shared/states.js';
import type { OwnWalletContext } from './controller.js';

/** What was asked of the chain about one movement: not yet, on its way, or what it said. */
export type Asked = Checked | 'asking' | undefined;

/** Said once, these stay so; after the others it is worth asking again. */
const FINAL: readonly Checked['state'][] = ['verified', 'reverted', 'mismatch', 'cancelled'];
const BAD: readonly Checked['state'][] = ['reverted', 'mismatch'];

/** The receipt a customer can check: this page reads the chain itself, and the explorer is there for who wants it. */
export function receiptView(
  { texts, own }: OwnWalletContext,
  transaction: Transaction,
  asked: Asked,
  check: () => void,
): TemplateResult | typeof nothing {
  if (!transaction.transactionHash) return html`<p class="soft">${texts.onTheWay}</p>`;
  const said = typeof asked === 'object' ? asked : null;
  const state = said?.state ?? own.lastSaid(transaction);
  const { explorerUrl = null } = said ?? {};
  return html`<div class="verdict" part="verdict">
    <div role="status">${state ? verdict(state, texts.verdict[state]) : transaction.status === 'broadcasted' ? texts.sent : nothing}</div>
    ${
      explorerUrl
        ? html`<a part="explorer" href=${explorerUrl} target="_blank" rel="noopener noreferrer">${texts.explorer}</a>
            <bdi class="soft" dir="ltr">${new URL(explorerUrl).host}</bdi>`
        : nothing
    }
    ${
      said && FINAL.includes(said.state)
        ? nothing
        : html`<button class="button quiet" part="check" type="button" aria-busy=${asked === 'asking' ? 'true' : 'false'} @click=${check}>
            ${texts.check}
          </button>`
    }
  </div>`;
}

function verdict(state: Checked['state'], words: string): TemplateResult {
  if (state === 'verified') return note('check', 'positive', words);
  return BAD.includes(state) ? note('alert', 'critical', words) : note('clock', 'soft', words);
}
