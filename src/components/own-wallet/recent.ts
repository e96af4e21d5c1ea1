import { html, nothing, type TemplateResult } from 'lit';
import type { Transaction } from '../../client/transactions.js';
import type { Token } from '../../client/tokens.js';
import type { User } from '../../client/users.js';
import { formatMoment } from '../shared/format.js';
import { movementWords, toMovement } from '../shared/movement.js';
import type { OwnWalletContext } from './controller.js';
import { receiptView, type Asked } from './on-chain.js';

const SHOWN = 5;
const same = (a: string | null, b: string): boolean => a?.toLowerCase() === b.toLowerCase();

/** The newest movements of the own wallet, each with a receipt that can be checked, and with what still has to be signed. */
export function recentView(
  context: OwnWalletContext,
  user: User,
  tokens: readonly Token[],
  transactions: readonly Transaction[],
  asked: ReadonlyMap<string, Asked>,
  check: (transaction: Transaction) => void,
): TemplateResult | typeof nothing {
  const { pers, texts } = context;
  const own = user.wallets.filter(({ walletManagementType }) => walletManagementType !== 'custodial').map(({ address }) => address);
  const mine = transactions
    .filter(
      ({ status, senderAddress, recipientAddress }) =>
        status !== 'failed' && own.some((address) => same(senderAddress, address) || same(recipientAddress, address)),
    )
    .slice(0, SHOWN);
  if (mine.length === 0) return nothing;
  return html`<h4>${texts.recent}</h4>
    <ul class="recent" part="recent">
      ${mine.map(
        (transaction) =>
          html`<li>
            <p class="number">${movementWords(pers, toMovement(transaction, user, tokens))}</p>
            <p class="soft">${transaction.createdAt ? formatMoment(transaction.createdAt, pers.locale, new Date()) : nothing}</p>
            ${
              transaction.status === 'pending_signature'
                ? html`<pers-sign-payment .transaction=${transaction} .amount=${transaction.amount} .onDemand=${true}></pers-sign-payment>`
                : receiptView(context, transaction, asked.get(transaction.id), () => check(transaction))
            }
          </li>`,
      )}
    </ul>`;
}
