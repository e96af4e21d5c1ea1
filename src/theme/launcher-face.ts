/**
 * The launcher's button, drawn without any library: the script tag shows it long before the elements are loaded, and
 * `<pers-launcher>` takes the very same nodes over, so that nothing flashes and the focus stays.
 */

import type { Theme } from '../config.js';
import { brandSheet } from './brand.js';

/**
 * `!important` inside a shadow root wins over every rule of the page, resets included. `display` and visibility carry none: a page
 * hides the launcher with `pers-launcher { display: none }`. The layer is above the page and below what has to cover everything:
 * cookie bars and chat bubbles use far higher ones.
 */
const HOST = `--_accent:var(--pers-accent,#0b6b57)
--_on-accent:var(--pers-on-accent,#fff)
--_edge:max(16px,env(safe-area-inset-left,0px),env(safe-area-inset-right,0px))
display:block
position:fixed!important
inset:auto!important
inset-block-end:calc(max(16px,env(safe-area-inset-bottom,0px)) + var(--pers-launcher-offset,0px))!important
inset-inline-end:var(--_edge)!important
inline-size:auto!important
block-size:auto!important
margin:0!important
padding:0!important
border:0!important
container-type:normal!important
z-index:var(--pers-launcher-layer,1000)!important`;

const BUTTON = `box-sizing:border-box
display:inline-flex
align-items:center
gap:10px
position:relative
overflow:hidden
margin:0
max-inline-size:min(280px,calc(100vw - 32px))
min-block-size:52px
padding:8px 20px 8px 16px
border:1px solid transparent
border-radius:var(--pers-launcher-radius,999px)
background-color:var(--_accent)
color:var(--_on-accent)
font-family:var(--pers-font,inherit)
font-size:16px
font-style:normal
font-weight:500
line-height:1.25
letter-spacing:normal
text-transform:none
box-shadow:var(--pers-shadow,0 2px 6px rgb(0 0 0 / 14%),0 8px 24px rgb(0 0 0 / 16%))
cursor:pointer
touch-action:manipulation
-webkit-tap-highlight-color:transparent`;

const LABEL = `overflow:hidden
text-overflow:ellipsis
white-space:nowrap`;

const block = (selector: string, declarations: string): string => `${selector}{${declarations.replaceAll('\n', ';')}}`;

const sheetText = (): string =>
  block(':host', HOST) +
  block('.face', BUTTON) +
  block('.face span', LABEL) +
  `@supports(color:light-dark(red,red)){:host{--_accent:var(--pers-accent,light-dark(#0b6b57,#5cc9ae));--_on-accent:var(--pers-on-accent,light-dark(#fff,#06231c))}}
:host([place=start]){inset-inline:var(--_edge) auto!important}
:host([place=none]) .face,:host([hidden]){display:none}
.face:dir(rtl){padding:8px 16px 8px 20px}
.face{transition:transform .12s ease-out,background-color .12s ease-out}
.face:active{transform:scale(.97)}
.face:focus-visible{outline:3px solid var(--_accent);outline-offset:3px}
.face[aria-busy=true]::after{content:"";position:absolute;inset-block-end:0;inset-inline-start:-40%;inline-size:40%;block-size:3px;background-color:currentColor;animation:face 1s .4s ease-in-out infinite}
@keyframes face{to{transform:translateX(350%)}}
@media(hover:hover){.face:hover{background-color:color-mix(in srgb,var(--_accent) 90%,var(--_on-accent))}}
@media(prefers-reduced-motion:reduce){.face,.face::after{transition:none!important;transform:none!important}.face[aria-busy=true]::after{animation:none;inset-inline:0;inline-size:auto}}
@media(forced-colors:active){.face{border-color:ButtonBorder}}
@media print{:host{display:none}}`;

const sheets = new Map<string, CSSStyleSheet>();

function sheetOf(text: string): CSSStyleSheet {
  let sheet = sheets.get(text);
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    sheets.set(text, sheet);
  }
  return sheet;
}

/**
 * Styles a root that has the face in it. A constructed sheet is no inline style: the strictest CSP lets it pass.
 *
 * @param look what the surrounding `<pers-rewards>` cannot say yet (theme and brand); goes when the element takes over.
 */
export function styleFace(root: ShadowRoot, look = ''): void {
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheetOf(sheetText()), ...(look ? [sheetOf(look)] : [])];
}

/** Theme and brand as a sheet; the brand's colours are computed, nothing given gets into it. */
export function faceLook(theme: Theme, brand: string | null): string {
  const scheme = theme === 'auto' ? '' : `:host{color-scheme:${theme === 'system' ? 'light dark' : theme}}`;
  return scheme + (brand ? brandSheet(brand) : '');
}

/** A project without a name still needs a button with one. Beside `src/i18n`, because that is not loaded yet here. */
const NAMELESS: Readonly<Record<string, string>> = { en: 'Rewards', es: 'Recompensas' };

/** What the button says: the project's own name, which needs no language. */
export function faceLabel(projectName: unknown, locale: string): string {
  const name = typeof projectName === 'string' ? projectName.trim().slice(0, 80) : '';
  return name || (NAMELESS[locale.slice(0, 2)] ?? 'Rewards');
}

/** The gift of our icon set (20 px grid, 1.5 px stroke). */
const GIFT = 'M3.5 8.5h13M4.5 8.5v7a1 1 0 0 0 1 1h9a1 1 0 0 0 1-1v-7M10 6v10.5M10 6C9 3 5.5 3 5.5 5S8 6 10 6c2 0 4.5 1 4.5-1S11 3 10 6Z';

/** Draws the button into `root`, or gives the one that is there already. */
export function drawFace(root: ShadowRoot): HTMLButtonElement {
  const there = root.querySelector<HTMLButtonElement>('.face');
  if (there) return there;
  const svg = draw('svg', { viewBox: '0 0 20 20', width: '22', height: '22', fill: 'none', stroke: 'currentColor', 'aria-hidden': 'true' });
  svg.append(draw('path', { d: GIFT, 'stroke-width': '1.5', 'stroke-linecap': 'round', 'stroke-linejoin': 'round' }));
  svg.style.setProperty('flex', 'none');
  const label = document.createElement('span');
  label.dir = 'auto';
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'face';
  button.setAttribute('part', 'button');
  button.setAttribute('aria-haspopup', 'dialog');
  button.append(svg, label);
  root.append(button);
  return button;
}

function draw(name: string, attributes: Readonly<Record<string, string>>): SVGElement {
  const element = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}

/** Changes the words only when they differ, so that a screen reader says nothing twice. */
export function labelFace(button: HTMLButtonElement, label: string): void {
  const span = button.querySelector('span');
  if (span && span.textContent !== label) span.textContent = label;
}
