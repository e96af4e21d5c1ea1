import { idsOf, type OpenedTenant } from '../../../demo/server/open-tenant.js';
import { conforms } from './contract.js';
import { bearer, signIn, testServer, type TestServer } from './fixture.js';

/** What the tests look at in an item of any list. */
export interface Item {
  id: string;
  type: string;
  status: string;
  amount: number;
  createdAt: string;
  senderId: string;
  recipientId: string;
  displayName: string;
  isActive: boolean;
  symbol: string;
}

type Headers = Record<string, string>;

/** A harbour with the headers of everybody who may look at it, for tests that only read. Whoever opens it closes `server`. */
export interface Reader {
  readonly server: TestServer;
  readonly tenant: OpenedTenant;
  readonly ids: (name: string) => string;
  readonly user: Headers;
  readonly member: Headers;
  readonly admin: Headers;
  /** Body of a GET that fits the contract; as the user unless told otherwise. */
  read<T>(path: string, headers?: Headers): Promise<T>;
  /** Code of a refusal, with its `target` where it has one. */
  problem(path: string, headers?: Headers): Promise<string>;
}

export async function openReader(): Promise<Reader> {
  const server = testServer();
  const tenant = await server.openTenant('harbour');
  const ids = idsOf(tenant.tenantId);
  const user = bearer(await signIn(server, tenant), tenant);
  const member = bearer(await signIn(server, tenant, 'business', { businessId: ids('kiosk') }), tenant);
  const admin = bearer(await signIn(server, tenant, 'admin'), tenant);
  const read = async <T>(path: string, headers: Headers = user): Promise<T> =>
    (await conforms('GET', path, await server.call('GET', `/v2${path}`, { headers }))).body as T;
  return {
    ...{ server, tenant, ids, user, member, admin, read },
    async problem(path, headers = user) {
      const { code, target } = await read<{ code: string; target?: string }>(path, headers);
      return target ? `${code} ${target}` : code;
    },
  };
}
