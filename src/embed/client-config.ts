import type { Config } from '../config.js';

/** The answer of `GET /tenants/client-config` as it came, or the sentence for the developer. */
export type Answer =
  { readonly ok: true; readonly body: { readonly projectName?: unknown } } | { readonly ok: false; readonly fault: string };

/**
 * Asks once whether this project may be shown here (contract operation `getClientConfig`). Never rejects. It has no time limit:
 * until it is answered there is nothing on the page that could look broken.
 */
export async function fetchClientConfig({ apiUrl, projectKey }: Config): Promise<Answer> {
  let response: Response;
  try {
    response = await fetch(`${apiUrl}/tenants/client-config`, {
      headers: { 'x-project-key': projectKey, accept: 'application/json' },
      credentials: 'omit',
    });
  } catch {
    const { origin } = new URL(apiUrl);
    return {
      ok: false,
      fault: `${origin} cannot be reached, so rewards are not shown. If it is up, allow ${location.origin} for the project, and ${origin} in the page's CSP (connect-src).`,
    };
  }
  if (response.status === 401 || response.status === 403) {
    return {
      ok: false,
      fault: `data-project-key is not accepted by ${apiUrl} (${response.status}), so rewards are not shown. Check the key, its project, and that it allows ${location.origin}.`,
    };
  }
  const body: unknown = response.ok ? await response.json().catch(() => null) : null;
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) return { ok: true, body };
  return {
    ok: false,
    fault: `${apiUrl} answered ${response.status} without a configuration, so rewards are not shown. Check data-api-url.`,
  };
}
