import assert from 'node:assert/strict';
import test from 'node:test';
import { brotliCompressSync } from 'node:zlib';
import { build, type Rolldown } from 'vite';

/** Bytes of brotli that a customer with a wallet in the browser waits for, once, after pressing the button. */
const MOST = 40 * 1024;

const ENTRY = 'virtual:wallet';
const modules = ['wallet', 'guard', 'receipt', 'siwe-check'];

test('the way to a wallet of the browser weighs 40 KB at most, with all that it takes along', async () => {
  const code = modules.map((name) => `export * from '/src/wallet/${name}.ts';`).join('\n');
  const built = (await build({
    configFile: false,
    logLevel: 'error',
    plugins: [{ name: 'entry', resolveId: (id) => (id === ENTRY ? id : null), load: (id) => (id === ENTRY ? code : null) }],
    build: {
      write: false,
      minify: 'terser',
      target: 'es2022',
      rolldownOptions: { input: ENTRY, preserveEntrySignatures: 'strict', output: { format: 'es', codeSplitting: false } },
    },
  })) as Rolldown.RolldownOutput;
  const chunks = built.output.filter((part) => part.type === 'chunk');
  const size = chunks.reduce((sum, part) => sum + brotliCompressSync(part.code).length, 0);
  assert.ok(size > 20_000 && size <= MOST, `${size} B`);
  assert.doesNotMatch(chunks.map((part) => part.code).join(), /BrowserProvider|JsonRpcProvider/);
});
