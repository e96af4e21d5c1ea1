import { readFileSync } from 'node:fs';
import { defineConfig, type Plugin, type UserConfig } from 'vite';

/**
 * Files for the script tag, in two builds: one build for both would move what they share into a third file, and the tag would wait
 * for it. `scripts/build.mjs` runs them in this order, because the tag carries the name of the elements' file.
 *
 *   vite build --mode elements   cdn/pers-elements-<hash>.js, and one hashed file per language beyond English
 *   vite build --mode embed      cdn/pers-rewards.js, the classic script that a page pastes
 */
export default defineConfig(({ mode }) => (mode === 'embed' ? embed() : elements()));

/**
 * Every browser since autumn 2022. Private members stay private members: turned into WeakMaps, as for older ones, they cost 1.5 KB.
 * Static blocks came to Safari later and are rewritten.
 */
const target = ['es2022', 'safari16'];

const shared = {
  base: './',
  publicDir: false,
  logLevel: 'warn',
  plugins: [squeeze()],
} satisfies UserConfig;

const output = { outDir: 'cdn', target, modulePreload: false, reportCompressedSize: false, copyPublicDir: false } as const;

/** Takes white space out of templates, which no minifier touches: all that CSS does not need, and what stands at the start of a line. */
function squeeze(): Plugin {
  const bare = (css: string): string =>
    css
      .replace(/\/\*[^]*?\*\//g, '')
      .replace(/\s+/g, ' ')
      .replace(/ ?([{};,]) ?/g, '$1')
      .replace(/: /g, ':')
      .replace(/;}/g, '}');
  const outsideQuotes = (css: string): string =>
    css
      .split(/("[^"]*"|'[^']*')/)
      .map((part, index) => (index % 2 ? part : bare(part)))
      .join('');
  return {
    name: 'squeeze-templates',
    transform: {
      filter: { id: /\/src\/.*\.ts$/ },
      handler: (code) => ({ code: code.replace(/\bcss`([^`]*)`/g, (_, css: string) => `css\`${outsideQuotes(css)}\``), map: null }),
    },
    renderChunk: (code) => ({ code: code.replace(/\n\s+/g, '\n'), map: null }),
  };
}

/** Lit keeps four notes on `window`. Ours keeps them under symbols: the page gets no global of it, and a Lit of its own is not disturbed. */
const quietLit: Plugin = {
  name: 'quiet-lit',
  transform: (code, id) =>
    /node_modules\/(@lit|lit)/.test(id)
      ? code.replace(
          /(?:\b[\w$]+\.)?\b(litPropertyMetadata|reactiveElementVersions|litHtmlVersions|litElementVersions)\b/g,
          'globalThis[Symbol.for("pers.$1")]',
        )
      : null,
};

function elements(): UserConfig {
  return {
    ...shared,
    plugins: [...shared.plugins, quietLit],
    build: {
      ...output,
      emptyOutDir: true,
      manifest: 'manifest.json',
      // Library mode, because other builds wrap `import()` in code that puts <link> elements into the page's head.
      lib: { entry: { elements: 'src/define.ts' }, formats: ['es'] },
      rolldownOptions: {
        preserveEntrySignatures: false,
        // Library mode would leave white space in.
        output: { minify: true, entryFileNames: 'pers-[name]-[hash].js', chunkFileNames: 'pers-[name]-[hash].js' },
      },
    },
  };
}

function embed(): UserConfig {
  const manifest = JSON.parse(readFileSync('cdn/manifest.json', 'utf8')) as Record<string, { readonly file: string }>;
  return {
    ...shared,
    define: { __PERS_ELEMENTS__: JSON.stringify(manifest['src/define.ts']?.file) },
    build: {
      ...output,
      emptyOutDir: false,
      rolldownOptions: {
        input: { 'pers-rewards': 'src/embed/embed.ts' },
        output: { format: 'iife', codeSplitting: false, entryFileNames: '[name].js' },
      },
    },
  };
}
