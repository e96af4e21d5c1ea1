import { css } from 'lit';
import { listRoom } from '../shared/room.styles.js';

export const activityStyles = css`
  ${listRoom}
  .head {
    margin-block-end: 16px;
  }
  .list.card {
    overflow: clip;
  }
  .entry {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 8px;
    padding: 12px 16px;
    content-visibility: auto;
    contain-intrinsic-block-size: auto 72px;
  }
  .entry + .entry {
    border-block-start: 1px solid var(--_line);
  }
  .entry:focus-visible {
    outline-offset: -2px;
  }
  .line {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 4px 16px;
  }
  .title {
    font-weight: 500;
    line-height: 1.35;
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    overflow: hidden;
    overflow-wrap: anywhere;
  }
  .amounts {
    font-weight: 500;
    overflow-wrap: anywhere;
  }
  .amounts .in {
    color: var(--_positive);
  }
  .show {
    justify-self: start;
    margin-inline-start: -16px;
  }
  .ticket {
    inline-size: min(100%, 360px);
  }
  .more {
    display: flex;
    margin: 16px auto 0;
  }
  .bones .bone {
    block-size: 21px;
  }
  .bones .short {
    inline-size: 50%;
  }
  @container (min-width: 340px) {
    .line {
      grid-template-columns: minmax(0, 1fr) minmax(0, auto);
    }
    .amounts {
      max-inline-size: 45cqi;
      text-align: end;
    }
  }
`;
