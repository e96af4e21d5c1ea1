import { css } from 'lit';

/** Narrow: one column under a sticky head. Wide (a section of a page): the wallet beside the name, as a band. */
export const panelStyles = css`
  .panel {
    min-block-size: 100%;
    background-color: var(--_surface);
  }
  .head {
    padding: 16px 16px 0;
  }
  .project {
    display: flex;
    align-items: center;
    gap: 12px;
    min-block-size: 44px;
    padding-inline-end: var(--pers-panel-end, 0);
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
    overflow-wrap: anywhere;
  }
  .bone.name {
    flex: none;
    inline-size: 55%;
    block-size: 24px;
  }
  pers-account:not([hidden]),
  pers-wallet {
    display: block;
    margin-block-start: 12px;
  }
  .tabs {
    position: sticky;
    inset-block-start: 0;
    z-index: 1;
    display: flex;
    margin-block-start: 12px;
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
  .tab:focus-visible {
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
    outline-offset: -4px;
  }
  @container (min-width: 720px) {
    .head {
      display: grid;
      grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
      column-gap: 32px;
      padding: 24px 24px 0;
    }
    pers-wallet {
      grid-column: 2;
      grid-row: 1 / span 3;
      margin-block-start: 0;
    }
    .tabs {
      justify-content: flex-start;
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
