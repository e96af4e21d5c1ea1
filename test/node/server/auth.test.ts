import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { decodeJwt, decodeProtectedHeader, generateKeyPair, createLocalJWKSet, jwtVerify, SignJWT, type JSONWebKeySet } from 'jose';
import type { OpenedTenant } from '../../../demo/server/open-tenant.js';
import { conforms } from './contract.js';
import { bearer, identity, outcome, signIn, testServer, withKey, type Pair, type TestServer } from './fixture.js';

describe('auth', () => {
  let server: TestServer;
  let tenant: OpenedTenant;
  before(() => {
    server = testServer();
  });
  after(() => server.close());
  beforeEach(async () => {
    tenant = await server.openTenant('harbour');
  });

  const token = async (body: unknown, at = tenant) => {
    const answer = await server.call('POST', '/v2/auth/token', { headers: withKey(at), body });
    await conforms('POST', '/v2/auth/token', answer);
    return answer;
  };
  const refresh = async (refreshToken: string, at = tenant) => {
    const answer = await server.call('POST', '/v2/auth/refresh', { headers: withKey(at), body: { refreshToken } });
    await conforms('POST', '/v2/auth/refresh', answer);
    return answer;
  };
  const me = (pair: Pair) => server.call('GET', '/v2/users/me', { headers: bearer(pair, tenant) });

  it('opens a session for a known customer and finds the same user', async () => {
    const first = (await (await me(await signIn(server, tenant))).json()) as { id: string; email: string };
    const second = (await (await me(await signIn(server, tenant))).json()) as { id: string };
    assert.equal(first.email, 'mina@harbour.example');
    assert.equal(first.id, second.id);
  });

  it('makes a new user with a custodial wallet at the first sign-in', async () => {
    const answer = await me(await signIn(server, tenant, 'new'));
    const { body } = await conforms('GET', '/v2/users/me', answer);
    const user = body as {
      firstName: string;
      lastName: string;
      wallets: { address: string; walletManagementType: string }[];
      accountAddress: string;
    };
    assert.deepEqual([user.firstName, user.lastName, user.wallets.length], ['Nora', 'New', 1]);
    assert.equal(user.wallets[0]!.address, user.accountAddress);
    assert.equal(user.wallets[0]!.walletManagementType, 'custodial');
  });

  it('gives access for 15 minutes and refresh for a day, verifiable with the published keys', async () => {
    const pair = await signIn(server, tenant);
    const [access, renew] = [decodeJwt(pair.accessToken), decodeJwt(pair.refreshToken)];
    assert.deepEqual([access.exp! - access.iat!, renew.exp! - renew.iat!], [900, 86_400]);
    const keys = (await (await server.call('GET', '/.well-known/jwks.json')).json()) as JSONWebKeySet;
    const { payload } = await jwtVerify(pair.accessToken, createLocalJWKSet(keys), { currentDate: new Date(access.iat! * 1000) });
    assert.equal(payload['tenantId'], tenant.tenantId);
    assert.equal('d' in keys.keys[0]!, false);
  });

  it('tells an expired access token from a bad one', async () => {
    const pair = await signIn(server, tenant);
    assert.equal(await outcome(await me(pair)), '200');
    await server.call('POST', `/test/tenants/${tenant.tenantId}/clock`, { body: { offsetSeconds: 901 } });
    assert.equal(await outcome(await me(pair)), '401 TOKEN_EXPIRED');
    assert.equal(await outcome(await refresh(pair.refreshToken)), '200');
    await server.call('POST', `/test/tenants/${tenant.tenantId}/clock`, { body: { offsetSeconds: 86_401 } });
    assert.equal(await outcome(await refresh(pair.refreshToken)), '401 TOKEN_EXPIRED');
  });

  it('refuses every forged bearer, on public routes too', async () => {
    const pair = await signIn(server, tenant);
    const [head, body, signature] = pair.accessToken.split('.') as [string, string, string];
    const b64 = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const { privateKey } = await generateKeyPair('EdDSA');
    const header = decodeProtectedHeader(pair.accessToken) as { alg: string };
    const forged = [
      'x',
      'a.b.c',
      `${head}.${body}.`,
      `${b64({ alg: 'none', typ: 'access+jwt' })}.${body}.`,
      `${b64({ ...header, alg: 'HS256' })}.${body}.${signature}`,
      `${head}.${b64({ ...decodeJwt(pair.accessToken), accountType: 'tenant' })}.${signature}`,
      await new SignJWT(decodeJwt(pair.accessToken)).setProtectedHeader(header).sign(privateKey),
      pair.refreshToken,
      tenant.customers[0]!.identityToken,
    ];
    for (const value of forged) {
      for (const path of ['/v2/users/me', '/v2/tenants/client-config', '/v2/tokens']) {
        const answer = await server.call('GET', path, { headers: { ...withKey(tenant), authorization: `Bearer ${value}` } });
        assert.equal(await outcome(answer), '401 UNAUTHENTICATED', `${path} ${value.slice(0, 30)}`);
      }
    }
    assert.equal(
      await outcome(await server.call('GET', '/v2/tokens', { headers: { ...withKey(tenant), authorization: 'Basic eA==' } })),
      '401 UNAUTHENTICATED',
    );
  });

  it('takes an identity token once', async () => {
    const authToken = await identity(server, tenant, 'mina');
    assert.equal(await outcome(await token({ authToken })), '200');
    assert.equal(await outcome(await token({ authToken })), '401 UNAUTHENTICATED');
    const raced = await identity(server, tenant, 'mina');
    const all = await Promise.all(Array.from({ length: 20 }, async () => outcome(await token({ authToken: raced }))));
    assert.equal(all.filter((of) => of === '200').length, 1);
  });

  it('refuses identity tokens that are expired, of another tenant, unsigned or signed by someone else', async () => {
    const other = await server.openTenant('harbour');
    const good = await identity(server, tenant, 'mina');
    const claims = decodeJwt(good);
    const { privateKey } = await generateKeyPair('EdDSA');
    const none = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${good.split('.')[1]}.`;
    const wrong = await new SignJWT(claims).setProtectedHeader({ alg: 'EdDSA' }).sign(privateKey);
    const session = (await signIn(server, tenant)).accessToken;
    for (const authToken of [none, wrong, session, '', 'mina@harbour.example', await identity(server, other, 'mina')]) {
      assert.equal(await outcome(await token({ authToken })), '401 UNAUTHENTICATED', authToken.slice(0, 20));
    }
    await server.call('POST', `/test/tenants/${tenant.tenantId}/clock`, { body: { offsetSeconds: 301 } });
    assert.equal(await outcome(await token({ authToken: good })), '401 TOKEN_EXPIRED');
  });

  it('checks the body against the contract and names the property', async () => {
    for (const [body, target] of [
      ['{', 'body'],
      [{}, 'authToken'],
      [{ authToken: 5 }, 'authToken'],
      [{ authToken: 'x', authType: 'root' }, 'authType'],
      [[], 'body'],
    ] as const) {
      const answer = await server.call('POST', '/v2/auth/token', { headers: withKey(tenant), body });
      assert.equal(answer.status, 400);
      assert.equal(((await answer.json()) as { target: string }).target, target);
    }
  });

  it('rotates refresh tokens', async () => {
    const first = await signIn(server, tenant);
    const second = (await (await refresh(first.refreshToken)).json()) as Pair;
    assert.notEqual(second.refreshToken, first.refreshToken);
    const third = (await (await refresh(second.refreshToken)).json()) as Pair;
    assert.equal(await outcome(await me(third)), '200');
  });

  it('ends the whole family when a used token comes back', async () => {
    const first = await signIn(server, tenant);
    const second = (await (await refresh(first.refreshToken)).json()) as Pair;
    server.pass(11);
    assert.equal(await outcome(await refresh(first.refreshToken)), '401 REFRESH_TOKEN_REUSED');
    assert.equal(await outcome(await refresh(second.refreshToken)), '401 UNAUTHENTICATED');
    assert.equal(await outcome(await me(second)), '401 UNAUTHENTICATED');
    assert.equal(await outcome(await me(await signIn(server, tenant))), '200');
  });

  it('answers the token used just before with the very same pair for ten seconds', async () => {
    const first = await signIn(server, tenant);
    const pairs = await Promise.all(Array.from({ length: 8 }, async () => (await refresh(first.refreshToken)).json() as Promise<Pair>));
    assert.equal(new Set(pairs.map((pair) => JSON.stringify(pair))).size, 1);
    server.pass(10);
    assert.deepEqual(await (await refresh(first.refreshToken)).json(), pairs[0]);
  });

  it('gives no leeway to a token that is older than the one before', async () => {
    const first = await signIn(server, tenant);
    const second = (await (await refresh(first.refreshToken)).json()) as Pair;
    await refresh(second.refreshToken);
    assert.equal(await outcome(await refresh(first.refreshToken)), '401 REFRESH_TOKEN_REUSED');
  });

  it('refuses a refresh token at another tenant, and an access token as a refresh token', async () => {
    const other = await server.openTenant('harbour');
    const pair = await signIn(server, tenant);
    assert.equal(await outcome(await refresh(pair.refreshToken, other)), '401 UNAUTHENTICATED');
    assert.equal(await outcome(await refresh(pair.accessToken)), '401 UNAUTHENTICATED');
    assert.equal(await outcome(await refresh(pair.refreshToken)), '200');
  });

  it('lets guests in only where the tenant allows them', async () => {
    const loginToken = async () =>
      (await (await server.call('GET', '/v2/tenants/login-token', { headers: withKey(tenant) })).json()) as string;
    const rawLoginData = { deviceId: 'a61b42ee-5cf7-4236-8643-1862d8b4a852' };
    const guest = async () => token({ authToken: await loginToken(), authType: 'user', rawLoginData });
    assert.equal(await outcome(await guest()), '401 UNAUTHENTICATED');
    const admin = await signIn(server, tenant, 'admin');
    await server.call('PUT', '/v2/tenants', { headers: bearer(admin), body: { allowJWTForUnauthenticatedUsers: true } });
    const [one, two] = [(await (await guest()).json()) as Pair, (await (await guest()).json()) as Pair];
    const ids = await Promise.all([one, two].map(async (pair) => (await (await me(pair)).json()) as { id: string; wallets: object[] }));
    assert.equal(ids[0]!.id, ids[1]!.id);
    assert.equal(ids[0]!.wallets.length, 1);
    assert.equal(await outcome(await token({ authToken: 'login-guessed', rawLoginData })), '401 UNAUTHENTICATED');
    const other = (await (await token({ authToken: await loginToken(), rawLoginData: {} })).json()) as Pair;
    assert.notEqual(((await (await me(other)).json()) as { id: string }).id, ids[0]!.id);
  });

  it('asks a member of several businesses which one, with the same token good for the answer', async () => {
    const authToken = await identity(server, tenant, 'business');
    const asked = await token({ authToken, authType: 'business' });
    const problem = (await asked.json()) as { code: string; details: { options: { businessId: string; name: string; role: string }[] } };
    assert.deepEqual([asked.status, problem.code], [400, 'MULTIPLE_CONTEXT_SELECTION_REQUIRED']);
    assert.deepEqual(
      problem.details.options.map((option) => [option.name, option.role]),
      [
        ['kiosk', 'STAFF'],
        ['museum', 'STAFF'],
      ],
    );
    const { businessId } = problem.details.options[1]!;
    const pair = (await (await token({ authToken, authType: 'business', context: { businessId } })).json()) as Pair;
    const answer = await server.call('GET', '/v2/businesses/me', { headers: bearer(pair, tenant) });
    assert.equal(((await conforms('GET', '/v2/businesses/me', answer)).body as { id: string }).id, businessId);
  });

  it('refuses a business or administrator session to someone who is neither', async () => {
    for (const authType of ['business', 'tenant']) {
      assert.equal(await outcome(await token({ authToken: await identity(server, tenant, 'mina'), authType })), '401 UNAUTHENTICATED');
    }
    assert.equal(
      await outcome(await token({ authToken: await identity(server, tenant, 'mina'), authType: 'system' })),
      '400 VALIDATION_ERROR',
    );
  });

  it('verifies tokens for system callers only', async () => {
    const pair = await signIn(server, tenant);
    const verify = async (authToken: string, key = tenant.systemKey) => {
      const answer = await server.call('POST', '/v2/auth/verify', {
        headers: { ...withKey(tenant), 'x-api-key': key },
        body: { authToken },
      });
      return (await conforms('POST', '/v2/auth/verify', answer)).body as { valid?: boolean; code?: string; payload?: { sub: string } };
    };
    assert.equal((await verify(pair.accessToken)).valid, true);
    assert.equal((await verify(`${pair.accessToken}x`)).valid, false);
    assert.equal((await verify(pair.refreshToken)).valid, false);
    assert.equal((await verify(pair.accessToken, 'sk_wrong')).code, 'UNAUTHENTICATED');
    assert.equal(
      await outcome(await server.call('POST', '/v2/auth/verify', { headers: withKey(tenant), body: { authToken: 'x' } })),
      '401 UNAUTHENTICATED',
    );
  });

  it('ends the session of a user who is switched off', async () => {
    const pair = await signIn(server, tenant, 'new');
    await server.db
      .updateTable('users')
      .set({ is_active: 0 })
      .where('tenant_id', '=', tenant.tenantId)
      .where('external_id', '=', 'crm-2')
      .execute();
    assert.equal(await outcome(await me(pair)), '401 UNAUTHENTICATED');
    assert.equal(await outcome(await token({ authToken: await identity(server, tenant, 'new') })), '401 UNAUTHENTICATED');
  });
});
