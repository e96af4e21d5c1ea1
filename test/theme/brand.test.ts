import assert from 'node:assert/strict';
import { brotliCompressSync } from 'node:zlib';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { build } from 'vite';
import { brandPalette, brandSheet, contrast, type BrandColours } from '../../src/theme/brand.js';

const colour = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, '0')}`);
const grounds = { light: ['#ffffff', '#f5f7f6'], dark: ['#141a18', '#1d2523'] };
const inks = { light: '#17201d', dark: '#eef3f1' };

const channels = (hex: string): number[] => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
const mixed = (a: string, b: string, share: number): string =>
  `#${channels(a)
    .map((part, index) =>
      Math.round(part + (channels(b)[index]! - part) * share)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;

function meets(name: 'light' | 'dark', { accent, onAccent, accentText }: BrandColours): void {
  for (const ground of grounds[name]) {
    assert.ok(contrast(accent, ground) >= 3, `${name}: control ${accent} on ${ground}`);
    assert.ok(contrast(accentText, ground) >= 4.5, `${name}: text ${accentText} on ${ground}`);
  }
  assert.ok(contrast(accentText, mixed(grounds[name][0]!, accent, 0.12)) >= 4.5, `${name}: text ${accentText} on the soft accent`);
  assert.ok(contrast(onAccent, accent) >= 4.5, `${name}: ${onAccent} on ${accent}`);
  assert.ok(contrast(onAccent, mixed(accent, inks[name], 0.1)) >= 4.5, `${name}: ${onAccent} on ${accent} under the pointer`);
}

test('contrast is that of WCAG 2.2', () => {
  assert.equal(contrast('#000000', '#ffffff'), 21);
  assert.equal(contrast('#ffffff', '#ffffff'), 1);
  // The published example pair: the lightest grey that still passes on white.
  assert.equal(contrast('#767676', '#ffffff').toFixed(2), '4.54');
});

test('10,000 colours: every pair of text and control passes AA in light and dark', () => {
  fc.assert(
    fc.property(colour, (brand) => {
      const palette = brandPalette(brand);
      meets('light', palette.light);
      meets('dark', palette.dark);
    }),
    { numRuns: 10_000 },
  );
});

test('a colour that passes is used as it is; one that does not is corrected and reported', () => {
  assert.equal(brandPalette('#0b6b57').light.accent, '#0b6b57');
  assert.deepEqual(
    brandPalette('#0B6B57').corrected.map(({ scheme }) => scheme),
    ['dark'],
  );
  const yellow = brandPalette('#ffe600');
  assert.deepEqual(yellow.corrected, [{ scheme: 'light', used: yellow.light.accent }]);
  assert.notEqual(yellow.light.accent, '#ffe600');
  assert.equal(yellow.dark.accent, '#ffe600');
});

test('the sheet holds computed colours only', () => {
  const hex = '#[0-9a-f]{6}';
  const rule = (value: string) => `:host\\{--pers-accent:${value};--pers-on-accent:${value};--pers-accent-text:${value}\\}`;
  const sheet = new RegExp(`^${rule(hex)}@supports \\(color:light-dark\\(red,red\\)\\)\\{${rule(`light-dark\\(${hex},${hex}\\)`)}\\}$`);
  fc.assert(fc.property(colour, (brand) => sheet.test(brandSheet(brand))));
});

test('the engine stays under 1.2 KB', async () => {
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    build: { write: false, modulePreload: false, rolldownOptions: { input: 'src/theme/brand.ts', preserveEntrySignatures: 'strict' } },
  });
  if (!('output' in built)) throw new Error('The build gave no output.');
  const size = brotliCompressSync(built.output[0].code).length;
  assert.ok(size > 300 && size < 1200, `${size} bytes`);
});

test('the surfaces it computes with are those of the tokens', () => {
  const tokens = readFileSync('src/theme/tokens.styles.ts', 'utf8').replaceAll('#fff,', '#ffffff,');
  assert.match(tokens, /--pers-surface, light-dark\(#ffffff, #141a18\)/);
  assert.match(tokens, /--pers-raised, light-dark\(#f5f7f6, #1d2523\)/);
  assert.match(tokens, /--pers-ink, light-dark\(#17201d, #eef3f1\)/);
});
