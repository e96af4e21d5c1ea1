import type { Config } from '../config.js';
import { fetchClientConfig } from './client-config.js';
import { loadElements } from './elements.js';
import { configure, createFace, createRoot, INLINE, type RewardsElement } from './mount.js';
import { complain } from './say.js';
import { keepRoom } from './room.js';
import type { Tag } from './tag.js';

const READY_LIMIT_MS = 10_000;

/** One project on the page: what one script tag put there. */
export interface Project {
  readonly config: Config;
  /** Puts a root that was shown back after the page has replaced its body. */
  attach(): void;
  /** Settles within ten seconds; rejects with the fault, or with a sentence that says that nothing was answered. */
  whenReady(): Promise<void>;
  /** Hands over the shop's customer. Loads nothing: the callback is asked when somebody wants to see something. */
  identify(identity: unknown): void;
  open(): Promise<void>;
  close(): void;
  signIn(): Promise<void>;
  /** Needs the elements: only they know what is stored on this device. */
  logout(): Promise<void>;
  /** Elements that are not loaded have nothing to read again. */
  refresh(): void;
  /** Listens to a public event of this project, wherever its elements stand; the answer ends it. */
  on(type: string, listener: (event: Event) => unknown): () => void;
}

/** Asks for the project at once, and shows its button when the answer is yes. A closure, because it is smaller than a class. */
export function createProject(tag: Tag): Project {
  const { config } = tag;
  const answer = fetchClientConfig(config);
  const giveBack = keepRoom();
  const { root, launcher } = createRoot(tag);
  const intent = new AbortController();
  let face: HTMLButtonElement | null = null;
  let opening = false;
  let shown = false;
  root.early = answer.then((given) => (given.ok ? given.body : null));

  const isOurs = (element: Element): boolean => element.getAttribute('project-key') === config.projectKey;

  /** The own root, and those the page placed by hand for this project. */
  const roots = (): RewardsElement[] => [...new Set([...document.querySelectorAll<RewardsElement>('pers-rewards'), root])].filter(isOurs);

  function attach(): void {
    if (!root.isConnected) document.body.append(root);
  }

  /** Roots that can act; with none on the page, the own one goes there. */
  function connected(): RewardsElement[] {
    if (!roots().some((each) => each.isConnected)) attach();
    return roots().filter((each) => each.isConnected);
  }

  let told = false;

  /** True once the elements are there; failures are one console line (M10), and the next tap tries again. */
  async function load(): Promise<boolean> {
    try {
      await loadElements();
      giveBack();
      // From here the launcher's own element answers the button.
      intent.abort();
      return (await answer).ok;
    } catch (error) {
      giveBack();
      // Reaching for the button and tapping it may both fail.
      if (!told)
        complain(
          `The elements could not be loaded (${String(error)}). Allow the script's own origin in the page's CSP (script-src), and pers-rewards where it has trusted-types.`,
        );
      told = true;
      return false;
    }
  }

  /** Elements placed by hand are wanted now: they load beside the configuration, not after it. */
  function adopt(): void {
    if (!document.querySelector(INLINE)) return;
    for (const placed of document.querySelectorAll<RewardsElement>('pers-rewards')) {
      if (!placed.hasAttribute('project-key')) configure(placed, tag);
      if (!isOurs(placed)) continue;
      placed.early = root.early;
      if (root.identity !== undefined) placed.identity = root.identity;
    }
    void load();
  }

  async function open(): Promise<void> {
    if (opening) return;
    opening = true;
    face?.setAttribute('aria-busy', 'true');
    try {
      if (!(await load())) return;
      attach();
      launcher.open?.();
    } finally {
      opening = false;
      face?.removeAttribute('aria-busy');
    }
  }

  /** Loads the elements when somebody is about to use the button, and opens on a tap. */
  function show(name: unknown): void {
    const { signal } = intent;
    face = createFace(launcher, config, name);
    for (const type of ['pointerenter', 'focus', 'pointerdown']) {
      face.addEventListener(type, () => void load(), { signal, once: true });
    }
    face.addEventListener('click', () => void open(), { signal });
  }

  async function begin(): Promise<void> {
    adopt();
    if (document.readyState === 'loading') {
      await new Promise((done) => document.addEventListener('DOMContentLoaded', done, { once: true }));
      adopt();
    }
    if (!document.querySelector(INLINE)) giveBack();
    const given = await answer;
    if (!given.ok) return complain(given.fault);
    // Without a button there is nothing to show before the first command.
    if (config.launcher === 'none') return;
    if (!launcher.open) show(given.body.projectName);
    shown = true;
    attach();
  }

  void begin();
  return {
    config,
    attach: () => void (shown && attach()),
    open,
    whenReady: () =>
      new Promise((resolve, reject) => {
        const late = setTimeout(() => reject(new Error(`${config.apiUrl} has not answered within 10 seconds.`)), READY_LIMIT_MS);
        void answer.then((given) => {
          clearTimeout(late);
          if (given.ok) resolve();
          else reject(new Error(given.fault));
        });
      }),
    identify(identity) {
      for (const each of roots()) each.identity = identity;
    },
    close: () => launcher.close?.(),
    async signIn() {
      if (await load()) await connected()[0]?.signIn?.();
    },
    async logout() {
      for (const each of roots()) each.identity = null;
      if (await load()) await Promise.all(connected().map(async (each) => each.signOut?.()));
    },
    refresh() {
      for (const each of roots()) each.refresh?.();
    },
    on(type, listener) {
      const heard = (event: Event): void => {
        const [target] = event.composedPath();
        if (target instanceof Element && isOurs(target)) listener(event);
      };
      document.addEventListener(type, heard);
      return () => document.removeEventListener(type, heard);
    },
  };
}
