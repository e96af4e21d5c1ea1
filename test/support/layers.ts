import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { importsOf, sources, type Import } from './imports.js';

/** What a part of the library may import, for its code and, beyond that, for its types alone. `self` is the same folder. */
interface Layer {
  readonly code: readonly string[];
  readonly types?: readonly string[];
  readonly packages?: readonly string[];
  /** What it may load later, by `import()`. */
  readonly lazy?: readonly string[];
}

const base = ['decimal', 'errors', 'events', 'config', 'i18n', 'theme'];
const layers: Readonly<Record<string, Layer>> = {
  // The ground: knows nothing of servers, state or elements. What it says about them are types.
  decimal: { code: [] },
  errors: { code: [] },
  config: { code: ['errors'] },
  events: { code: base, types: ['client'] },
  i18n: { code: base, types: ['client'] },
  theme: { code: base, packages: ['lit'] },
  report: { code: ['errors', 'config'] },
  version: { code: [] },
  // Speaks HTTP and nothing else: usable without a page.
  client: { code: ['decimal', 'errors', 'config'], packages: ['ky'] },
  wallet: { code: ['errors', 'decimal'], types: ['client'], packages: ['ethers', '@web3modal/ethers'] },
  // Knows the server and the wallets, but not who draws.
  state: { code: ['client', 'wallet', 'decimal', 'errors', 'events', 'i18n', 'config'], packages: ['@lit/context'] },
  // Draw the state and call its actions. They meet each other by tag name only.
  shared: { code: ['state', 'report', ...base], types: ['client'], packages: ['lit', '@lit/context', '@lit/task'], lazy: ['component'] },
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

/** Imports that the table does not allow. */
export function forbidden({ from, to, isPackage, typeOnly, lazy }: Import): boolean {
  const { layer, folder } = place(from);
  const rules = layers[layer];
  assert.ok(rules, `${from} is in no layer`);
  if (isPackage) return !(rules.packages ?? []).some((name) => to === name || to.startsWith(`${name}/`));
  const target = place(to);
  if (target.folder === folder || rules.code.includes(target.layer)) return false;
  return !(typeOnly && rules.types?.includes(target.layer)) && !(lazy && rules.lazy?.includes(target.layer));
}

export const files = sources('src');
export const imports = files.flatMap(importsOf);
export const show = (found: readonly Import[]): string[] => found.map(({ from, to }) => `${from} imports ${to}`);
export const lines = (file: string): number => readFileSync(file, 'utf8').trimEnd().split('\n').length;
/** Written by hand: the contract's types are generated. */
export const written = files.filter((file) => file !== 'src/client/schema.ts');

/** Imports between files that are left after compilation. */
export const edges = new Map(
  files.map((file) => [file, imports.filter(({ from, typeOnly }) => from === file && !typeOnly).map(({ to }) => to)]),
);

export const sum = (list: readonly string[]): number => list.reduce((total, file) => total + lines(file), 0);

export function median(list: readonly string[]): number {
  const sizes = list.map(lines).sort((a, b) => a - b);
  return sizes[Math.floor(sizes.length / 2)] ?? 0;
}
