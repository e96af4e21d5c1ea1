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
`;
