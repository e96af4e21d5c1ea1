import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { defineConfig, type UserConfig } from 'vite';
import { leanKy } from './scripts/lean-ky.js';
import { phone, phoneApart, phonePaths } from './scripts/phone-build.js';
import { checked, minifier, muteLibraries, once, quietLit, sortModules, squeeze, target } from './scripts/vite-plugins.js';

/**
 * Files for the script tag, in two builds: one build for both would move what they share into a third file, and the tag would wait
 * for it. `scripts/build.mjs` runs them in this order, because the tag carries the name of the elements' file.
 *
 *   vite build --mode phone      cdn/pers-phone-<hash>.js, wallets on a phone: no other file has anything of it
 *   vite build --mode elements   cdn/pers-elements-<hash>.js, and one hashed file per language beyond English
 *   vite build --mode embed      cdn/pers-rewards.js, the classic script that a page pastes
 */
export default defineConfig(({ mode }) => (mode === 'embed' ? embed() : mode === 'phone' ? phone(outDir) : elements()));

/** `scripts/build.mjs` builds beside and puts the result in place when it is whole. */
const outDir = process.env.BUILD_DIR ?? 'cdn';

const shared = {
  base: './',
  publicDir: false,
  logLevel: 'warn',
  // The last one minifies: another pass of the bundler (`minify`) would print the code again.
  plugins: [squeeze, minifier],
} satisfies UserConfig;

const output = { outDir, target, modulePreload: false, reportCompressedSize: false, copyPublicDir: false } as const;

/** Modules of chunks that are loaded by `import()`. */
const LATER =
  /\/src\/(wallet|components\/own-wallet)\/|own-wallet[\w.-]*\.ts|\/i18n\/(?!en\.|format|sentences|strings|text)|\/(redeem-dialog|signing-accounts|transaction-requests|chains)\.ts|\/node_modules\/(ethers|@noble|@adraffy|aes-js|@web3modal)\//;

/** What comes when a wallet was picked. What reads the chain comes later still. */
const SIGNING = /\/src\/wallet\/(?!receipt|rpc|transfers|fee|walletconnect)|\/node_modules\/(ethers|@noble|@adraffy|aes-js)\//;

function elements(): UserConfig {
  const manifest = JSON.parse(readFileSync(`${outDir}/phone.json`, 'utf8')) as Record<string, { readonly file: string }>;
  const phoneFile = manifest['src/wallet/walletconnect.ts']!.file;
  return {
    ...shared,
    plugins: [phoneApart, quietLit('pers-rewards'), leanKy, muteLibraries, sortModules, checked, once, ...shared.plugins],
    build: {
      ...output,
      emptyOutDir: false,
      manifest: 'manifest.json',
      // Library mode, because other builds wrap `import()` in code that puts <link> elements into the page's head.
      lib: { entry: { elements: 'src/define.ts' }, formats: ['es'] },
      rolldownOptions: {
        preserveEntrySignatures: false,
        output: {
          paths: phonePaths(phoneFile),
          minify: false,
          entryFileNames: 'pers-[name]-[hash].js',
          chunkFileNames: ({ name }) => `pers-${name.replace('.', '-')}-[hash].js`,
          // One file, whatever later chunks share with it: the tag would wait for a second one.
          codeSplitting: {
            groups: [
              { name: 'elements', test: (id) => !LATER.test(id) },
              // Finding a wallet comes before what signs, with all of its library.
              { name: 'provider', test: /\/src\/wallet\/(discovery|provider|failure)\.ts$/ },
              { name: 'signing', test: SIGNING },
            ],
          },
        },
      },
    },
  };
}

interface Built {
  readonly file: string;
  /** Keys of the files that it imports at once. */
  readonly imports?: readonly string[];
}

const hash = (content: string | Buffer): string => createHash('sha256').update(content).digest('base64');

/** Every file that is loaded later, as `import` names it: its hash, and what it imports that is not there by then. */
function hashes(built: Readonly<Record<string, Built>>): Record<string, string> {
  const later = Object.values(built).filter(({ file }) => !file.startsWith('pers-elements-'));
  const line = ({ file, imports = [] }: Built): string => {
    const needed = imports.map((key) => built[key]!).filter((one) => later.includes(one));
    return [hash(readFileSync(`${outDir}/${file}`)), ...needed.map((one) => `./${one.file}`)].join(' ');
  };
  return Object.fromEntries(later.map((one) => [`./${one.file}`, line(one)]));
}

function embed(): UserConfig {
  const [manifest, phones] = ['manifest', 'phone'].map(
    (name) => JSON.parse(readFileSync(`${outDir}/${name}.json`, 'utf8')) as Record<string, Built>,
  );
  const elements = manifest!['src/define.ts']!.file;
  const list = `export default ${JSON.stringify(hashes({ ...phones, ...manifest }))};\n`;
  const listed = `pers-hashes-${createHash('sha256').update(list).digest('base64url').slice(0, 8)}.js`;
  writeFileSync(`${outDir}/${listed}`, list);
  const known = { [`./${elements}`]: hash(readFileSync(`${outDir}/${elements}`)), [`./${listed}`]: hash(list) };
  return {
    ...shared,
    define: {
      __PERS_ELEMENTS__: JSON.stringify(`./${elements}`),
      __PERS_HASHES__: JSON.stringify(`./${listed}`),
      __PERS_KNOWN__: JSON.stringify(known),
    },
    build: {
      ...output,
      emptyOutDir: false,
      rolldownOptions: {
        input: { 'pers-rewards': 'src/embed/embed.ts' },
        output: { minify: false, format: 'iife', codeSplitting: false, entryFileNames: '[name].js' },
      },
    },
  };
}
