import type { Project } from './project.js';
import { warn } from './say.js';

export type Run = (project: Project, argument: unknown, second: unknown) => unknown;

const isFunction = (value: unknown): value is (...args: readonly unknown[]) => unknown => typeof value === 'function';

/** What a page may say: `persRewards('open')`. */
const commands = new Map<string, Run>([
  [
    'identify',
    (project, callback) =>
      isFunction(callback) ? project.identify(callback) : warn('identify needs a function that gives a fresh identity token.'),
  ],
  ['signIn', (project) => project.signIn()],
  ['logout', (project) => project.logout()],
  ['open', (project) => project.open()],
  ['close', (project) => project.close()],
  ['refresh', (project) => project.refresh()],
  [
    'on',
    (project, type, listener) =>
      typeof type === 'string' && isFunction(listener) ? project.on(type, listener) : warn('on needs an event name and a function.'),
  ],
  ['whenReady', (project, done, failed) => whenReady(project, done, failed)],
]);

/** With callbacks for calls made before the script is there, as a promise after that. */
function whenReady(project: Project, done: unknown, failed: unknown): Promise<void> {
  const ready = project.whenReady();
  if (isFunction(done)) {
    void ready.then(
      () => done(),
      (error: unknown) => (isFunction(failed) ? failed(error) : undefined),
    );
  }
  return ready;
}

/** Runs one command. What is not known is said with the nearest name; nothing is thrown at the page. */
export function run(project: Project, name: unknown, argument?: unknown, second?: unknown): unknown {
  const command = commands.get(String(name));
  if (command) {
    const result = command(project, argument, second);
    // The caller may drop the promise: a failure is reported where it happens.
    if (result instanceof Promise) result.catch(() => undefined);
    return result;
  }
  const known = [...commands.keys()];
  const near = known.find((other) => distance(other.toLowerCase(), String(name).toLowerCase()) <= 2);
  warn(`Unknown command "${String(name)}". ${near ? `Did you mean "${near}"?` : `Known: ${known.join(', ')}.`}`);
  return undefined;
}

/** Edits between two words (Levenshtein). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next.push(Math.min(next[j - 1]! + 1, row[j]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length]!;
}
