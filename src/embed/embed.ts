/**
 * The script tag. Draws one button after one public request, stores nothing, and loads the elements when somebody is about
 * to use them. Touches nothing of the page but `<pers-rewards>` at the end of the body and `window.persRewards`.
 */
import { run } from './commands.js';
import { createProject, type Project } from './project.js';
import { complain, inform } from './say.js';
import { ownScript, readTag } from './tag.js';

/** The one global. Commands go to the first project; `persRewards.project(key)` speaks to another one. */
interface PersRewards {
  (command: string, ...args: readonly unknown[]): unknown;
  readonly project: (projectKey: string) => PersRewards | undefined;
  /** A further script tag on the page hands itself over here. */
  readonly [adopt]: (script: HTMLScriptElement) => void;
}

/** What a page puts there before the script has come: it only remembers the calls. */
interface Stub {
  (...args: readonly unknown[]): void;
  readonly q?: readonly ArrayLike<unknown>[];
}

declare global {
  interface Window {
    persRewards?: PersRewards | Stub;
  }
}

// Readable by every copy of this script, also of another version.
const adopt = Symbol.for('pers.embed.adopt');

/** Messages of `parseConfig` begin with the attribute's name; on a script tag it is a `data-` attribute. */
const ATTRIBUTE = /^(project-key|api-url|theme|brand|launcher|credit-token)\b/;

const projects = new Map<string, Project>();

function mount(script: HTMLScriptElement): void {
  try {
    const tag = readTag(script);
    const there = projects.get(tag.config.projectKey);
    if (there) {
      there.attach();
      return inform('The script is on this page already; the second tag does nothing.');
    }
    projects.set(tag.config.projectKey, createProject(tag));
  } catch (error) {
    complain(error instanceof Error ? error.message.replace(ATTRIBUTE, 'data-$1') : String(error));
  }
}

function speaker(find: () => Project | undefined): PersRewards {
  const speak = (command: string, ...args: readonly unknown[]): unknown => {
    const project = find();
    return project ? run(project, command, ...args) : undefined;
  };
  const project = (key: string): PersRewards | undefined => (projects.has(key) ? speaker(() => projects.get(key)) : undefined);
  return Object.freeze(Object.assign(speak, { project, [adopt]: mount }));
}

const script = ownScript();
const before = window.persRewards;
if (!script) {
  complain('The script finds no tag of its own. Paste it as <script async src="…/pers-rewards.js" data-project-key="…">.');
} else if (typeof before === 'function' && adopt in before) {
  before[adopt](script);
} else {
  const queue = typeof before === 'function' ? ((before as Stub).q ?? []) : [];
  const persRewards = speaker(() => projects.values().next().value);
  window.persRewards = persRewards;
  mount(script);
  for (const call of queue) persRewards(...(Array.from(call) as [string]));
}
