import { css } from 'lit';

/** One column. In a narrow place the wallet is a band of points and level, and what is held unfolds; in a wide one it shows everything. */
export const panelStyles = css`
  .panel {
    min-block-size: 100%;
    background-color: var(--_surface);
  }
  .project {
    position: var(--pers-panel-head, static);
    inset-block-start: 0;
    z-index: 1;
    display: flex;
    align-items: center;
    gap: 12px;
    block-size: 68px;
    padding-inline: 16px calc(16px + var(--pers-panel-end, 0px));
    background-color: var(--_surface);
  }
  .logo {
    flex: none;
    inline-size: 40px;
    block-size: 40px;
    border-radius: var(--_radius-control);
    object-fit: cover;
  }
  h2 {
    flex: 1;
    min-inline-size: 0;
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    overflow: hidden;
    overflow-wrap: anywhere;
  }
  .bone.name {
    inline-size: 55%;
    block-size: 24px;
  }
  .head {
    display: grid;
    gap: 12px;
    padding: 0 16px;
  }
  .held {
    justify-self: start;
    margin-block-start: -8px;
    padding-inline: 4px;
    font-size: 14px;
  }
  .held .icon {
    transition: transform 120ms ease-out;
    transform: rotate(90deg);
  }
  .held[aria-expanded='true'] .icon {
    transform: rotate(-90deg);
  }
  .tabs {
    position: var(--pers-panel-head, static);
    inset-block-start: 68px;
    z-index: 1;
    display: flex;
    margin-block-start: 4px;
    padding-inline: 8px;
    border-block-end: 1px solid var(--_line);
    background-color: var(--_surface);
  }
  .tab {
    flex: 1 1 auto;
    min-inline-size: 0;
    min-block-size: 48px;
    padding: 8px 6px;
    border: 0;
    border-block-end: 2px solid transparent;
    margin-block-end: -1px;
    background-color: transparent;
    color: var(--_ink-soft);
    font: inherit;
    font-size: 16px;
    font-weight: 500;
    overflow-wrap: anywhere;
    cursor: pointer;
    touch-action: manipulation;
    -webkit-tap-highlight-color: transparent;
    transition:
      color 120ms ease-out,
      border-color 120ms ease-out;
  }
  .tab[aria-selected='true'] {
    border-color: var(--_accent);
    color: var(--_ink);
  }
  .tab:focus-visible,
  .view:focus-visible {
    outline-offset: -4px;
    border-radius: var(--_radius-control);
  }
  @media (hover: hover) {
    .tab:hover {
      color: var(--_ink);
    }
  }
  .view {
    padding: 16px;
  }
  /* The tab says it already. */
  .view > ::part(heading) {
    display: none;
  }
  @container (width < 720px) {
    pers-wallet {
      --_wallet-room: 0;
    }
    /* What is on its way says its own button, and the activity; here it would push the tabs away from under a finger. */
    .folded::part(pending),
    .folded::part(held),
    .folded::part(details) {
      display: none;
    }
  }
  @container (width >= 720px) {
    .held {
      display: none;
    }
    .project,
    .head {
      padding-inline-start: 24px;
    }
    .head {
      padding-inline-end: 24px;
    }
    .tabs {
      padding-inline: 16px;
    }
    .tab {
      flex: none;
      padding-inline: 16px;
    }
    .view {
      padding: 24px;
    }
  }
  @media (forced-colors: active) {
    .tab[aria-selected='true'] {
      border-color: Highlight;
    }
  }
`;
