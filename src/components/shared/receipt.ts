import { css, html, nothing, type TemplateResult } from 'lit';
import { text } from '../../i18n/text.js';
import type { PersContext } from '../../state/context.js';
import type { Copying } from './copying.js';
import { formatDate } from './format.js';
import { picture } from './picture.js';
import { note } from './states.js';

/** What stands on a receipt. */
export interface Receipt {
  readonly name: string;
  readonly imageUrl: string | null;
  /** What staff see (`redeemCode`). */
  readonly code: string;
  /** When it was redeemed, ISO 8601 UTC. */
  readonly at: string | null;
  /** When it runs out, ISO 8601 UTC, or null. */
  readonly expiry: string | null;
}

/**
 * The ticket that a customer shows at the till: picture, name, the code large, and the button that copies it. The element
 * that shows it speaks `copying.spoken` in a live region of its own.
 */
export function receipt(pers: PersContext, { name, imageUrl, code, at, expiry }: Receipt, copying: Copying): TemplateResult {
  const { strings, locale } = pers;
  const shown = (button: Element) => button.closest('.ticket')?.querySelector('.code');
  return html`<div class="ticket" part="receipt">
    ${picture(imageUrl, name)}
    <div class="stub">
      <h3 part="receipt-title"><bdi>${name}</bdi></h3>
      <p class="soft">
        ${at ? text(strings.receipt.redeemed, { date: formatDate(at, locale) }) : nothing}
        ${expiry ? html`<br />${text(strings.receipt.valid, { date: formatDate(expiry, locale) })}` : nothing}
      </p>
    </div>
    <div class="tear">
      <p class="soft">${strings.receipt.show}</p>
      <p>
        <span class="visually-hidden">${strings.receipt.code} </span><bdi class="code" part="code" dir="ltr" translate="no">${code}</bdi>
      </p>
      ${copying.button(pers, code, strings.receipt.copyCode, shown)}
      ${copying.failed(code) ? note('alert', 'caution', strings.common.copyFailed) : nothing}
    </div>
  </div>`;
}

export const receiptStyles = css`
  .ticket {
    position: relative;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background-color: var(--_surface);
    overflow: clip;
  }
  .ticket .picture {
    aspect-ratio: 2 / 1;
  }
  .stub {
    padding: 16px;
  }
  .tear {
    display: grid;
    gap: 8px;
    justify-items: center;
    padding: 16px;
    border-block-start: 2px dashed var(--_line);
    text-align: center;
  }
  .code {
    font-family: ui-monospace, 'SFMono-Regular', Menlo, Consolas, 'Liberation Mono', monospace;
    font-size: 28px;
    font-weight: 500;
    line-height: 1.15;
    letter-spacing: 0.08em;
    /* The space after the last letter would pull the code off the middle. */
    margin-inline-end: -0.08em;
    user-select: all;
    white-space: nowrap;
  }
  @media print {
    .ticket {
      break-inside: avoid;
    }
    .ticket .button {
      display: none;
    }
  }
`;
