import { css } from 'lit';

/** A bar of how far somebody is: a native `<progress>`, drawn alike by every browser, and there in forced colours too. */
export const meterStyles = css`
  progress {
    appearance: none;
    flex: 1;
    inline-size: 100%;
    block-size: 8px;
    border: 0;
    border-radius: 4px;
    overflow: hidden;
    background-color: var(--_line);
    color: var(--_accent);
  }
  progress::-webkit-progress-bar {
    background-color: var(--_line);
  }
  progress::-webkit-progress-value {
    background-color: var(--_accent);
  }
  progress::-moz-progress-bar {
    background-color: var(--_accent);
  }
  @media (forced-colors: active) {
    progress {
      border: 1px solid CanvasText;
    }
    progress::-webkit-progress-value {
      background-color: Highlight;
    }
    progress::-moz-progress-bar {
      background-color: Highlight;
    }
  }
`;
