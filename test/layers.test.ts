import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { cycle, importsOf, sources, type Import } from './support/imports.js';

/** What a part of the library may import, for its code and, beyond that, for its types alone. `self` is the same folder. */
interface Layer {
  readonly code: readonly string[];
  readonly types?: readonly string[];
  readonly packages?: readonly string[];
}

const base = ['errors', 'events', 'config', 'i18n', 'theme'];
const layers: Readonly<Record<string, Layer>> = {
  // The ground: knows nothing of servers, state or elements. What it says about them are types.
  errors: { code: [] },
  config: { code: ['errors'] },
  events: { code: base, types: ['client'] },
  i18n: { code: base, types: ['client'] },
  theme: { code: base, packages: ['lit'] },
  report: { code: ['errors', 'config'] },
  version: { code: [] },
  // Speaks HTTP and nothing else: usable without a page.
  client: { code: ['errors', 'config'], packages: ['ky'] },
  wallet: { code: ['errors'] },
  // Knows the server and the wallets, but not who draws.
  state: { code: ['client', 'wallet', 'errors', 'events', 'i18n', 'config'], packages: ['@lit/context'] },
  // Draw the state and call its actions. They meet each other by tag name only.
  shared: { code: ['state', 'report', ...base], types: ['client'], packages: ['lit', '@lit/context', '@lit/task'] },
  component: { code: ['state', 'shared', 'report', 'version', ...base], types: ['client'], packages: ['lit', '@lit/context', '@lit/task'] },
  entry: { code: ['client', 'wallet', 'state', 'shared', 'component', 'report', 'version', ...base] },
  // In the page before anything else: must stay small, so it takes nothing of the library along.
  embed: { code: ['config', 'errors', 'theme', 'version'] },
};

/** Layer and folder of a file: `src/components/wallet/row.ts` is a component of the folder `src/components/wallet`. */
function place(file: string): { layer: string; folder: string } {
  const [, first = '', second = ''] = file.split('/');
  if (first === 'components') return { layer: second === 'shared' ? 'shared' : 'component', folder: `src/components/${second}` };
  const name = first.replace(/\.ts$/, '');
  return { layer: name === 'index' || name === 'define' ? 'entry' : name, folder: `src/${first}` };
}

function forbidden({ from, to, isPackage, typeOnly }: Import): boolean {
  const { layer, folder } = place(from);
  const rules = layers[layer];
  assert.ok(rules, `${from} is in no layer`);
  if (isPackage) return !(rules.packages ?? []).some((name) => to === name || to.startsWith(`${name}/`));
  const target = place(to);
  if (target.folder === folder || rules.code.includes(target.layer)) return false;
  return !(typeOnly && rules.types?.includes(target.layer));
}

const files = sources('src');
const imports = files.flatMap(importsOf);
const show = (found: readonly Import[]): string[] => found.map(({ from, to }) => `${from} imports ${to}`);
const lines = (file: string): number => readFileSync(file, 'utf8').trimEnd().split('\n').length;
/** Written by hand: the contract's types are generated. */
const written = files.filter((file) => file !== 'src/client/schema.ts');

test('every file imports only what its layer allows', () => {
  assert.deepEqual(show(imports.filter(forbidden)), []);
});

test('no file imports itself through others', () => {
  const edges = new Map(
    files.map((file) => [file, imports.filter(({ from, typeOnly }) => from === file && !typeOnly).map(({ to }) => to)]),
  );
  assert.equal(cycle(edges), null);
});

test('one file speaks HTTP, and ethers stays with the wallets', () => {
  const users = (name: string): string[] => imports.filter(({ to }) => to === name || to.startsWith(`${name}/`)).map(({ from }) => from);
  assert.deepEqual(users('ky'), ['src/client/client.ts']);
  assert.deepEqual(
    users('ethers').filter((file) => !file.startsWith('src/wallet/')),
    [],
  );
});

test('of the theme, the script tag takes the launcher face alone', () => {
  const taken = imports.filter(({ from, to }) => from.startsWith('src/embed/') && to.startsWith('src/theme/')).map(({ to }) => to);
  assert.deepEqual([...new Set(taken)], ['src/theme/launcher-face.ts']);
});

test('files are short: median 90 lines at most, none over 300', () => {
  const sizes = written.map(lines).sort((a, b) => a - b);
  const median = sizes[Math.floor(sizes.length / 2)] ?? 0;
  assert.ok(median <= 90, `median ${median}`);
  const long = [...written, ...sources('demo'), ...sources('test')].filter((file) => lines(file) > 300);
  assert.deepEqual(long, []);
});

test('there is at least as much test as source', () => {
  const sum = (list: readonly string[]): number => list.reduce((total, file) => total + lines(file), 0);
  const [source, tests] = [sum(written), sum(sources('test'))];
  assert.ok(tests >= source, `${tests} lines of tests, ${source} of source`);
});
