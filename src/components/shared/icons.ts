import { svg, html, type TemplateResult } from 'lit';

/** Our one set: 20 px grid, 1.5 px stroke, `currentColor`. Always decoration: the word beside it carries the meaning. */
const paths = {
  check: svg`<path d="m4 10.5 4 4 8-9" />`,
  alert: svg`<circle cx="10" cy="10" r="7.25" /><path d="M10 6.5v4M10 13.4v.1" />`,
  clock: svg`<circle cx="10" cy="10" r="7.25" /><path d="M10 6v4l2.6 2" />`,
  close: svg`<path d="m5 5 10 10M15 5 5 15" />`,
  copy: svg`<rect x="7" y="7" width="9.5" height="9.5" rx="2" /><path d="M13 4.6A2 2 0 0 0 11.2 3.5H5.5a2 2 0 0 0-2 2v5.7A2 2 0 0 0 4.6 13" />`,
  gift: svg`<path d="M3.5 8.5h13M4.5 8.5v7a1 1 0 0 0 1 1h9a1 1 0 0 0 1-1v-7M10 6v10.5M10 6C9 3 5.5 3 5.5 5S8 6 10 6c2 0 4.5 1 4.5-1S11 3 10 6Z" />`,
  lock: svg`<rect x="4.5" y="9" width="11" height="7.5" rx="2" /><path d="M7 9V6.5a3 3 0 0 1 6 0V9" />`,
  pin: svg`<path d="M10 17s5.5-4.7 5.5-9a5.5 5.5 0 0 0-11 0c0 4.3 5.5 9 5.5 9Z" /><circle cx="10" cy="8" r="2" />`,
  code: svg`<path d="M3.5 7V4.5a1 1 0 0 1 1-1H7M13 3.5h2.5a1 1 0 0 1 1 1V7M16.5 13v2.5a1 1 0 0 1-1 1H13M7 16.5H4.5a1 1 0 0 1-1-1V13M7 7h2v2H7zM11 11h2v2h-2z" />`,
  person: svg`<circle cx="10" cy="7" r="3.25" /><path d="M3.8 16.5c.8-3 3.2-4.5 6.200-4.5s5.400 1.5 6.200 4.5" />`,
  next: svg`<path d="m8 5 5 5-5 5" />`,
  retry: svg`<path d="M16 10a6 6 0 1 1-1.8-4.3M16 3.5V6.5h-3" />`,
};

export type IconName = keyof typeof paths;

export function icon(name: IconName): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false">${paths[name]}</svg>`;
}
