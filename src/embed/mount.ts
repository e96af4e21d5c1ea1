import type { Config } from '../config.js';
import type { Tag } from './tag.js';
import { drawFace, faceLabel, faceLook, labelFace, styleFace } from '../theme/launcher-face.js';

/** `<pers-rewards>` as the script tag uses it, before and after the elements are loaded. */
export interface RewardsElement extends HTMLElement {
  identity?: unknown;
  early?: unknown;
  signIn?(): Promise<void>;
  signOut?(): Promise<void>;
  refresh?(): void;
}

export interface LauncherElement extends HTMLElement {
  open?(): void;
  close?(): void;
}

/** Tag names by which a page places elements by hand. */
export const INLINE = ['rewards', 'wallet', 'campaign-list', 'claim-button', 'redemption-shop', 'activity', 'account', 'panel', 'launcher']
  .map((name) => `pers-${name}`)
  .join();

/** Gives `root` the tag's configuration where its own attributes say nothing. */
export function configure(root: HTMLElement, { config, phoneProject }: Tag): void {
  const attributes: Readonly<Record<string, string | null>> = {
    'project-key': config.projectKey,
    'api-url': config.apiUrl,
    locale: config.locale,
    theme: config.theme,
    brand: config.brand,
    guest: config.guest ? '' : null,
    'credit-token': config.creditToken,
    'walletconnect-project-id': phoneProject,
  };
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && !root.hasAttribute(name)) root.setAttribute(name, value);
  }
}

/** Makes the root of the script tag with its launcher. It takes no room: the launcher inside is fixed. */
export function createRoot(tag: Tag): { root: RewardsElement; launcher: LauncherElement } {
  const root: RewardsElement = document.createElement('pers-rewards');
  const launcher: LauncherElement = document.createElement('pers-launcher');
  configure(root, tag);
  launcher.setAttribute('place', tag.config.launcher);
  root.style.setProperty('display', 'contents');
  root.append(launcher);
  return { root, launcher };
}

/** Draws the button into the launcher, whose element is not loaded yet. */
export function createFace(launcher: LauncherElement, config: Config, projectName: unknown): HTMLButtonElement {
  const shadow = launcher.shadowRoot ?? launcher.attachShadow({ mode: 'open' });
  const face = drawFace(shadow);
  labelFace(face, faceLabel(projectName, config.locale));
  styleFace(shadow, faceLook(config.theme, config.brand));
  return face;
}
