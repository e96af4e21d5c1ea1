import { css } from 'lit';
import { listRoom } from './room.styles.js';

/** Cards of campaigns and offers in three shapes, by the width of the element: rows, one or two columns, three or four. */
export const cardStyles = css`
  ${listRoom}
  .head {
    display: grid;
    gap: 4px;
    margin-block-end: 16px;
  }
  .cards {
    display: grid;
    gap: var(--_gap);
    grid-template-columns: minmax(0, 1fr);
  }
  .row {
    display: grid;
    grid-template-columns: 64px minmax(0, 1fr);
    gap: 12px;
    padding: 12px;
    content-visibility: auto;
    contain-intrinsic-block-size: auto 220px;
  }
  .row > .picture {
    inline-size: 64px;
    block-size: 64px;
    aspect-ratio: auto;
    border-radius: var(--_radius-control);
  }
  .body {
    display: flex;
    flex-direction: column;
    gap: 4px;
    min-inline-size: 0;
  }
  .title,
  .description {
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    overflow: hidden;
  }
  .description {
    overflow-wrap: anywhere;
  }
  /* Two lines are kept: what happens to a claim is said in the place of the description, and nothing moves. */
  .support {
    min-block-size: 42px;
  }
  .facts {
    overflow-wrap: anywhere;
  }
  .end {
    display: grid;
    gap: 8px;
    margin-block-start: auto;
    padding-block-start: 8px;
  }
  .end > :empty {
    display: none;
  }
  .deal {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 8px 12px;
  }
  .deal > :first-child {
    flex: 1 1 72px;
    font-weight: 500;
    overflow-wrap: anywhere;
  }
  .deal > .button {
    flex: 0 1 auto;
    margin-inline-start: auto;
    overflow-wrap: anywhere;
  }
  .more {
    display: flex;
    margin: 16px auto 0;
  }
  .row .bone {
    min-block-size: 16px;
  }
  .row .bone.short {
    inline-size: 60%;
  }
  .row .bone.press {
    inline-size: 96px;
    block-size: 44px;
    margin-inline-start: auto;
  }
  @container (min-width: 340px) {
    .row {
      grid-template-columns: minmax(0, 1fr);
      grid-template-rows: auto 1fr;
      padding: 0;
      gap: 0;
      overflow: clip;
      contain-intrinsic-block-size: auto 420px;
    }
    .row > .picture {
      inline-size: auto;
      block-size: auto;
      aspect-ratio: 16 / 9;
      border-radius: 0;
    }
    .body {
      padding: 16px;
    }
  }
  @container (min-width: 560px) {
    .cards {
      grid-template-columns: repeat(2, minmax(0, 1fr));
    }
    .row > .picture {
      aspect-ratio: 4 / 3;
    }
  }
  @container (min-width: 840px) {
    .cards {
      grid-template-columns: repeat(3, minmax(0, 1fr));
    }
  }
  @container (min-width: 1120px) {
    .cards {
      grid-template-columns: repeat(4, minmax(0, 1fr));
    }
  }
`;
