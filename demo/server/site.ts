import { fileURLToPath } from 'node:url';
import type { Http2Bindings, HttpBindings } from '@hono/node-server';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono, type MiddlewareHandler } from 'hono';
import { createApi } from './api.js';
import type { ServerOptions } from './context.js';
import { demoPage } from './pages.js';

const folder = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** Pages of every origin load these. */
const EMBEDDABLE = { 'access-control-allow-origin': '*', 'cross-origin-resource-policy': 'cross-origin' };
/** A drawing is a document too when it is opened by itself: it may run nothing and load nothing. */
const PICTURE = { ...EMBEDDABLE, 'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox" };

/** The explorer shows what strangers wrote on a chain: nothing but its own files runs there. */
const EXPLORER = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
};

/** What the HTTP adapter tells about a connection. */
type Bindings = HttpBindings | Http2Bindings;

/** Everything that one origin serves: API, script tag, pictures and pages. */
export interface Site {
  fetch(request: Request, env: Bindings): Response | Promise<Response>;
  close(): Promise<void>;
}

/** Makes the demo's site on top of the API. `options` are the API's. */
export function createSite(options: Partial<ServerOptions>): Site {
  const { api, close } = createApi(options);
  const site = new Hono<{ Bindings: Bindings }>();

  const built = serveStatic({ root: folder('cdn'), precompressed: true });
  site.get('/pers-rewards.js', headers(EMBEDDABLE, 'public, max-age=300'), built);
  // The name carries a hash of the content, so the content of a name never changes.
  site.get('/:file{pers-.+\\.js}', headers(EMBEDDABLE, 'public, max-age=31536000, immutable'), built);

  const demo = serveStatic({ root: folder('demo') });
  site.get('/pictures/:file{[\\w-]+\\.(svg|png|jpg|webp)}', headers(PICTURE, 'public, max-age=300'), demo);
  // Pages and their parts lie side by side; the server's own source is in a folder below and is not served.
  const page = headers({}, 'no-cache');
  const explorer = serveStatic({ root: folder('demo'), path: 'explorer.html' });
  for (const path of ['/explorer', '/explorer.html', '/explorer/tx/:hash', '/explorer/address/:address']) {
    site.get(path, headers(EXPLORER, 'no-cache'), explorer);
  }
  site.get('/', page, (c) => demoPage(c, api, 'index.html'));
  site.get('/:file{[\\w-]+\\.html}', page, (c) => demoPage(c, api, c.req.param('file')));
  site.get('/:file{[\\w-]+\\.(css|js|svg|png|ico|webmanifest)}', page, demo);

  site.all('*', (c) => api(c.req.raw, c.env.incoming.socket.remoteAddress));
  return { fetch: site.fetch, close };
}

/** Puts headers on a file that was found. */
function headers(own: Readonly<Record<string, string>>, cacheControl: string): MiddlewareHandler {
  return async (c, next) => {
    await next();
    if (!c.res.ok) return;
    for (const [name, value] of Object.entries({ ...own, 'cache-control': cacheControl, 'x-content-type-options': 'nosniff' })) {
      c.res.headers.set(name, value);
    }
  };
}
