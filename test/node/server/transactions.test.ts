import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { withKey } from './fixture.js';
import { openReader, type Item } from './reader.js';

interface Paged {
  data: Item[];
  pagination: { page: number; limit: number; total: number; pages: number; hasNext: boolean; hasPrev: boolean };
}

const { server, tenant, ids, member, admin, read, problem } = await openReader();
after(() => server.close());

describe('reading transactions', () => {
  describe('transactions', () => {
    it("lists the caller's newest first, and the tenant's to administrators", async () => {
      const mine = await read<Item[]>('/transactions/me');
      assert.equal(mine.length, 16);
      assert.deepEqual(
        mine.map((of) => of.createdAt),
        mine
          .map((of) => of.createdAt)
          .sort()
          .reverse(),
      );
      assert.equal((await read<Item[]>('/transactions')).length, 16);
      assert.equal((await read<Item[]>('/transactions', admin)).length, 16);
      assert.equal((await read<Item[]>('/transactions/me', member)).length, 1);
      assert.equal((await read<Item[]>('/transactions', member)).length, 1);
      for (const path of ['/transactions', '/transactions/me', '/transactions/me/sent', '/transactions/me/received'])
        assert.equal(await problem(path, withKey(tenant)), 'UNAUTHENTICATED');
    });

    it('filters by everything that the contract names', async () => {
      const { contractAddress } = (await read<{ contractAddress: string; symbol: string }[]>('/tokens', withKey(tenant))).find(
        (of) => of.symbol === 'REW',
      )!;
      const mina = (await read<{ accountAddress: string }>('/users/me')).accountAddress;
      const hash = (await read<{ transactionHash: string }[]>('/transactions/me'))[0]!.transactionHash;
      const expected: [string, number][] = [
        ['type=MINT', 14],
        ['type=BURN', 1],
        ['type=TRANSFER', 1],
        ['role=SENDER', 2],
        ['role=RECIPIENT', 14],
        ['status=succeeded', 16],
        ['status=failed', 0],
        ['dateFrom=2026-03-01T00:00:00Z', 4],
        ['dateTo=2026-02-28T23:59:59Z', 12],
        ['dateFrom=2026-02-28&dateTo=2026-03-01', 12],
        [`tokenAddress=${contractAddress}`, 1],
        [`tokenAddress=${contractAddress.toLowerCase()}`, 1],
        ['tokenAddress=x', 0],
        [`participantAddress=${mina}`, 16],
        [`engagedBusinessId=${ids('kiosk')}`, 1],
        ['engagedBusinessId=x', 0],
        [`search=${hash.slice(0, 12)}`, 1],
        [`search=${hash.slice(0, 8)}*${hash.slice(-6)}`, 1],
        ['search=%25', 0],
        ['search=_', 0],
        ['type=MINT&role=SENDER', 0],
        ['include=sender&include=business', 16],
        ['', 16],
      ];
      for (const [query, count] of expected) assert.equal((await read<Item[]>(`/transactions/me?${query}`)).length, count, query);
      assert.equal((await read<Item[]>(`/transactions?tokenType=ERC1155`)).length, 1);
      assert.equal((await read<Item[]>(`/transactions?participantId=${ids('kiosk')}&role=RECIPIENT`, admin)).length, 1);
      assert.equal((await read<Item[]>(`/transactions?participantId=${ids('kiosk')}&role=SENDER`, admin)).length, 0);
    });

    it('names the parameter that it does not understand', async () => {
      for (const name of ['type', 'role', 'status', 'dateFrom', 'dateTo', 'sortOrder', 'page', 'limit']) {
        assert.equal(await problem(`/transactions/me?${name}=nonsense`), `VALIDATION_ERROR ${name}`);
      }
      const kiosk = (await read<{ accountAddress: string }>(`/businesses/${ids('kiosk')}`, withKey(tenant))).accountAddress;
      assert.equal(await problem(`/transactions/me?participantAddress=${kiosk}`), 'VALIDATION_ERROR participantAddress');
    });

    it('splits sent and received', async () => {
      assert.deepEqual(
        (await read<Item[]>('/transactions/me/sent')).map((of) => of.type),
        ['BURN', 'TRANSFER'],
      );
      assert.equal((await read<Item[]>('/transactions/me/received')).length, 14);
      assert.equal((await read<Item[]>('/transactions/me/received', member)).length, 1);
    });

    it('shows one to those who take part and to administrators', async () => {
      const [burn, transfer] = await read<Item[]>('/transactions/me/sent');
      assert.equal((await read<Item>(`/transactions/${burn!.id}`)).amount, 50.5);
      assert.equal((await read<Item>(`/transactions/${transfer!.id}`, member)).id, transfer!.id);
      assert.equal((await read<Item>(`/transactions/${burn!.id}`, admin)).id, burn!.id);
      assert.equal(await problem(`/transactions/${burn!.id}`, member), 'TRANSACTION_NOT_FOUND id');
      assert.equal(await problem('/transactions/x'), 'TRANSACTION_NOT_FOUND id');
    });
  });

  describe('pages', () => {
    it('is a bare array unless page and limit are both there', async () => {
      assert.equal((await read<Item[]>('/transactions/me?limit=3')).length, 3);
      assert.equal((await read<Item[]>('/transactions/me?page=2')).length, 16);
      const { pagination } = await read<Paged>('/transactions/me?page=2&limit=5');
      assert.deepEqual(pagination, { page: 2, limit: 5, total: 16, pages: 4, hasNext: true, hasPrev: true });
    });

    it('shows every item once over all pages, in every order', async () => {
      for (const sort of [
        '',
        '&sortBy=type',
        '&sortBy=status&sortOrder=DESC',
        '&sortBy=nonsense',
        '&sortBy=__proto__',
        '&sortBy=id;drop table users',
      ]) {
        const seen: string[] = [];
        for (let page = 1; page <= 4; page++)
          seen.push(...(await read<Paged>(`/transactions/me?page=${page}&limit=5${sort}`)).data.map((of) => of.id));
        assert.equal(new Set(seen).size, 16, sort);
      }
    });

    it('is empty behind the end, and filtered lists count what they filter', async () => {
      assert.deepEqual(await read<Paged>('/transactions/me?page=9&limit=5'), {
        data: [],
        pagination: { page: 9, limit: 5, total: 16, pages: 4, hasNext: false, hasPrev: true },
      });
      assert.equal((await read<Paged>('/transactions/me?page=1&limit=1&type=BURN')).pagination.total, 1);
    });

    it('refuses pages that cannot be', async () => {
      for (const [query, name] of [
        ['page=0&limit=5', 'page'],
        ['page=1&limit=101', 'limit'],
        ['page=-1', 'page'],
        ['page=1.5', 'page'],
        ['limit=0', 'limit'],
        ['page=1e9', 'page'],
        ['page=99999999999', 'page'],
        ['sortOrder=up', 'sortOrder'],
      ]) {
        assert.equal(await problem(`/businesses?${query}`, withKey(tenant)), `VALIDATION_ERROR ${name}`, query);
      }
      assert.equal((await read<Item[]>('/businesses?page=&limit=&sortOrder=&search=', withKey(tenant))).length, 2);
      assert.equal((await read<Item[]>('/businesses?limit=2&limit=5&unknown[]=1', withKey(tenant))).length, 2);
    });
  });
});
