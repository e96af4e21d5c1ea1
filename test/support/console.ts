interface Expectation {
  readonly pattern: RegExp;
  readonly lines: string[];
}

declare global {
  var expectedConsole: Expectation[];
}

afterEach(() => {
  globalThis.expectedConsole.length = 0;
});

/**
 * Lets the running test write console errors and warnings that match `pattern`; any other fails it. The answer fills with the lines
 * as they are written.
 */
export function expectConsole(pattern: RegExp): readonly string[] {
  const lines: string[] = [];
  globalThis.expectedConsole.push({ pattern, lines });
  return lines;
}
