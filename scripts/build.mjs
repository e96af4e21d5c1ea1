// Builds what is published: `node scripts/build.mjs` everything, `… cdn` the files for the script tag alone.
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { brotliCompressSync } from 'node:zlib';
import { command, root, say, step } from './steps.mjs';

command(async () => {
  await step('Elements', 'npx', ['vite', 'build', '--mode', 'elements']);
  await step('Script tag', 'npx', ['vite', 'build', '--mode', 'embed']);
  integrity();
  if (process.argv[2] === 'cdn') return;
  rmSync(`${root}dist`, { recursive: true, force: true });
  await step('Modules for npm', 'npx', ['tsc', '-p', 'tsconfig.build.json']);
});

/** Writes the hashes that a page may put into `integrity` and compressed copies. The hashes come last: their age is the build's. */
function integrity() {
  const hashes = {};
  for (const name of readdirSync(`${root}cdn`)
    .filter((name) => name.endsWith('.js'))
    .sort()) {
    const content = readFileSync(`${root}cdn/${name}`);
    hashes[name] = `sha384-${createHash('sha384').update(content).digest('base64')}`;
    const compressed = brotliCompressSync(content);
    writeFileSync(`${root}cdn/${name}.br`, compressed);
    say(`  ${name}: ${content.length} B, ${compressed.length} B brotli`);
  }
  writeFileSync(`${root}cdn/sri.json`, `${JSON.stringify(hashes, null, 2)}\n`);
}
