import { css } from 'lit';
import { tokenStyles } from '../../theme/tokens.styles.js';

/** What every element starts from: box, type, buttons, cards, skeletons, focus. */
export const baseStyles = [
  tokenStyles,
  css`
    :host {
      display: block;
      box-sizing: border-box;
      container-type: inline-size;
      color: var(--_ink);
      background-color: transparent;
      font-family: var(--_font);
      font-size: 16px;
      line-height: 1.5;
      font-weight: 400;
      letter-spacing: normal;
      text-align: start;
      text-transform: none;
      -webkit-text-size-adjust: 100%;
      text-size-adjust: 100%;
    }
    /* Until the element has its context ('lang' is set then) it keeps its room, where '<pers-rewards>' says that something will come. */
    :host(:not([lang])) {
      min-block-size: calc(var(--_waiting, 0) * var(--_room, 0px));
    }
    :host([hidden]),
    [hidden] {
      display: none !important;
    }
    *,
    ::before,
    ::after {
      box-sizing: border-box;
    }
    h2,
    h3,
    p,
    ul,
    ol,
    dl,
    dd {
      margin: 0;
      padding: 0;
    }
    ul,
    ol {
      list-style: none;
    }
    h2 {
      font-size: 20px;
      font-weight: 650;
      line-height: 1.3;
      text-wrap: balance;
    }
    h3 {
      font-size: 16px;
      font-weight: 650;
      line-height: 1.35;
      text-wrap: balance;
      overflow-wrap: anywhere;
    }
    .soft {
      color: var(--_ink-soft);
      font-size: 14px;
    }
    .number {
      font-variant-numeric: tabular-nums;
    }
    .card {
      background-color: var(--_surface);
      border: 1px solid var(--_line);
      border-radius: var(--_radius);
    }
    .button {
      display: inline-flex;
      align-items: center;
      justify-content: center;
      gap: 8px;
      min-block-size: 44px;
      padding: 8px 16px;
      border: 1px solid var(--_control-line);
      border-radius: var(--_radius-control);
      background-color: var(--_surface);
      color: var(--_ink);
      font: inherit;
      font-size: 16px;
      font-weight: 500;
      line-height: 1.25;
      text-decoration: none;
      cursor: pointer;
      /* Not the colours: a button that changes its meaning would have text of the one on ground of the other. */
      transition: transform 120ms ease-out;
      touch-action: manipulation;
      -webkit-tap-highlight-color: transparent;
    }
    .button.primary {
      background-color: var(--_accent);
      border-color: var(--_accent);
      color: var(--_on-accent);
    }
    .button.quiet {
      background-color: transparent;
      border-color: transparent;
      color: var(--_accent-text);
    }
    .button:active:not([aria-disabled='true']) {
      transform: scale(0.98);
    }
    .button[aria-disabled='true'],
    .button:disabled {
      background-color: var(--_raised);
      border-color: var(--_line);
      color: var(--_ink-soft);
      cursor: default;
    }
    @media (hover: hover) {
      .button:hover:not([aria-disabled='true'], .primary) {
        background-color: var(--_raised);
      }
      .button.primary:hover:not([aria-disabled='true']) {
        background-color: color-mix(in srgb, var(--_accent) 90%, var(--_ink));
      }
    }
    :focus-visible {
      outline: 2px solid var(--_accent-text);
      outline-offset: 2px;
    }
    .icon {
      inline-size: 20px;
      block-size: 20px;
      flex: none;
      fill: none;
      stroke: currentColor;
      stroke-width: 1.5;
      stroke-linecap: round;
      stroke-linejoin: round;
    }
    .note {
      display: flex;
      gap: 8px;
      font-size: 14px;
      overflow-wrap: anywhere;
    }
    .note.critical {
      color: var(--_critical);
    }
    .note.positive {
      color: var(--_positive);
    }
    .note.caution {
      color: var(--_caution);
    }
    .bone {
      background-color: var(--_raised);
      border-radius: 6px;
      animation: breathe 1.6s ease-in-out infinite alternate;
    }
    @keyframes breathe {
      to {
        opacity: 0.55;
      }
    }
    .visually-hidden {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
      white-space: nowrap;
    }
    @media (prefers-reduced-motion: reduce) {
      *,
      ::before,
      ::after,
      ::backdrop {
        animation: none !important;
        transition: none !important;
      }
      .button:active:not([aria-disabled='true']) {
        transform: none;
      }
    }
    @media (forced-colors: active) {
      .button,
      .card {
        border-color: ButtonBorder;
      }
      .bone {
        background-color: GrayText;
      }
    }
  `,
];
