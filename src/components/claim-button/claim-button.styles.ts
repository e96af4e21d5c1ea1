import { css } from 'lit';
import { ROOM } from '../../theme/room.js';

export const claimButtonStyles = css`
  /* A button is as wide as its words, so nothing here asks for the width of the element. */
  :host {
    --_room: ${ROOM.claim}px;
    display: inline-block;
    container-type: normal;
    max-inline-size: 100%;
    vertical-align: top;
  }
  .alone {
    display: grid;
    gap: 8px;
    justify-items: start;
  }
  .alone > .button {
    max-inline-size: 100%;
    overflow-wrap: anywhere;
  }
  /* Room for one line, so that the page around it stays where it is when there is something to say. */
  .claim-note {
    min-block-size: 21px;
  }
  .alone > .bone {
    margin-block-end: 29px;
    inline-size: 176px;
    max-inline-size: 100%;
    block-size: 44px;
  }
`;
