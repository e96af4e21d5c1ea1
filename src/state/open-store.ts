import { createClient } from '../client/client.js';
import { createSession } from '../client/session.js';
import type { Config } from '../config.js';
import { createStore } from './create-store.js';
import type { Hooks } from './hooks.js';
import { createJournal } from './journal.js';
import type { Store } from './store.js';

/**
 * The store of a project with everything that it stands on: client, session, journal.
 *
 * @param early Client configuration that the page has asked for already, as it came, or null where that failed.
 */
export function openStore(config: Config, hooks: Hooks, early?: Promise<unknown>): Store {
  const { projectKey, apiUrl } = config;
  const session = createSession({ client: createClient({ projectKey, apiUrl }) });
  const client = createClient({ projectKey, apiUrl, session });
  const journal = createJournal(`${apiUrl} ${projectKey}`);
  return createStore({ config, client, session, journal, hooks, early });
}
