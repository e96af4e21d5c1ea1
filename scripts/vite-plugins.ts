import { readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { minify as terser } from 'terser';
import { minify as oxc, type Plugin } from 'vite';

/** Chrome and Edge 94, Firefox 101, Safari 16.4. Private members stay private members: turned into WeakMaps, as for older ones, they cost 1.5 KB. */
export const target = 'es2022';

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

/**
 * Lit keeps four notes on `window`, and makes a policy for trusted types. Ours keeps the notes under symbols and calls the policy `policy`:
 * the page gets no global of it, and a Lit of its own is not disturbed.
 */
export const quietLit = (policy: string): Plugin => ({
  name: 'quiet-lit',
  transform: (code, id) =>
    /node_modules\/(@lit|lit)/.test(id)
      ? code
          .replace(
            /(?:\b[\w$]+\.)?\b(litPropertyMetadata|reactiveElementVersions|litHtmlVersions|litElementVersions)\b/g,
            'globalThis[Symbol.for("pers.$1")]',
          )
          .replace(/(createPolicy\(["'`])lit-html/, `$1${policy}`)
      : null,
});

/** Any string, and what is put together with `+` from strings and names. */
const STRING = /'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|`(?:[^`\\]|\\.)*`/.source;
const MESSAGE = new RegExp(`((?:new|throw) \\w*Error\\()(?:${STRING})(?:\\s*\\+\\s*(?:${STRING}|\\w+))*(?=\\))`, 'g');

/** The libraries explain wrong use to who writes against them. That is this project, whose tests run with the messages: the page needs none (0.3 KB). */
export const muteLibraries: Plugin = {
  name: 'mute-libraries',
  transform: {
    filter: { id: /node_modules\/(@lit|lit|lit-html|lit-element|ky)\// },
    handler: (code) => ({ code: code.replace(MESSAGE, '$1'), map: null }),
  },
};

/** Like stands with like, because that compresses better (0.3 KB): first English, then all style sheets, then what uses them. */
export const sortModules: Plugin = {
  name: 'sort-modules',
  transform: {
    order: 'pre',
    filter: { id: /\/src\/define\.ts$/ },
    handler: (code, id) => {
      const sheets = readdirSync(dirname(id), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.styles.ts'));
      return { code: ['i18n/strings.ts', ...sheets.sort()].map((name) => `import './${name}';\n`).join('') + code, map: null };
    },
  },
};

/**
 * A file of ours is loaded once the tag has compared it with what was built (`src/embed/elements.ts`); without the tag, as ever. Browsers keep
 * a module that could not be fetched for the life of the page: the next time it is asked for under a fragment, which is the same request.
 */
export const checked: Plugin = {
  name: 'checked-imports',
  renderChunk: (code) => {
    const later = code.replace(/\bimport\((?=["'`]\.\/pers-)/g, 'persImport(');
    if (later === code) return null;
    const load = `const persFailed = {};
      const persImport = async (file) => {
        const fragment = persFailed[file] ?? '';
        try {
          await globalThis[Symbol.for('pers.files')]?.(file, fragment);
          return await import(file + fragment);
        } catch (error) {
          persFailed[file] = fragment + '#';
          throw error;
        }
      };`;
    return { code: `${load}\n${later}`, map: null };
  },
};

const FROM_ELEMENTS = /import \{([^}]*)\} from "(\.\/pers-elements-[^"]+)";/;
const named = (list: string): string => list.replace(/([\w$]+) as ([\w$]+)/g, '$1: $2');
const turned = (list: string): string => list.replace(/([\w$]+) as ([\w$]+)/g, '$2: $1');

/**
 * Later files take the elements from where these have put themselves, by their address: an `import` would fetch them a second time where they
 * were loaded under a fragment, and two copies do not know each other.
 */
export const once: Plugin = {
  name: 'elements-once',
  renderChunk: (code, { name }) => {
    const key = "import.meta.url.split('#')[0]";
    const changed =
      name === 'elements'
        ? code.replace(/export \{([^}]*)\};/, (_, list: string) => `globalThis[Symbol.for(${key})] = {${turned(list)}};`)
        : code.replace(
            FROM_ELEMENTS,
            (_, list: string, file: string) => `const {${named(list)}} = globalThis[Symbol.for(new URL('${file}', ${key}).href)];`,
          );
    return changed === code ? null : { code: changed, map: null };
  },
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
      const first = await oxc(chunk.fileName, code, { module, compress: { target } });
      const { code: second } = await terser(first.code, {
        module,
        toplevel: true,
        ecma: 2020,
        compress: { passes: 3 },
        format: { preamble: NOTICE },
      });
      return { code: `${second}\n`, map: null };
    },
  },
};
