// Browser tests: real elements in a real browser against the real server. Started by scripts/test.mjs, or by hand with `npm run test:browser -- --files …`.
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import { browserArgs, findBrowser } from './test/browser.mjs';
import { apiMiddleware } from './test/support/api-middleware.js';
import { consoleGuard, freshPage } from './test/support/test-page.mjs';
import { browserSummary } from './test/support/run-summary.mjs';

const port = await freePort();

export default {
  files: ['test/**/*.browser.test.ts', 'test/components/**/*.test.ts'],
  rootDir: import.meta.dirname,
  port,
  // `browser` also follows the packages' own replacements of modules that only Node has.
  nodeResolve: { browser: true, exportConditions: ['browser', 'development'] },
  plugins: [
    // Without the compiler settings every file with a decorator fails.
    esbuildPlugin({ ts: true, target: 'es2021', tsconfig: fileURLToPath(new URL('tsconfig.json', import.meta.url)) }),
  ],
  middleware: [apiMiddleware(`http://localhost:${port}`)],
  browsers: [
    chromeLauncher({
      launchOptions: { executablePath: await findBrowser(), args: browserArgs },
      // A profile per page: files that run side by side share no storage. What a file leaves behind is cleared before the next (freshPage).
      createPage: async ({ browser }) => (await browser.createBrowserContext()).newPage(),
    }),
  ],
  browserStartTimeout: 60_000,
  concurrency: 2,
  testFramework: { config: { timeout: 15_000 } },
  testRunnerHtml: (framework) => `<!doctype html><html lang="en"><meta charset="utf-8"><title>Test</title><body>
    <script type="module">(${consoleGuard})(); (${freshPage})().then(() => import('${framework}'));</script></body></html>`,
  reporters: [defaultReporter({ reportTestResults: true, reportTestProgress: false }), browserSummary(process.env.TEST_SUMMARY)],
  coverageConfig: {
    include: ['src/**/*.ts'],
    threshold: { statements: 80, branches: 80, functions: 80, lines: 80 },
    reporters: ['text-summary', 'lcovonly'],
  },
};

/** The server's own address is part of the tokens it signs, so the port is chosen before the runner starts. */
function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, 'localhost', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
