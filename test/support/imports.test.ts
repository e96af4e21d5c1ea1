import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { cycle, importsOf } from './imports.js';

test('imports are told apart: code, types, packages and later chunks', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'imports-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'a.ts');
  writeFileSync(
    file,
    `import { html } from 'lit';
     import './effect.js';
     import type { A } from './type.js';
     import { type B, type C } from './types.js';
     import { type D, e } from './mixed.js';
     export * from './all.js';
     export type { F } from './out.js';
     const g = () => import('./later.js');
     let h: import('./inline.js').H;`,
  );
  const seen = importsOf(file).map(({ to, typeOnly, lazy, isPackage }) => [to.replace(`${folder}/`, ''), typeOnly, lazy, isPackage]);
  assert.deepEqual(seen, [
    ['lit', false, false, true],
    ['effect.ts', false, false, false],
    ['type.ts', true, false, false],
    ['types.ts', true, false, false],
    ['mixed.ts', false, false, false],
    ['all.ts', false, false, false],
    ['out.ts', true, false, false],
    ['later.ts', false, true, false],
    ['inline.ts', true, false, false],
  ]);
});

test('a cycle is found and named', () => {
  assert.equal(
    cycle(
      new Map([
        ['a', ['b', 'c']],
        ['b', ['c']],
        ['c', []],
      ]),
    ),
    null,
  );
  assert.deepEqual(
    cycle(
      new Map([
        ['x', ['a']],
        ['a', ['b']],
        ['b', ['c']],
        ['c', ['a']],
      ]),
    ),
    ['a', 'b', 'c', 'a'],
  );
});
