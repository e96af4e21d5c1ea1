import type { Config } from '../config.js';
import { fetchClientConfig, type Answer } from './client-config.js';
import { loadElements } from './elements.js';
import { configure, createFace, createRoot, INLINE, type LauncherElement, type RewardsElement } from './mount.js';
import { complain } from './say.js';
import type { Tag } from './tag.js';

const READY_LIMIT_MS = 10_000;

/** One project on the page: what one script tag put there. */
export class Project {
  readonly config: Config;
  readonly #src: string;
  readonly #root: RewardsElement;
  readonly #launcher: LauncherElement;
  readonly #answer: Promise<Answer>;
  readonly #intent = new AbortController();
  #face: HTMLButtonElement | null = null;
  #opening = false;

  constructor({ config, src }: Tag) {
    this.config = config;
    this.#src = src;
    this.#answer = fetchClientConfig(config);
    ({ root: this.#root, launcher: this.#launcher } = createRoot(config));
    this.#root.early = this.#answer.then((answer) => (answer.ok ? answer.body : null));
    void this.#begin();
  }

  /** Puts the root back after the page has replaced its body. */
  attach(): void {
    if (!this.#root.isConnected) document.body.append(this.#root);
  }

  /** Settles within ten seconds; rejects with the fault, or with a sentence that says that nothing was answered. */
  whenReady(): Promise<void> {
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`${this.config.apiUrl} has not answered within 10 seconds.`)), READY_LIMIT_MS);
      void this.#answer.then((answer) => {
        clearTimeout(late);
        if (answer.ok) resolve();
        else reject(new Error(answer.fault));
      });
    });
  }

  /** Hands over the shop's customer. Loads nothing: the callback is asked when somebody wants to see something. */
  identify(identity: unknown): void {
    for (const root of this.#roots()) root.identity = identity;
  }

  async open(): Promise<void> {
    if (this.#opening) return;
    this.#opening = true;
    this.#face?.setAttribute('aria-busy', 'true');
    try {
      if (!(await this.#load())) return;
      this.attach();
      this.#launcher.open?.();
    } finally {
      this.#opening = false;
      this.#face?.removeAttribute('aria-busy');
    }
  }

  close(): void {
    this.#launcher.close?.();
  }

  async signIn(): Promise<void> {
    if (await this.#load()) await this.#connected()[0]?.signIn?.();
  }

  /** Needs the elements: only they know what is stored on this device. */
  async logout(): Promise<void> {
    this.identify(null);
    if (await this.#load()) await Promise.all(this.#connected().map(async (root) => root.signOut?.()));
  }

  /** Elements that are not loaded have nothing to read again. */
  refresh(): void {
    for (const root of this.#roots()) root.refresh?.();
  }

  /** Listens to a public event of this project, wherever its elements stand; the answer ends it. */
  on(type: string, listener: (event: Event) => unknown): () => void {
    const ours = (event: Event): void => {
      const [target] = event.composedPath();
      if (target instanceof Element && target.getAttribute('project-key') === this.config.projectKey) listener(event);
    };
    document.addEventListener(type, ours);
    return () => document.removeEventListener(type, ours);
  }

  /** The own root, and those the page placed by hand for this project. */
  #roots(): RewardsElement[] {
    const placed = document.querySelectorAll<RewardsElement>('pers-rewards');
    return [...new Set([...placed, this.#root])].filter((root) => root.getAttribute('project-key') === this.config.projectKey);
  }

  /** Roots that can act; with none on the page, the own one goes there. */
  #connected(): RewardsElement[] {
    const connected = this.#roots().filter((root) => root.isConnected);
    if (connected.length) return connected;
    this.attach();
    return [this.#root];
  }

  async #begin(): Promise<void> {
    this.#adopt();
    if (document.readyState === 'loading') {
      await new Promise((done) => document.addEventListener('DOMContentLoaded', done, { once: true }));
      this.#adopt();
    }
    const answer = await this.#answer;
    if (!answer.ok) return complain(answer.fault);
    // Without a button there is nothing to show before the first command.
    if (this.config.launcher === 'none') return;
    if (!this.#launcher.open) {
      this.#face = createFace(this.#launcher, this.config, answer.body.projectName);
      this.#await(this.#face);
    }
    this.attach();
  }

  /** Elements placed by hand are wanted now: they load beside the configuration, not after it. */
  #adopt(): void {
    if (!document.querySelector(INLINE)) return;
    for (const root of document.querySelectorAll<RewardsElement>('pers-rewards:not([project-key])')) {
      root.early = this.#root.early;
      if (this.#root.identity !== undefined) root.identity = this.#root.identity;
      configure(root, this.config);
    }
    void this.#load();
  }

  /** Loads the elements when somebody is about to use the button, and opens on a tap. */
  #await(face: HTMLButtonElement): void {
    const { signal } = this.#intent;
    for (const type of ['pointerenter', 'focus', 'pointerdown']) {
      face.addEventListener(type, () => void this.#load(), { signal, once: true });
    }
    face.addEventListener('click', () => void this.open(), { signal });
  }

  /** True once the elements are there; a failure is one console line, and the next tap tries again. */
  async #load(): Promise<boolean> {
    try {
      await loadElements(this.#src);
      // From here the launcher's own element answers the button.
      this.#intent.abort();
      return (await this.#answer).ok;
    } catch (error) {
      complain(`The elements could not be loaded (${String(error)}). Allow the script's own origin in the page's CSP (script-src).`);
      return false;
    }
  }
}
