import type { OpenedTenant } from '../../demo/server/open-tenant.js';
import type { Fault } from '../../demo/server/faults.js';

/** Address of the API for the tests: the real server answers on the origin of the test page. */
export const apiUrl = `${location.origin}/v2`;

/** A tenant that belongs to one test alone: the project key is the isolation, so tests run side by side and nothing is reset. */
export interface TestTenant extends OpenedTenant {
  /** A fresh identity token of a customer (by key), of `admin` or of `business`; each opens one session. */
  identityToken(key: string): Promise<string>;
  /** Sets how far the tenant's clock is ahead of this machine's. */
  clock(offsetSeconds: number): Promise<void>;
  /** Disturbs the next request, or `times` requests, whose path begins with `path` (after `/v2`). */
  fault(fault: Partial<Fault> & Pick<Fault, 'path'>): Promise<void>;
  clearFaults(): Promise<void>;
  /** Requests so far, as `{"GET /campaigns": 2}`. */
  requests(): Promise<Readonly<Record<string, number>>>;
  /** Lets a transaction that is under way fail, with its claim or redeem. */
  failTransaction(transactionId: string): Promise<void>;
  /** `"0"` when every token's ledger entries add up. */
  ledgerSum(): Promise<string>;
}

/** Opens a tenant filled with the sample data of `world`. */
export async function openTenant(world: string): Promise<TestTenant> {
  const tenant = (await call('POST', '', { world })) as OpenedTenant;
  const at = (path: string): string => `/${tenant.tenantId}/${path}`;
  return {
    ...tenant,
    identityToken: async (key) => ((await call('GET', at(`identity/${key}`))) as { identityToken: string }).identityToken,
    clock: async (offsetSeconds) => void (await call('POST', at('clock'), { offsetSeconds })),
    fault: async (fault) => void (await call('POST', at('faults'), fault)),
    clearFaults: async () => void (await call('DELETE', at('faults'))),
    requests: async () => (await call('GET', at('requests'))) as Record<string, number>,
    failTransaction: async (id) => void (await call('POST', at(`transactions/${id}/fail`))),
    ledgerSum: async () => ((await call('POST', at('ledger-check'))) as { sum: string }).sum,
  };
}

async function call(method: string, path: string, body?: unknown): Promise<unknown> {
  const response = await fetch(`/test/tenants${path}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} /test/tenants${path}: ${response.status} ${text}`);
  return text === '' ? undefined : JSON.parse(text);
}
