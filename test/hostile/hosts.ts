/** What pages do to the browser before the tag comes, and what is still to be expected of the widget there. */
export interface HostCase {
  readonly what: string;
  /** Script in the page's head, before the tag. */
  readonly script?: string;
  /** Style in the page's head. */
  readonly style?: string;
  /** Script once the elements are there. */
  readonly later?: string;
  /** Wraps the elements. */
  readonly around?: (elements: string) => string;
  /** Instead of the customer's way: the one line that the developer reads. */
  readonly line?: RegExp;
}

const missing = (name: string): string => `Object.defineProperty(window, '${name}', { value: undefined, configurable: true });`;
const blocked = (name: string): string =>
  `Object.defineProperty(window, '${name}', { get() { throw new DOMException('denied', 'SecurityError'); }, configurable: true });`;

export const hostCases: readonly HostCase[] = [
  {
    what: 'Prototype.js: toJSON on arrays and texts, methods on every prototype',
    script: `Array.prototype.toJSON = function () { return JSON.stringify([...this].map(String)) };
      String.prototype.toJSON = function () { return '"' + this + '"' };
      Object.prototype.each = function () {}; Array.prototype.first = function () { return this[0] };`,
  },
  {
    what: 'zone.js: another Promise, fetch, timers and listeners',
    script: `const Native = Promise, { fetch: get, setTimeout: later } = window, listen = EventTarget.prototype.addEventListener;
      window.Promise = class ZoneAwarePromise extends Native { then(...all) { return super.then(...all.map((one) => one && ((value) => one(value)))) } };
      window.fetch = function (...all) { return new window.Promise((yes, no) => get.apply(window, all).then(yes, no)) };
      window.setTimeout = (run, ...rest) => later(() => run(), ...rest);
      EventTarget.prototype.addEventListener = function (type, heard, ...rest) {
        return listen.call(this, type, typeof heard === 'function' ? function (event) { return heard.call(this, event) } : heard, ...rest) };`,
  },
  {
    what: 'style sheets that undo everything',
    style: `* { all: unset !important; position: static !important; transition: all 2s !important }
      *, *::before, *::after { box-sizing: content-box !important; font-size: 40px !important; line-height: 0 !important }
      pers-rewards, pers-wallet { display: block !important } button { pointer-events: auto !important }`,
  },
  {
    what: 'inside a modal dialog of the page',
    around: (elements) =>
      `<dialog id="theirs" style="width: 600px"><button autofocus>theirs</button>${elements}</dialog><script>theirs.showModal()</script>`,
  },
  {
    what: 'natives that change after the load',
    later: `JSON.parse = () => { throw new Error('patched JSON.parse') };
      const { stringify } = JSON; JSON.stringify = (value) => stringify({ wrapped: value });
      window.fetch = () => { throw new Error('patched fetch') }; Object.prototype.enumerable = 1;`,
  },
  { what: 'no Web Locks', script: `Object.defineProperty(Navigator.prototype, 'locks', { value: undefined });` },
  { what: 'no BroadcastChannel', script: missing('BroadcastChannel') },
  { what: 'no IndexedDB', script: missing('indexedDB') },
  { what: 'no crypto.randomUUID', script: `Object.defineProperty(Crypto.prototype, 'randomUUID', { value: undefined });` },
  { what: 'no trusted types', script: missing('trustedTypes') },
  { what: 'every storage blocked', script: ['indexedDB', 'localStorage', 'sessionStorage', 'caches'].map(blocked).join('') },
  {
    what: 'IndexedDB that fails',
    script: `IDBFactory.prototype.open = () => { throw new DOMException('no', 'InvalidStateError') };`,
  },
  {
    what: 'no adopted style sheets, as before Safari 16.4: nothing is shown',
    script: `for (const { prototype } of [Document, ShadowRoot]) delete prototype.adoptedStyleSheets; delete CSSStyleSheet.prototype.replaceSync;`,
    line: /^error \[pers-rewards\] /,
  },
  {
    what: 'custom elements missing: nothing is shown',
    script: missing('customElements'),
    line: /^error \[pers-rewards\] /,
  },
  {
    what: 'markup named like what scripts look for',
    around: (elements) =>
      `<form id="rewardsConfig" name="currentScript"><input name="q"></form><a id="config"></a><img name="body"><img name="head"><form name="readyState"></form>${elements}`,
  },
];
