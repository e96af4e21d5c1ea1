// The manifest describes the published modules, so its paths are those of the package: dist/…js, not src/…ts.
const published = (path) => path?.replace(/^\/?src\/(.*)\.ts$/, 'dist/$1.js');

export default {
  globs: ['src/components/**/*.ts', 'src/define.ts'],
  outdir: '.',
  litelement: true,
  packagejson: false,
  plugins: [
    {
      name: 'published-paths',
      packageLinkPhase({ customElementsManifest }) {
        const visit = (node) => {
          for (const [key, value] of Object.entries(node)) {
            if (typeof value === 'string' && (key === 'path' || key === 'module')) node[key] = published(value);
            else if (typeof value === 'object' && value !== null) visit(value);
          }
        };
        visit(customElementsManifest);
        customElementsManifest.modules.sort((a, b) => (a.path < b.path ? -1 : 1));
      },
    },
  ],
};
