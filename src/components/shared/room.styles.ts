import { css } from 'lit';

/** A list is as long as it is: while that is not known it takes a screen, and what stands below it is out of sight. */
export const listRoom = css`
  :host {
    --_room: 100vh;
  }
  [part='skeleton'] {
    min-block-size: 100vh;
  }
`;
