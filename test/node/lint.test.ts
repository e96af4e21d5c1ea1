import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ESLint } from 'eslint';

const eslint = new ESLint({
  overrideConfig: { languageOptions: { parserOptions: { project: null } } },
  ruleFilter: ({ ruleId }) => !/^@typescript-eslint/.test(ruleId),
});

/** Rules that object to `code` when it stands in a component. */
async function objections(code: string): Promise<(string | null)[]> {
  const [result] = await eslint.lintText(code, { filePath: 'src/components/probe/probe.ts' });
  return [...new Set((result?.messages ?? []).map((message) => message.ruleId ?? message.message))];
}

const template = (markup: string) => `import { html } from 'lit';\nexport const t = (x: string) => html\`${markup}\`;\n`;

test('templates of components hold no customer text', async () => {
  for (const markup of [
    '<p>Hello</p>',
    '<b>${x} points</b>',
    'text',
    '<p aria-label="Close">${x}</p>',
    '<input .placeholder="Name ${x}">',
    '<img src=${x} alt="Logo">',
  ]) {
    assert.deepEqual(await objections(template(markup)), ['local/no-literal-text'], markup);
  }
});

test('expressions, signs and structure are fine in templates', async () => {
  for (const markup of ['<p class="row">${x}</p>', '<p>${x} · ${x}</p>', '<button aria-label=${x}>×</button>', '<img src=${x} alt="">']) {
    assert.deepEqual(await objections(template(markup)), [], markup);
  }
});

test('nothing turns a string into markup, style or code', async () => {
  const ways = {
    'no-restricted-syntax': [
      'document.body.innerHTML = x;',
      'x.outerHTML = "";',
      'x.insertAdjacentHTML("beforeend", "");',
      'document.write("");',
      'x.style.cssText = "";',
      'x.setAttribute("style", "");',
    ],
    'no-restricted-imports': [
      "import { unsafeHTML } from 'lit/directives/unsafe-html.js'; x(unsafeHTML);",
      "import { unsafeSVG } from 'lit/directives/unsafe-svg.js'; x(unsafeSVG);",
      "import { styleMap } from 'lit/directives/style-map.js'; x(styleMap);",
      "import { unsafeStatic } from 'lit/static-html.js'; x(unsafeStatic);",
      "import { unsafeCSS } from 'lit'; x(unsafeCSS);",
    ],
    'no-eval': ['eval(x);'],
    'no-implied-eval': ["setTimeout('x', 1);"],
    'no-new-func': ["new Function('x');"],
    'no-console': ['console.log(x);'],
  };
  for (const [rule, lines] of Object.entries(ways)) {
    for (const line of lines) assert.deepEqual(await objections(`${line}\n`), [rule], line);
  }
  assert.deepEqual(await objections(template('<p style="color:red">${x}</p>')), ['lit/ban-attributes']);
});
