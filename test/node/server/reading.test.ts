import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { conforms } from './contract.js';
import { withKey } from './fixture.js';
import { openReader, type Item } from './reader.js';

const { server, tenant, ids, user, member, admin, read, problem } = await openReader();
after(() => server.close());

describe('reading', () => {
  describe('users', () => {
    it('shows the signed-in user with their wallets', async () => {
      const me = await read<{ email: string; wallets: { address: string }[]; accountAddress: string }>('/users/me');
      assert.deepEqual([me.email, me.wallets.map((of) => of.address)], ['mina@harbour.example', [me.accountAddress]]);
      assert.equal(await problem('/users/me', withKey(tenant)), 'UNAUTHENTICATED');
      assert.equal(await problem('/users/me', admin), 'UNAUTHENTICATED');
    });

    it('changes named properties, replaces objects whole, and ignores isActive and unknown ones', async () => {
      const put = async (body: object) => {
        const answer = await server.call('PUT', '/v2/users/me', { headers: user, body });
        return (await conforms('PUT', '/users/me', answer)).body as Record<string, unknown>;
      };
      const body = await put({
        firstName: 'Mina <b>',
        publicProfile: { nickname: 'mi' },
        customData: { a: 1 },
        isActive: false,
        is_guest: 1,
        id: 'x',
      });
      assert.deepEqual(
        [body['firstName'], body['lastName'], body['isActive'], body['publicProfile']],
        ['Mina <b>', 'Ferrer', true, { nickname: 'mi' }],
      );
      assert.deepEqual((await put({ customData: { b: 2 } }))['customData'], { b: 2 });
      assert.deepEqual([(await put({ email: 'no' }))['target'], (await put({ firstName: 5 }))['target']], ['email', 'firstName']);
      assert.equal((await put({ externalId: 'crm-2' }))['target'], 'externalId');
      assert.equal((await put({ externalId: 'crm-1' }))['externalId'], 'crm-1');
    });

    it('lists levels lowest first, to everyone with the key', async () => {
      assert.deepEqual(
        (await read<{ name: string }[]>('/users/status-types', withKey(tenant))).map((level) => level.name),
        ['Silver', 'Gold'],
      );
    });
  });

  it('lists active tokens with their items; inactive ones to administrators who ask', async () => {
    const tokens = await read<(Item & { metadata: { name: string }[] | null })[]>('/tokens', withKey(tenant));
    assert.deepEqual(tokens.map((token) => token.symbol).sort(), ['POI', 'REW']);
    assert.deepEqual(
      tokens.find((token) => token.symbol === 'REW')!.metadata!.map((item) => item.name),
      ['Free coffee'],
    );
    assert.equal((await read<Item[]>('/tokens?active=false')).length, 2);
    assert.deepEqual(
      (await read<Item[]>('/tokens?active=false', admin)).map((token) => token.symbol),
      ['OLD'],
    );
  });

  describe('balances', () => {
    const address = async (name: string) =>
      (
        await server.db
          .selectFrom('wallets')
          .select('address')
          .where('tenant_id', '=', tenant.tenantId)
          .where('owner_id', '=', ids(name))
          .executeTakeFirstOrThrow()
      ).address;
    const holdings = async (of: string, headers = user) =>
      (
        await read<{ tokenBalances: { token: Item; balance: number; tokenMetadataIncrementalId: number | null }[] }>(
          `/balances/accounts/${of}`,
          headers,
        )
      ).tokenBalances
        .map((entry) => [entry.token.symbol, entry.balance, entry.tokenMetadataIncrementalId])
        .sort();

    it('shows what is there now, one entry per token and item', async () => {
      const mina = await address('mina');
      assert.deepEqual(await holdings(mina), [
        ['POI', 699.5, null],
        ['REW', 1, 3],
      ]);
      assert.deepEqual(await holdings(mina.toLowerCase()), await holdings(mina));
      assert.deepEqual(await holdings(`${mina}?includeInactive=true`), [
        ['OLD', 7, null],
        ['POI', 699.5, null],
        ['REW', 1, 3],
      ]);
    });

    it('is open to the owner and the administrator only', async () => {
      const [mina, kiosk] = [await address('mina'), await address('kiosk')];
      assert.equal(await problem(`/balances/accounts/${kiosk}`), 'FORBIDDEN');
      assert.equal(await problem(`/balances/accounts/${mina}`, member), 'FORBIDDEN');
      assert.equal(await problem(`/balances/accounts/${mina}`, withKey(tenant)), 'UNAUTHENTICATED');
      assert.equal(await problem('/balances/accounts/0x12'), 'VALIDATION_ERROR accountAddress');
      assert.deepEqual(await holdings(kiosk, member), [['POI', 30, null]]);
      assert.deepEqual(await holdings(mina, admin), await holdings(mina));
      assert.equal((await holdings(mina, { ...withKey(tenant), 'x-api-key': tenant.systemKey })).length, 2);
    });

    it('never shows the source of all mints below zero', async () => {
      const bank = (
        await server.db
          .selectFrom('wallets')
          .select('address')
          .where('tenant_id', '=', tenant.tenantId)
          .where('owner_type', '=', 'tenant')
          .executeTakeFirstOrThrow()
      ).address;
      assert.ok((await holdings(bank, admin)).every(([, balance]) => balance === 0));
    });
  });

  describe('businesses', () => {
    it('lists active ones, and all or some to administrators', async () => {
      const names = async (query: string, headers: Record<string, string>) =>
        (await read<Item[]>(`/businesses${query}`, headers)).map((of) => of.displayName);
      assert.deepEqual(await names('', withKey(tenant)), ['kiosk', 'museum']);
      assert.deepEqual(await names('?active=false', user), ['kiosk', 'museum']);
      assert.deepEqual(await names('', admin), ['closed', 'kiosk', 'museum']);
      assert.deepEqual(await names('?active=false', admin), ['closed']);
      assert.deepEqual(await names('?search=KIO', user), ['kiosk']);
      assert.deepEqual(await names('?search=m*m&sortBy=displayName&sortOrder=DESC', user), ['museum']);
    });

    it('shows one, inactive ones to administrators only', async () => {
      assert.equal((await read<Item>(`/businesses/${ids('museum')}`, withKey(tenant))).displayName, 'museum');
      assert.equal(await problem(`/businesses/${ids('closed')}`), 'RESOURCE_NOT_FOUND id');
      assert.equal((await read<Item>(`/businesses/${ids('closed')}`, admin)).isActive, false);
      assert.equal(await problem('/businesses/x'), 'RESOURCE_NOT_FOUND id');
    });

    it('shows a member their business with what it holds', async () => {
      const me = await read<{ id: string; tokenBalances: { balance: number }[] }>('/businesses/me', member);
      assert.deepEqual([me.id, me.tokenBalances.map((of) => of.balance)], [ids('kiosk'), [30]]);
      assert.equal(await problem('/businesses/me'), 'FORBIDDEN');
      assert.equal(await problem('/businesses/me', withKey(tenant)), 'UNAUTHENTICATED');
    });
  });

  it('lists the chains that the tenant uses, and shows any one', async () => {
    assert.deepEqual(
      (await read<{ chainId: number }[]>('/chains', withKey(tenant))).map((chain) => chain.chainId),
      [31337],
    );
    assert.equal((await read<{ isTestnet: boolean }>('/chains/137', withKey(tenant))).isTestnet, false);
    for (const id of ['1', 'x', '-1', '99999999999999'])
      assert.equal(await problem(`/chains/${id}`, withKey(tenant)), 'RESOURCE_NOT_FOUND chainId');
  });

  it('names the service, its health and its access checks', async () => {
    const system = { ...withKey(tenant), 'x-api-key': tenant.systemKey };
    assert.equal((await read<{ name: string }>('/', {})).name, 'pers-local');
    assert.deepEqual(await read('/healthcheck', withKey(tenant)), { status: 'ok', time: '2026-03-01T12:00:00.000Z' });
    assert.equal(await problem('/healthcheck', {}), 'INVALID_PROJECT_KEY');
    assert.deepEqual(await read('/system', system), { valid: true, tenantId: tenant.tenantId });
    assert.deepEqual(await read('/admin', admin), { valid: true, tenantId: tenant.tenantId });
    assert.deepEqual(
      [await problem('/system'), await problem('/system', withKey(tenant)), await problem('/admin', system), await problem('/admin', {})],
      ['FORBIDDEN', 'UNAUTHENTICATED', 'FORBIDDEN', 'INVALID_PROJECT_KEY'],
    );
    assert.equal((await read<{ keys: object[] }>('/.well-known/jwks.json', withKey(tenant))).keys.length, 1);
  });
});
