import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { parse } from 'yaml';
import { createApi, type Api } from '../../../demo/server/api.js';
import type { OpenedTenant } from '../../../demo/server/open-tenant.js';
import { worlds } from '../../../demo/server/worlds/index.js';
import type { World } from '../../../demo/server/world.js';

/** Noon, so that hours before and after are the same UTC day. */
export const NOON = new Date('2026-05-20T12:00:00.000Z');
/** Time between two steps of a movement, in seconds. */
export const STEP = 1;

/* eslint-disable-next-line @typescript-eslint/no-explicit-any -- answers are checked against the contract, then read freely */
export type Json = any;
export interface Answer {
  status: number;
  body: Json;
}
type Send = (path: string, body?: unknown, headers?: Record<string, string>) => Promise<Answer>;
export interface Session {
  get: Send;
  post: Send;
  delete: Send;
}

const ajv = new Ajv2020({ strict: false, allErrors: true });
formats.default(ajv);
ajv.addSchema(parse(readFileSync(new URL('../../../src/client/openapi.yaml', import.meta.url), 'utf8')) as object, 'contract');

/** Fails unless the value fits the named schema of the contract. */
export function fits(schema: string, value: unknown): void {
  const validate = ajv.getSchema(`contract#/components/schemas/${schema}`)!;
  assert.ok(validate(value), `${schema}: ${ajv.errorsText(validate.errors?.slice(0, 3))}`);
}

/** A server with its database in memory, whose clock stands at {@link NOON} until a tenant's is moved. */
export async function openServer(more: Readonly<Record<string, World>> = {}): Promise<Api> {
  const server = createApi({ testRoutes: true, transactionStepMs: STEP * 1000, now: () => NOON, worlds: { ...worlds, ...more } });
  await server.ready;
  return server;
}

/** A tenant of one test. */
export class Shop {
  #offset = 0;

  private constructor(
    readonly server: Api,
    readonly tenant: OpenedTenant,
  ) {}

  static async open(server: Api, world: string): Promise<Shop> {
    return new Shop(server, await server.openTenant(world));
  }

  get db() {
    return this.server.db;
  }
  get id(): string {
    return this.tenant.tenantId;
  }

  async #call(method: string, url: string, headers: Record<string, string>, body?: unknown): Promise<Answer> {
    const init =
      body === undefined
        ? { method, headers }
        : { method, headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(body) };
    const response = await this.server.api(new Request(`http://shop.test${url}`, init), '203.0.113.77');
    const text = await response.text();
    const answer = { status: response.status, body: text === '' ? null : (JSON.parse(text) as Json) };
    if (response.status >= 400) fits('StructuredError', answer.body);
    return answer;
  }

  #session(headers: Record<string, string>): Session {
    const all = { 'x-project-key': this.tenant.projectKey, ...headers };
    return {
      get: (path, _body, more = {}) => this.#call('GET', `/v2${path}`, { ...all, ...more }),
      post: (path, body, more = {}) => this.#call('POST', `/v2${path}`, { ...all, ...more }, body),
      delete: (path, _body, more = {}) => this.#call('DELETE', `/v2${path}`, { ...all, ...more }),
    };
  }

  /** Somebody who is not signed in. */
  readonly visitor = this.#session.bind(this, {});
  /** A server of the merchant. */
  system(): Session {
    return this.#session({ 'x-api-key': this.tenant.systemKey });
  }

  /** A signed-in customer (by key), `admin` or `business`. Access lasts 15 minutes of the tenant's time. */
  async as(key: string): Promise<Session> {
    const { identityToken } = (await this.#call('GET', `/test/tenants/${this.id}/identity/${key}`, {})).body as { identityToken: string };
    const authType = key === 'admin' ? 'tenant' : key === 'business' ? 'business' : 'user';
    const { status, body } = await this.#session({}).post('/auth/token', { authToken: identityToken, authType });
    assert.ok(status < 300, `sign-in: ${JSON.stringify(body)}`);
    return this.#session({ authorization: `Bearer ${body.accessToken}` });
  }

  /** Moves the tenant's clock ahead. */
  async pass(seconds: number): Promise<void> {
    this.#offset += seconds;
    await this.#call('POST', `/test/tenants/${this.id}/clock`, {}, { offsetSeconds: this.#offset });
  }

  /** Lets everything that is under way arrive. */
  async settle(): Promise<void> {
    await this.pass(STEP * 10);
    await this.visitor().get('/campaigns?limit=1');
  }

  async failTransaction(id: string): Promise<void> {
    assert.equal((await this.#call('POST', `/test/tenants/${this.id}/transactions/${id}/fail`, {})).status, 204);
  }

  async ledgerSum(): Promise<string> {
    return ((await this.#call('POST', `/test/tenants/${this.id}/ledger-check`, {})).body as { sum: string }).sum;
  }

  /** Number of rows of the tenant, to show that a refusal wrote nothing. */
  async rows(): Promise<Record<string, number>> {
    const counts: Record<string, number> = {};
    for (const table of ['claims', 'redeems', 'transactions', 'ledger_entries'] as const) {
      const row = await this.db
        .selectFrom(table)
        .select((of) => of.fn.countAll<number>().as('count'))
        .where('tenant_id', '=', this.id)
        .executeTakeFirstOrThrow();
      counts[table] = Number(row.count);
    }
    return counts;
  }

  /** What a customer holds: `SYMBOL` or `SYMBOL#item` → amount as the contract sends it. */
  async holdings(session: Session): Promise<Record<string, number | string>> {
    const me = (await session.get('/users/me')).body as { accountAddress: string };
    const { body } = await session.get(`/balances/accounts/${me.accountAddress}`);
    const list = (body.tokenBalances ?? body) as {
      token: { symbol: string };
      tokenMetadataIncrementalId: number | null;
      balance: number;
    }[];
    return Object.fromEntries(
      list.map(({ token, tokenMetadataIncrementalId: item, balance }) => [
        item === null ? token.symbol : `${token.symbol}#${item}`,
        balance,
      ]),
    );
  }
}

/** Id of the thing with this name in a list of answers. */
export function named(list: Json, name: string): Json {
  const found = (list as { name: string }[]).find((one) => one.name === name);
  assert.ok(found, `there is no "${name}"`);
  return found;
}

/** Fails unless the answer is this refusal, with exactly these details. */
export function refused(answer: Answer, status: number, code: string, details?: object): void {
  assert.equal(answer.status, status, JSON.stringify(answer.body));
  assert.equal(answer.body.code, code);
  assert.deepEqual(answer.body.details, details);
}
