import { Hono } from 'hono';
import type { Env } from './context.js';
import { tokensById } from './wire.js';

/** Contract, Tokens: the list. Only administrators may ask for inactive ones. */
export const tokens = new Hono<Env>().get('/tokens', async (c) => {
  const { db, tenant, caller } = c.get('ctx');
  const active = !(caller.kind === 'admin' && c.req.query('active') === 'false');
  return c.json([...(await tokensById(db, tenant.id)).values()].filter((token) => token.isActive === active));
});
