import { css } from 'lit';
import { ROOM } from '../../theme/room.js';

export const walletStyles = css`
  /* One height for everybody and every state: nobody knows yet who comes, and the page below stays where it is. */
  :host(:not([lang]))::before {
    content: '';
    display: block;
    block-size: calc(var(--_waiting, 0) * ${ROOM.wallet}px);
  }
  .wallet {
    min-block-size: var(--_wallet-room, ${ROOM.wallet}px);
    align-content: start;
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 16px;
    padding: 16px;
  }
  .intro {
    align-content: center;
    justify-items: start;
  }
  .intro > * {
    overflow-wrap: anywhere;
  }
  .band {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 16px;
  }
  .who {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .points {
    overflow-wrap: anywhere;
    line-height: 1.15;
  }
  .amount {
    font-size: 28px;
    font-weight: 650;
  }
  .unit {
    font-weight: 500;
  }
  .worth {
    min-block-size: 21px;
    margin-block-start: 4px;
    overflow-wrap: anywhere;
  }
  .level {
    display: flex;
    align-items: center;
    gap: 12px;
    min-inline-size: 0;
  }
  .level .picture {
    inline-size: 44px;
    block-size: 44px;
    flex: none;
    aspect-ratio: auto;
    border-radius: var(--_radius-control);
  }
  .steps {
    flex: 1;
    display: grid;
    gap: 4px;
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }
  .held {
    font-weight: 650;
  }
  .pending {
    padding: 12px;
    border-radius: var(--_radius-control);
    background-color: var(--_raised);
  }
  .pending h3 {
    display: flex;
    align-items: center;
    gap: 8px;
  }
  .pending ul {
    padding-inline-start: 28px;
  }
  /* A strip: as high for one as for fifty, with room for a scroll bar. */
  .rewards {
    display: flex;
    gap: 16px;
    block-size: 80px;
    margin-block-start: 12px;
    overflow-x: auto;
    overscroll-behavior-x: contain;
    scrollbar-width: thin;
  }
  .reward {
    flex: 0 0 min(240px, 88%);
    block-size: 64px;
    display: grid;
    grid-template-columns: 64px minmax(0, 1fr);
    align-items: center;
    gap: 12px;
  }
  .reward .picture {
    inline-size: 64px;
    block-size: 64px;
    aspect-ratio: auto;
    border-radius: var(--_radius-control);
  }
  .name {
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    overflow: hidden;
    font-weight: 500;
    line-height: 1.35;
    overflow-wrap: anywhere;
  }
  summary {
    inline-size: fit-content;
    padding-block: 8px;
    color: var(--_ink-soft);
    font-size: 14px;
    cursor: pointer;
  }
  .wallet > .bone {
    block-size: 52px;
  }
  .wallet > .bone.line {
    block-size: 21px;
    inline-size: 60%;
  }
  .wallet > .bone.figure {
    block-size: 44px;
    inline-size: 80%;
  }
  @container (min-width: 340px) {
    .amount {
      font-size: 40px;
    }
  }
  @container (min-width: 640px) {
    :host(:not([lang]))::before {
      block-size: calc(var(--_waiting, 0) * ${ROOM.walletWide}px);
    }
    .wallet {
      min-block-size: var(--_wallet-room, ${ROOM.walletWide}px);
      padding: 24px;
    }
    .band {
      grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
      align-items: center;
      gap: 32px;
    }
  }
`;
