// Builds what is published: `node scripts/build.mjs` everything, `… cdn` the files for the script tag alone.
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { brotliCompressSync } from 'node:zlib';
import { command, root, say, step } from './steps.mjs';

command(async () => {
  // Beside, then in place at once: whoever serves or tests meanwhile never sees half a build.
  const beside = `.cache/build-${process.pid}`;
  const env = { BUILD_DIR: beside };
  try {
    await step('Phone wallets', 'npx', ['vite', 'build', '--mode', 'phone'], { env });
    await step('Elements', 'npx', ['vite', 'build', '--mode', 'elements'], { env });
    await step('Script tag', 'npx', ['vite', 'build', '--mode', 'embed'], { env });
    finish(`${root}${beside}`);
    rmSync(`${root}cdn`, { recursive: true, force: true });
    renameSync(`${root}${beside}`, `${root}cdn`);
  } finally {
    rmSync(`${root}${beside}`, { recursive: true, force: true });
  }
  if (process.argv[2] === 'cdn') return;
  rmSync(`${root}dist`, { recursive: true, force: true });
  await step('Modules for npm', 'npx', ['tsc', '-p', 'tsconfig.build.json']);
});

/** Writes the hashes that a page may put into `integrity` and compressed copies. The hashes come last: their age is the build's. */
function finish(folder) {
  const hashes = {};
  for (const name of readdirSync(folder)
    .filter((name) => name.endsWith('.js'))
    .sort()) {
    const content = readFileSync(`${folder}/${name}`);
    const compressed = brotliCompressSync(content);
    hashes[name] = `sha384-${createHash('sha384').update(content).digest('base64')}`;
    writeFileSync(`${folder}/${name}.br`, compressed);
    say(`  ${name}: ${content.length} B, ${compressed.length} B brotli`);
  }
  writeFileSync(`${folder}/sri.json`, `${JSON.stringify(hashes, null, 2)}\n`);
}
