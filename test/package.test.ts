import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly exports: Readonly<Record<string, string | { readonly types: string; readonly default: string }>>;
}
const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;

/** Every entry that a consumer can import, `*` filled in with what is there. */
const entries = Object.entries(manifest.exports).flatMap(([name, target]) => {
  if (typeof target === 'string') return [{ name, files: [target] }];
  const files = [target.types, target.default];
  if (!name.includes('*')) return [{ name, files }];
  const [folder = '', end = ''] = target.default.split('*');
  const found = readdirSync(folder).filter((file) => file.endsWith(end));
  return found
    .map((file) => file.slice(0, -end.length))
    .map((star) => ({
      name: name.replace('*', star),
      files: files.map((path) => path.replace('*', star)),
    }));
});
const modules = entries.filter(({ name }) => !name.endsWith('.json'));

test('the package holds what it promises, and nothing else', () => {
  const [pack] = JSON.parse(execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { encoding: 'utf8' })) as [
    { readonly files: readonly { readonly path: string }[] },
  ];
  const packed = pack.files.map(({ path }) => path);
  for (const { files } of entries) for (const file of files) assert.ok(packed.includes(file.replace('./', '')), `${file} is missing`);
  for (const file of ['README.md', 'LICENSE', 'CHANGELOG.md', 'cdn/pers-rewards.js', 'cdn/sri.json'])
    assert.ok(packed.includes(file), `${file} is missing`);
  const rest = packed.filter(
    (path) => !/^(dist\/.+\.(js|d\.ts)|cdn\/(pers-[\w-]+\.js|sri\.json)|package\.json|custom-elements\.json|[A-Z]+(\.md)?)$/.test(path),
  );
  assert.deepEqual(rest, []);
});

test('every entry can be imported where there is no page, and does nothing', () => {
  assert.ok(modules.length >= 4);
  for (const { name } of modules) {
    const specifier = name.replace(/^\./, manifest.name);
    // A process of its own: what one entry leaves behind would hide in the next.
    const code = `
      const before = Object.getOwnPropertyNames(globalThis);
      await import(${JSON.stringify(specifier)});
      const added = Object.getOwnPropertyNames(globalThis).filter((name) => !before.includes(name));
      console.log(JSON.stringify({ added, waiting: process.getActiveResourcesInfo().filter((kind) => /Timeout|Immediate|TCP|UDP|Port|Worker/.test(kind)) }));`;
    const said = execFileSync(process.execPath, ['--input-type=module', '--eval', code], { encoding: 'utf8' });
    const { added, waiting } = JSON.parse(said) as { added: string[]; waiting: string[] };
    assert.deepEqual(waiting, [], name);
    // Lit keeps the list of its copies there, and its build for Node brings a registry of elements.
    assert.deepEqual(
      added.filter((global) => !/^(lit|reactiveElement|customElements$)/.test(global)),
      [],
      name,
    );
  }
});

test('the library tells the version that the package has', () => {
  assert.match(readFileSync('src/version.ts', 'utf8'), new RegExp(`VERSION = '${manifest.version.replaceAll('.', '\\.')}'`));
});

test('relative imports of the package lead to files of the package', () => {
  for (const file of readdirSync('dist', { recursive: true, encoding: 'utf8' }).filter((name) => /\.(js|d\.ts)$/.test(name))) {
    const folder = new URL(`../dist/${file}`, import.meta.url);
    for (const [, specifier = ''] of readFileSync(folder, 'utf8').matchAll(/(?:from|import)\s*\(?\s*['"](\.[^'"]+)['"]/g)) {
      assert.match(specifier, /\.js$/, `${file}: ${specifier}`);
      assert.ok(existsSync(new URL(specifier, folder)), `${file}: ${specifier}`);
    }
  }
});
