import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { sources } from '../support/imports.js';

/** Properties and values that mean a side of the screen, where the direction of the text should choose. */
const PHYSICAL =
  /(?:^|[\s;{'"`])(?:(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right)(?:-\w+)?|(?:left|right)|border-(?:top|bottom)-(?:left|right)-radius|(?:text-align|float|clear):\s*(?:left|right)\b)\s*[:;]/;

/** Styles of a file: templates of `css`, `style` attributes, and what is set by name. */
function physical(source: string): string[] {
  const code = source.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
  const styles = [...code.matchAll(/(?:css|[A-Z]+ = )`([\s\S]*?)`|style="([^"]*)"|setProperty\('([\w-]+)'|<style>([\s\S]*?)<\/style>/g)];
  return styles
    .flatMap((match) => (match[3] ? [`${match[3]}:`] : (match[1] ?? match[2] ?? match[4] ?? '').split('\n')))
    .filter((line) => PHYSICAL.test(line));
}

test('the rule knows a side when it sees one', () => {
  const sides = ['margin-left: 4px;', 'padding-right:0;', 'left: 0;', 'text-align: right;', 'border-left: 1px;', 'border-left-color: red;'];
  for (const side of [...sides, 'float:left;', 'border-top-right-radius: 4px;'])
    assert.equal(physical(`css\`a { ${side} }\``).length, 1, side);
  for (const fine of ['margin-inline-start: 4px;', 'inset-inline-end: 0;', 'text-align: start;', 'env(safe-area-inset-left, 0px);'])
    assert.deepEqual(physical(`css\`a { ${fine} }\``), [], fine);
});

test('styles follow the direction of the text: none names left or right', () => {
  const files = sources('src').map((file) => ({ file, source: readFileSync(file, 'utf8') }));
  assert.ok(files.filter(({ source }) => source.includes('css`')).length >= 8);
  assert.deepEqual(
    files.flatMap(({ file, source }) => physical(source).map((line) => `${file}: ${line.trim()}`)),
    [],
  );
});
