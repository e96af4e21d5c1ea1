import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { contrast } from '../../src/theme/brand.js';
import { TOKENS } from '../../src/theme/tokens.js';

const styles = readFileSync('src/theme/tokens.styles.ts', 'utf8');
const long = (hex: string): string => (hex.length === 4 ? `#${[...hex.slice(1)].map((digit) => digit + digit).join('')}` : hex);

/** The two defaults of a token. */
function pair(name: string): [light: string, dark: string] {
  const match = new RegExp(`var\\(--pers-${name}, light-dark\\((#\\w+), (#\\w+)\\)\\)`).exec(styles);
  assert.ok(match, name);
  return [long(match[1]!), long(match[2]!)];
}

test('default colours pass AA on every surface, in light and dark', () => {
  for (const scheme of [0, 1]) {
    const grounds = ['surface', 'raised'].map((name) => pair(name)[scheme]!);
    for (const ground of grounds) {
      for (const name of ['ink', 'ink-soft', 'accent', 'positive', 'caution', 'critical']) {
        assert.ok(contrast(pair(name)[scheme]!, ground) >= 4.5, `${name} on ${ground}`);
      }
      assert.ok(contrast(pair('control-line')[scheme]!, ground) >= 3, `control-line on ${ground}`);
    }
    assert.ok(contrast(pair('on-accent')[scheme]!, pair('accent')[scheme]!) >= 4.5, 'on-accent');
  }
});

test('the list of public tokens and the source say the same', () => {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.ts') && !file.endsWith('theme/tokens.ts'),
  );
  const used = new Set(
    files.flatMap((file) => [...readFileSync(`src/${file}`, 'utf8').matchAll(/var\((--pers-[a-z-]+)/g)].map((match) => match[1]!)),
  );
  assert.deepEqual([...used].sort(), Object.keys(TOKENS).sort());
});
