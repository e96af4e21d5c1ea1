import { minify as terser } from 'terser';
import { minify as oxc, type Plugin } from 'vite';

/**
 * Every browser since autumn 2022. Private members stay private members: turned into WeakMaps, as for older ones, they cost 1.5 KB.
 * Static blocks came to Safari later and are rewritten.
 */
export const target = ['es2022', 'safari16'];

function bare(css: string): string {
  return css
    .replace(/\/\*[^]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,]) ?/g, '$1')
    .replace(/: /g, ':')
    .replace(/;}/g, '}');
}

const outsideQuotes = (css: string): string =>
  css
    .split(/("[^"]*"|'[^']*')/)
    .map((part, index) => (index % 2 ? part : bare(part)))
    .join('');

/** Takes white space out of templates, which no minifier touches: all that CSS does not need, and what stands at the start of a line. */
export const squeeze: Plugin = {
  name: 'squeeze-templates',
  transform: {
    filter: { id: /\/src\/.*\.ts$/ },
    handler: (code) => ({ code: code.replace(/\bcss`([^`]*)`/g, (_, css: string) => `css\`${outsideQuotes(css)}\``), map: null }),
  },
  renderChunk: (code) => ({ code: code.replace(/\n\s+/g, '\n'), map: null }),
};

/** Lit keeps four notes on `window`. Ours keeps them under symbols: the page gets no global of it, and a Lit of its own is not disturbed. */
export const quietLit: Plugin = {
  name: 'quiet-lit',
  transform: (code, id) =>
    /node_modules\/(@lit|lit)/.test(id)
      ? code.replace(
          /(?:\b[\w$]+\.)?\b(litPropertyMetadata|reactiveElementVersions|litHtmlVersions|litElementVersions)\b/g,
          'globalThis[Symbol.for("pers.$1")]',
        )
      : null,
};

/** The licences of what is inside ask to be named. */
const NOTICE = '/*! PERS rewards widget, MIT. With Lit (BSD-3-Clause, Google LLC) and ky (MIT, Sindre Sorhus). */';

/** The second minifier finds what the first leaves: 0.8 KB of the elements. Here rather than after the build, so that the hash in the name is that of the content. */
export const minifier: Plugin = {
  name: 'minify',
  renderChunk: {
    order: 'post',
    async handler(code, chunk, { format }) {
      const module = format === 'es';
      const first = await oxc(chunk.fileName, code, { module, compress: { target: 'es2022' } });
      const { code: second } = await terser(first.code, {
        module,
        toplevel: true,
        ecma: 2020,
        compress: { passes: 2 },
        format: { preamble: NOTICE },
      });
      return { code: `${second}\n`, map: null };
    },
  },
};
