import { createContext } from '@lit/context';
import type { Strings } from '../i18n/en.js';
import type { Snapshot, Store } from './store.js';

/** The one value that elements consume. A new object whenever the snapshot, the language or the texts change. */
export interface PersContext {
  readonly store: Store;
  readonly snapshot: Snapshot;
  readonly strings: Strings;
  /** BCP 47 tag of `strings`, numbers and dates. */
  readonly locale: string;
  /** `rtl` for Arabic, Hebrew, Persian and Urdu. */
  readonly direction: 'ltr' | 'rtl';
}

/** `Symbol.for`: elements of one copy find the provider of another copy of this library on the page. */
export const persContext = createContext<PersContext | null>(Symbol.for('pers.rewards.context.1'));
