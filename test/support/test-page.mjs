// What runs in every test page before the tests. As source text: nothing in here may use anything from outside its function.

/**
 * Runs in every test page before the tests: a console error or warning that no test
 * expects becomes an uncaught error, and that fails the test that is running. test/support/console.ts says what is expected.
 */
export function consoleGuard() {
  const expectations = (globalThis.expectedConsole = []);
  // The runner logs what is uncaught already; that has failed the test by itself.
  const uncaught = new WeakSet();
  const note = (error) => typeof error === 'object' && error !== null && uncaught.add(error);
  addEventListener('error', ({ error }) => note(error), { capture: true });
  addEventListener('unhandledrejection', ({ reason }) => note(reason), { capture: true });
  const known = (line) => line.includes('Lit is in dev mode');
  const byRunner = (line, [first]) => uncaught.has(first) || line.startsWith('An error was thrown in a Promise outside a test');
  for (const level of ['error', 'warn']) {
    const original = console[level].bind(console);
    console[level] = (...args) => {
      const line = args.map((arg) => (arg instanceof Error ? `${arg.name}: ${arg.message}` : String(arg))).join(' ');
      if (known(line)) return;
      if (byRunner(line, args)) return original(...args);
      const expectation = expectations.find(({ pattern }) => pattern.test(line));
      if (expectation) {
        expectation.lines.push(line);
        return;
      }
      original(...args);
      reportError(new Error(`Unexpected console.${level}: ${line}`));
    };
  }
}

/** Takes away what the file before has stored in this browser profile. */
export async function freshPage() {
  localStorage.clear();
  sessionStorage.clear();
  const gone = ({ name }) =>
    new Promise((resolve) => {
      const request = indexedDB.deleteDatabase(name);
      request.onsuccess = request.onerror = request.onblocked = resolve;
    });
  await Promise.all((await indexedDB.databases()).map(gone));
}
