import { minify, type Plugin, type UserConfig } from 'vite';
import { quietLit, target } from './vite-plugins.js';

/** The licences of what is inside ask to be named. */
const NOTICE =
  '/*! PERS rewards widget, MIT. With Web3Modal and WalletConnect (Apache-2.0, Reown), ethers (MIT, Richard Moore), Lit (BSD-3-Clause, Google LLC) and others; see package-lock.json. */';

const minifier: Plugin = {
  name: 'minify-phone',
  renderChunk: {
    order: 'post',
    // One pass: the second minifier needs half a minute for what this one does in two seconds.
    async handler(code, chunk) {
      const { code: small } = await minify(chunk.fileName, code, { module: true, compress: { target } });
      return { code: `${NOTICE}\n${small}\n`, map: null };
    },
  },
};

/** Name by which the elements import the phone wallets. */
const MODULE = 'pers-phone';

/** Phone wallets are a build of their own, in one file: sharing Lit or ethers with the elements would make these heavier for everybody. */
export function phone(outDir: string): UserConfig {
  return {
    base: './',
    publicDir: false,
    logLevel: 'error',
    plugins: [quietLit('pers-phone'), minifier],
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      outDir,
      target,
      emptyOutDir: true,
      manifest: 'phone.json',
      modulePreload: false,
      reportCompressedSize: false,
      minify: false,
      lib: { entry: { phone: 'src/wallet/walletconnect.ts' }, formats: ['es'] },
      rolldownOptions: { output: { codeSplitting: false, entryFileNames: 'pers-[name]-[hash].js' } },
    },
  };
}

/** In the elements, `import('…/wallet/walletconnect.js')` loads the file of that build. */
export const phoneApart: Plugin = {
  name: 'phone-apart',
  enforce: 'pre',
  resolveId: (source) => (source.endsWith('/wallet/walletconnect.js') ? { id: MODULE, external: true } : null),
};

export const phonePaths = (file: string): Record<string, string> => ({ [MODULE]: `./${file}` });
