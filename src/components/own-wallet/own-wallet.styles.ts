import { css } from 'lit';

export const ownWalletStyles = css`
  .own {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 16px;
    padding-block: 8px;
  }
  h4 {
    margin: 0;
    font-size: 16px;
    font-weight: 650;
    line-height: 1.35;
  }
  .connect,
  .account,
  .move,
  .address,
  .verdict,
  .sign {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 8px;
    justify-items: start;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
  .mono {
    font-family: ui-monospace, monospace;
    font-size: 14px;
    overflow-wrap: anywhere;
  }
  .steps {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 16px;
    color: var(--_ink-soft);
    font-size: 14px;
  }
  .steps li {
    display: flex;
    align-items: center;
    gap: 8px;
  }
  .steps [aria-current] {
    color: var(--_ink);
    font-weight: 500;
  }
  .dot {
    display: grid;
    place-items: center;
    inline-size: 24px;
    block-size: 24px;
    border: 1px solid var(--_control-line);
    border-radius: 50%;
    font-size: 12px;
  }
  .steps [aria-current] .dot {
    border-color: var(--_accent-text);
    border-width: 2px;
  }
  .wallets {
    display: grid;
    gap: 8px;
    inline-size: 100%;
  }
  .wide {
    inline-size: 100%;
    justify-content: start;
    gap: 12px;
    text-align: start;
    overflow-wrap: anywhere;
  }
  .wide img {
    border-radius: 6px;
  }
  .recent {
    display: grid;
    gap: 12px;
  }
  .recent li {
    display: grid;
    gap: 4px;
    justify-items: start;
    padding-block-end: 12px;
    border-block-end: 1px solid var(--_line);
  }
  .bar {
    inline-size: 100%;
    block-size: 3px;
    overflow: hidden;
    border-radius: 2px;
    background-color: var(--_raised);
  }
  .bar::after {
    content: '';
    display: block;
    inline-size: 40%;
    block-size: 100%;
    background-color: var(--_accent-text);
    animation: along 1.2s ease-in-out infinite alternate;
  }
  @keyframes along {
    from {
      transform: translateX(-50%);
    }
    to {
      transform: translateX(200%);
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .bar::after {
      animation: none;
      inline-size: 100%;
    }
  }
  a {
    color: var(--_accent-text);
    padding-block: 4px;
  }
`;
