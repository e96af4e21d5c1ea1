import { Hono } from 'hono';
import { only } from './access.js';
import type { CoreEnv } from './runtime.js';

/** Contract, Root and Well-known, as far as a project key or a session is needed. */
export const root = new Hono<CoreEnv>()
  .get('/healthcheck', (c) => c.json({ status: 'ok', time: c.get('ctx').now.toISOString() }))
  .get('/system', (c) => {
    only(c.get('ctx'), ['system']);
    return c.json({ valid: true, tenantId: c.get('ctx').tenant.id });
  })
  .get('/admin', (c) => {
    only(c.get('ctx'), ['admin']);
    return c.json({ valid: true, tenantId: c.get('ctx').tenant.id });
  })
  .get('/.well-known/jwks.json', (c) => c.json({ keys: [c.get('keys').session.jwk] }));
