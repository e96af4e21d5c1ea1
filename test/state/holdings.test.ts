import assert from 'node:assert/strict';
import test from 'node:test';
import type { Balance } from '../../src/client/balances.js';
import type { Token } from '../../src/client/tokens.js';
import type { UserStatusType } from '../../src/client/users.js';
import { creditTokenOf, toHoldings } from '../../src/state/holdings.js';
import { signedIn } from './fixture.js';

const address = (digit: string) => `0x${digit.repeat(40)}`;
const token = (digit: string, facts: Partial<Token> = {}): Token => ({
  ...{ id: digit, contractAddress: address(digit), chainId: 1, name: `Token ${digit}`, symbol: digit, decimals: 18 },
  ...{ type: 'ERC20', isActive: true, isGallery: false, items: [], ...facts },
});
const held = (of: Token, amount: string, contractTokenId: string | null = null): Balance => ({
  ...{ accountAddress: address('f'), token: of, item: null, contractTokenId, amount },
});
const level = (name: string, minTokenBalance: string, ...tokens: Token[]): UserStatusType => ({
  ...{ id: name, name, description: '', minTokenBalance, discountPercentage: 0, imageUrl: null },
  eligibleTokenAddresses: tokens.map(({ contractAddress }) => contractAddress.toUpperCase().replace('0X', '0x')),
});

test('the points token: configured, else no status token, else the first that is active', () => {
  const [off, stars, points] = [token('1', { isActive: false }), token('2'), token('3')];
  const tokens = [token('9', { type: 'ERC1155' }), off, stars, points];
  assert.equal(creditTokenOf(tokens, [level('Gold', '1', stars)], null), points);
  assert.equal(creditTokenOf([stars], [level('Gold', '1', stars)], null), stars);
  assert.equal(creditTokenOf(tokens, [], off.contractAddress), off);
  assert.equal(creditTokenOf(tokens, [], address('8')), null);
  assert.equal(creditTokenOf([off], [], null), null);
});

test('balances of several wallets are one line each, exact to the last digit; nothing is nothing', () => {
  const points = token('1');
  const gallery = token('2', { type: 'ERC721', isGallery: true });
  const items = token('3', { type: 'ERC1155' });
  const other = token('4');
  const largest = (2n ** 255n).toString();
  const balances = [held(points, largest), held(points, '0.5'), held(items, '1', '7'), held(items, '2', '7'), held(items, '1', '8')];
  const holdings = toHoldings([...balances, held(gallery, '1', '1'), held(other, '3'), held(other, '0')], [points, other], [], null);
  assert.equal(holdings.points, `${largest}.5`);
  assert.deepEqual(
    holdings.rewards.map(({ token: of, contractTokenId, amount }) => [of.id, contractTokenId, amount]),
    [
      ['2', '1', '1'],
      ['3', '7', '3'],
      ['3', '8', '1'],
    ],
  );
  assert.deepEqual(
    holdings.others.map(({ token: of, amount }) => [of.id, amount]),
    [['4', '3']],
  );
  assert.deepEqual([holdings.status, holdings.nextStatus, holdings.statusBalance], [null, null, '0']);
});

test('the level is the highest that the summed balances of its tokens reach', () => {
  const [points, one, two] = [token('1'), token('2'), token('3')];
  const levels = [level('Gold', '1000', one, two), level('Bronze', '100', one, two), level('Silver', '500', one, two)];
  const at = (a: string, b: string) => {
    const { status, nextStatus, statusBalance } = toHoldings([held(one, a), held(two, b)], [points, one, two], levels, null);
    return [status?.name, nextStatus?.name, statusBalance];
  };
  assert.deepEqual(at('50', '49'), [undefined, 'Bronze', '99']);
  assert.deepEqual(at('60', '40'), ['Bronze', 'Silver', '100']);
  assert.deepEqual(at('500', '499.999'), ['Silver', 'Gold', '999.999']);
  assert.deepEqual(at('600', '400'), ['Gold', undefined, '1000']);
});

test('what Mina has, from the server: points, rewards with their pictures, her level', async (t) => {
  const { store, count } = await signedIn(t);
  const holdings = await store.holdings();
  assert.match(holdings.points, /^\d+$/);
  assert.ok(holdings.creditToken && holdings.status && holdings.nextStatus);
  assert.ok(holdings.rewards.length >= 3 && holdings.rewards.every(({ item }) => item?.name));
  assert.equal(count('GET /users/me'), 1);
});
