import { css } from 'lit';

/** The root draws nothing itself. Its scheme is the page's, the device's or a fixed one; everything below inherits it. */
export const rewardsStyles = css`
  :host {
    display: block;
  }
  :host([hidden]) {
    display: none;
  }
  :host([theme='light']) {
    color-scheme: light;
  }
  :host([theme='dark']) {
    color-scheme: dark;
  }
  :host([theme='system']) {
    color-scheme: light dark;
  }
`;
