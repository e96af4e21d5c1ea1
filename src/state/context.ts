import { createContext } from '@lit/context';
import type { Texts } from '../i18n/strings.js';
import type { Snapshot, Store } from './store.js';

/** The one value that elements consume. A new object whenever the snapshot, the language or the texts change. */
export interface PersContext extends Texts {
  readonly store: Store;
  readonly snapshot: Snapshot;
}

/** `Symbol.for`: elements of one copy find the provider of another copy of this library on the page. */
export const persContext = createContext<PersContext | null>(Symbol.for('pers.rewards.context.1'));
