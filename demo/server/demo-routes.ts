import { Hono } from 'hono';
import { signIdentity } from './identity.js';
import { demoTenant, personOf, type OpenedTenant } from './open-tenant.js';
import { Problem } from './problems.js';
import type { CoreEnv, Runtime } from './runtime.js';

/** The demo's tenant of a world. @throws Problem `RESOURCE_NOT_FOUND` */
function tenantOf(runtime: Runtime, name: string): Promise<OpenedTenant> {
  const world = Object.hasOwn(runtime.options.worlds, name) ? runtime.options.worlds[name] : undefined;
  if (!world) throw new Problem('RESOURCE_NOT_FOUND', `There is no world "${name}".`, undefined, 'world');
  return demoTenant(runtime, name, world);
}

/** What the demo's pages ask their own shop: which worlds there are, and a token for a customer who is signed in at the shop. */
export const demoRoutes = new Hono<CoreEnv>()

  /** `{worlds: [{world, projectKey, title, customers: [{key, name, identityToken}]}]}` with fresh tokens. */
  .get('/demo.json', async (c) => {
    const runtime = c.get('runtime');
    const worlds = [];
    for (const name of Object.keys(runtime.options.worlds)) {
      const { projectKey, title, customers } = await tenantOf(runtime, name);
      const people = customers.map((person) => ({ key: person.key, name: person.name, identityToken: person.identityToken }));
      worlds.push({ world: name, projectKey, title, customers: people });
    }
    return c.json({ worlds });
  })

  /** What a merchant's server does for a customer it has signed in: vouch for them with a fresh token. */
  .on(['GET', 'POST'], '/demo/identity/:world/:customer', async (c) => {
    const runtime = c.get('runtime');
    const { tenantId } = await tenantOf(runtime, c.req.param('world'));
    const person = await personOf(runtime.db, tenantId, c.req.param('customer'));
    if (!person) throw new Problem('RESOURCE_NOT_FOUND', 'There is no such customer.', undefined, 'customer');
    return c.json({ identityToken: await signIdentity(runtime, c.get('keys'), tenantId, person) });
  });
