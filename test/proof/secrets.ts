import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { canaries, harbour } from '../node/server/fixture.js';
import type { World } from '../../demo/server/world.js';
import type { Proof } from './proof.js';
import { serve } from './served.js';

interface Schema {
  readonly properties: Readonly<Record<string, unknown>>;
  readonly required: readonly string[];
}
const { components } = parse(readFileSync('src/client/openapi.yaml', 'utf8')) as { components: { schemas: Record<string, Schema> } };
const fields = (schema: string): string[] => Object.keys(components.schemas[schema]!.properties);

/** A tenant with every public fact set, and secrets that are found again wherever they come out. */
const guarded: World = {
  ...harbour,
  tenant: { ...harbour.tenant, infura_api_key: 'infura-public', poly_scan_api_key: 'polyscan-public' },
  async seed(trx, tenantId, ...rest) {
    const seeded = await harbour.seed(trx, tenantId, ...rest);
    const { api_private_key: _, ...secrets } = canaries(tenantId);
    await trx.updateTable('tenant_secrets').set(secrets).where('tenant_id', '=', tenantId).execute();
    return seeded;
  },
};

/** Acceptance 6: the six Tenants operations answer exactly the contract's fields for each caller, and no secret leaves but to the administrator. */
export async function secrets(): Promise<Proof> {
  const served = await serve({ guarded });
  try {
    const tenant = await served.open('guarded');
    const key = { 'x-project-key': tenant.projectKey };
    const admin = await served.signIn(tenant, 'admin');
    const system = { ...key, 'x-api-key': tenant.systemKey };
    const one = `/v2/tenants/${tenant.tenantId}`;
    // Shown once, at creation, and never again.
    const record = fields('Tenant').filter((field) => !['jwt', 'apiPrivateKey'].includes(field));
    const cases: [string, string, Record<string, string>, readonly string[], unknown?][] = [
      ['GET', '/v2/tenants/client-config', key, fields('ClientConfig')],
      ['GET', '/v2/tenants/me', key, fields('TenantPublic')],
      ['GET', one, {}, components.schemas['TenantPublic']!.required],
      ['GET', one, key, fields('TenantPublic')],
      ['GET', one, system, fields('TenantPublic')],
      ['GET', one, admin, record],
      ['PUT', '/v2/tenants', admin, record, { projectName: 'Harbour Card' }],
    ];
    const wrong: string[] = [];
    let leaks = 0;
    for (const [method, path, headers, wanted, body] of cases) {
      const answer = await served.call(method, path, headers, body);
      const got = Object.keys(answer.body as object).sort();
      if (got.join() !== [...wanted].sort().join()) wrong.push(`${method} ${path}: ${got.join()}`);
      if (headers !== admin && /canary/.test(answer.text)) leaks += 1;
    }
    const token = await served.call('GET', '/v2/tenants/login-token', key);
    if (token.status !== 200 || !/^"[^"]+"$/.test(token.text)) wrong.push(`login-token: ${token.status}`);
    if (/canary/.test(token.text)) leaks += 1;
    const made = await served.call('POST', '/v2/tenants', system, { projectName: 'New Harbour' });
    const extra = Object.keys(made.body as object).filter((field) => !fields('Tenant').includes(field));
    if (made.status !== 201 || extra.length > 0) wrong.push(`POST /tenants: ${made.status} ${extra.join()}`);
    return {
      holds: wrong.length === 0 && leaks === 0,
      figure: `${cases.length + 2} answers of the six operations, ${wrong.length} with other fields than the contract's${wrong.map((line) => ` (${line})`).join('')}; canary secrets seen by others than the administrator: ${leaks}`,
    };
  } finally {
    await served.close();
  }
}
