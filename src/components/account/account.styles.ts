import { css } from 'lit';
import { ROOM } from '../../theme/room.js';

export const accountStyles = css`
  :host {
    --_room: ${ROOM.account}px;
  }
  .account {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 12px;
    min-block-size: 44px;
  }
  .who {
    min-inline-size: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    font-weight: 500;
  }
  .who.soft {
    font-weight: 400;
  }
  .account > .button {
    flex: none;
    max-inline-size: 70%;
    overflow-wrap: anywhere;
  }
  .problem {
    margin-block-start: 8px;
  }
  .bone.who {
    inline-size: 40%;
    block-size: 20px;
  }
  .bone.press {
    inline-size: 96px;
    block-size: 44px;
  }
`;
