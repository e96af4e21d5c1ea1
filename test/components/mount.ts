import { ContextProvider } from '@lit/context';
import { createClient, createSession } from '../../src/client/index.js';
import { parseConfig } from '../../src/config.js';
import { loadStrings, type StringOverrides } from '../../src/i18n/strings.js';
import { persContext, type PersContext } from '../../src/state/context.js';
import { createStore } from '../../src/state/create-store.js';
import { createJournal } from '../../src/state/journal.js';
import type { Store } from '../../src/state/store.js';
import { apiUrl } from '../support/tenant.js';

export interface Mounted {
  /** Stands for `<pers-rewards>`: gives its children the context, and hears what they fire. */
  readonly root: HTMLElement;
  readonly store: Store;
  readonly reported: unknown[];
}

const mounted: Mounted[] = [];
afterEach(() => {
  for (const { root, store } of mounted.splice(0)) {
    root.remove();
    store.stop();
  }
});

/** Puts `child` under a provider with a real store of the tenant. The element under test is the only part of the widget on the page. */
export async function mount(child: HTMLElement, projectKey: string, locale = 'en', overrides?: StringOverrides): Promise<Mounted> {
  const config = parseConfig({ projectKey, apiUrl, locale });
  const session = createSession({ client: createClient(config) });
  const reported: unknown[] = [];
  const store = createStore({
    config,
    session,
    client: createClient({ ...config, session }),
    journal: createJournal(projectKey),
    hooks: { before: async () => true, after: () => undefined, report: (error) => void reported.push(error) },
  });
  const root = document.createElement('pers-rewards');
  const texts = await loadStrings(locale, overrides);
  const value = (): PersContext => ({ store, snapshot: store.snapshot, ...texts });
  const provider = new ContextProvider(root, { context: persContext, initialValue: value() });
  store.subscribe(() => provider.setValue(value()));
  root.append(child);
  document.body.append(root);
  const entry = { root, store, reported };
  mounted.push(entry);
  await store.start();
  return entry;
}
