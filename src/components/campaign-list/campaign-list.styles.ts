import { css } from 'lit';

export const campaignListStyles = css`
  .idle {
    margin-block-end: 16px;
  }
  .steps {
    display: flex;
    align-items: center;
    gap: 8px;
    font-size: 14px;
  }
  progress {
    appearance: none;
    flex: 1;
    block-size: 6px;
    border: 0;
    border-radius: 3px;
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
