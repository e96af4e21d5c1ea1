import { css } from 'lit';

export const redemptionShopStyles = css`
  .chips {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    margin-block-end: 16px;
  }
  .chip {
    display: inline-flex;
    align-items: center;
    min-block-size: 36px;
    max-inline-size: 100%;
    padding: 4px 14px;
    border: 1px solid var(--_control-line);
    border-radius: 999px;
    font-size: 14px;
    font-weight: 500;
    overflow-wrap: anywhere;
    cursor: pointer;
  }
  .chip:has(:checked) {
    border-color: var(--_accent);
    background-color: var(--_accent);
    color: var(--_on-accent);
  }
  .chip:has(:focus-visible) {
    outline: 2px solid var(--_accent-text);
    outline-offset: 2px;
  }
  .price {
    display: block;
  }
  .before {
    display: block;
    font-weight: 400;
  }
  .over > .picture {
    filter: grayscale(1);
    opacity: 0.6;
  }
  @media (forced-colors: active) {
    .chip:has(:checked) {
      forced-color-adjust: none;
      border-color: Highlight;
      background-color: Highlight;
      color: HighlightText;
    }
  }
`;

export const dialogStyles = css`
  dialog {
    inline-size: min(400px, calc(100vw - 32px));
    max-block-size: calc(100dvh - 32px);
    margin: auto;
    padding: 24px;
    border: 1px solid var(--_line);
    border-radius: calc(var(--_radius) * 4 / 3);
    background-color: var(--_surface);
    color: var(--_ink);
    box-shadow: var(--_shadow);
    overflow: auto;
    overscroll-behavior: contain;
  }
  /* As high as a receipt: confirming does not move what is there. */
  dialog[open] {
    display: flex;
    flex-direction: column;
    gap: 16px;
    min-block-size: min(548px, calc(100dvh - 32px));
    animation: rise 200ms ease-out;
  }
  dialog::backdrop {
    background-color: rgb(0 0 0 / 45%);
  }
  @keyframes rise {
    from {
      opacity: 0;
      transform: translateY(12px);
    }
  }
  dialog h2:focus {
    outline: none;
  }
  .summary {
    display: grid;
    gap: 16px;
  }
  .summary .picture {
    aspect-ratio: 2 / 1;
    border-radius: var(--_radius);
  }
  dialog dl {
    display: grid;
    border-block: 1px solid var(--_line);
  }
  dialog dl > div {
    display: flex;
    justify-content: space-between;
    gap: 16px;
    padding-block: 8px;
  }
  dialog dl > div + div {
    border-block-start: 1px solid var(--_line);
  }
  dialog dd {
    font-weight: 500;
    text-align: end;
  }
  /* Room for two lines, so that the button stays where it is when there is something to say. */
  .dialog-note:not([hidden]) {
    min-block-size: 42px;
  }
  .dialog-buttons {
    display: flex;
    margin-block-start: auto;
    flex-wrap: wrap-reverse;
    gap: 8px;
  }
  .dialog-buttons > * {
    flex: 1 1 auto;
  }
  @media (prefers-contrast: more) {
    dialog {
      border-color: var(--_ink);
    }
  }
`;
