import type { Config } from './config.js';
import { toPersError, type PersError } from './errors.js';

const PREFIX = '[pers-rewards]';
const said = new Set<string>();

/** A line for the developer of the page that is no fault. */
export function inform(line: string): void {
  console.info(PREFIX, line);
}

/**
 * Tells the developer of the page about a failure, in one line with cause and fix, the first time that its code comes up for
 * a project. Customers see sentences of `i18n` instead.
 */
export function report(failure: unknown, config: Config | null): PersError {
  const error = toPersError(failure);
  const key = `${error.code} ${config?.apiUrl} ${config?.projectKey}`;
  if (error.code === 'ABORTED' || said.has(key)) return error;
  said.add(key);
  console.error(PREFIX, lineFor(error, config));
  return error;
}

function lineFor({ code, message, correlationId }: PersError, config: Config | null): string {
  if (code === 'INVALID_PROJECT_KEY' && config) {
    return `project-key ${config.projectKey.slice(0, 12)}… is not known at ${config.apiUrl}. Check the key, and that its project allows ${location.origin}.`;
  }
  if (code === 'NETWORK' && config) {
    return `Cannot reach ${config.apiUrl}. If it is up, allow it in the page's CSP (connect-src), and ${location.origin} in its CORS settings.`;
  }
  return `${message} (${code}${correlationId ? `, ${correlationId}` : ''})`;
}
