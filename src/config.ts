import { PersError } from './errors.js';

/** Light and dark: `auto` follows the page's `color-scheme`, `system` the device, the others are fixed. */
export type Theme = 'auto' | 'light' | 'dark' | 'system';
/** Side of the floating launcher: inline end, inline start, or no launcher. */
export type LauncherPlace = 'end' | 'start' | 'none';

/** Everything the page may say, checked and frozen. */
export interface Config {
  /** Public project key: 64 hex digits, `pk_test_` before them for the test network. */
  readonly projectKey: string;
  /** Base of the API without a trailing slash, for example `https://api.pers.ninja/v2`. */
  readonly apiUrl: string;
  /** BCP 47 tag for texts, numbers and dates. */
  readonly locale: string;
  readonly theme: Theme;
  /** Brand colour as `#rrggbb`, or null for the default accent. */
  readonly brand: string | null;
  readonly launcher: LauncherPlace;
  /** Whether a customer may start without signing in to the shop (contract README, tolerance 10). */
  readonly guest: boolean;
  /** Contract address of the points token, or null: the tenant's active ERC-20. */
  readonly creditToken: string | null;
  /** True for a `pk_test_` key. */
  readonly testMode: boolean;
}

/** What an attribute, a data attribute or a property gives: strings, or nothing. */
export type ConfigInput = { readonly [K in Exclude<keyof Config, 'testMode'>]?: string | boolean | null | undefined };

export const DEFAULT_API_URL = 'https://api.pers.ninja/v2';

const KEY = /^(pk_test_)?[0-9a-f]{64}$/i;
const COLOUR = /^#[0-9a-f]{6}$/i;
const ADDRESS = /^0x[0-9a-f]{40}$/i;

/**
 * Checks what the page says and fills in the rest.
 *
 * @throws PersError CONFIG_PROJECT_KEY_MISSING, CONFIG_PROJECT_KEY_INVALID, CONFIG_API_URL_INVALID or CONFIG_VALUE_INVALID;
 *   the message names the attribute and the fix.
 */
export function parseConfig(input: ConfigInput, pageLocale = 'en'): Config {
  const projectKey = text(input.projectKey);
  if (!projectKey) {
    throw new PersError('CONFIG_PROJECT_KEY_MISSING', 'project-key is missing. Paste the public project key of your programme.');
  }
  if (!KEY.test(projectKey)) {
    throw new PersError('CONFIG_PROJECT_KEY_INVALID', 'project-key must be 64 hex digits, with pk_test_ before them for the test network.');
  }
  return Object.freeze({
    projectKey,
    apiUrl: parseApiUrl(text(input.apiUrl)),
    locale: parseLocale(text(input.locale), pageLocale),
    theme: oneOf('theme', text(input.theme), ['auto', 'light', 'dark', 'system'] as const),
    brand: pattern('brand', text(input.brand), COLOUR, 'a colour as #rrggbb'),
    launcher: oneOf('launcher', text(input.launcher), ['end', 'start', 'none'] as const),
    guest: input.guest === true || input.guest === '' || input.guest === 'true',
    creditToken: pattern('credit-token', text(input.creditToken), ADDRESS, 'a contract address'),
    testMode: projectKey.startsWith('pk_test_'),
  });
}

function text(value: string | boolean | null | undefined): string {
  return typeof value === 'string' ? value.trim() : '';
}

function parseApiUrl(value: string): string {
  if (!value) return DEFAULT_API_URL;
  let url: URL;
  try {
    url = new URL(value, globalThis.document?.baseURI);
  } catch (cause) {
    throw new PersError('CONFIG_API_URL_INVALID', `api-url "${value}" is not a URL.`, { cause });
  }
  const local = /^(localhost|127\.0\.0\.1|\[::1\])$/.test(url.hostname);
  if (url.username || url.password || (url.protocol !== 'https:' && !(local && url.protocol === 'http:'))) {
    throw new PersError('CONFIG_API_URL_INVALID', `api-url "${value}" must be https (http on localhost only) and carry no credentials.`);
  }
  return (url.origin + url.pathname).replace(/\/+$/, '');
}

function parseLocale(value: string, pageLocale: string): string {
  for (const candidate of [value, pageLocale]) {
    try {
      // Systems write `pt_BR`, and so do the pages they make.
      const [tag] = Intl.getCanonicalLocales(candidate.replace(/_/g, '-'));
      if (tag) return tag;
    } catch {
      // Not a language tag: the next candidate decides.
    }
  }
  return 'en';
}

function oneOf<const T extends readonly [string, ...string[]]>(name: string, value: string, allowed: T): T[number] {
  if (!value) return allowed[0];
  if (allowed.includes(value)) return value;
  throw new PersError('CONFIG_VALUE_INVALID', `${name} "${value}" is not one of ${allowed.join(', ')}.`);
}

function pattern(name: string, value: string, allowed: RegExp, wanted: string): string | null {
  if (!value) return null;
  if (allowed.test(value)) return value;
  throw new PersError('CONFIG_VALUE_INVALID', `${name} "${value}" must be ${wanted}.`);
}
