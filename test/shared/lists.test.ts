import assert from 'node:assert/strict';
import test from 'node:test';
import type { Token, TokenUnit } from '../../src/client/tokens.js';
import { gives, isolated, receivedWords } from '../../src/components/shared/names.js';
import { Order } from '../../src/components/shared/order.js';
import { readPages } from '../../src/components/shared/paging.js';
import { en } from '../../src/i18n/en.js';
import type { PersContext } from '../../src/state/context.js';

const items = (...ids: string[]) => ids.map((id) => ({ id }));
const ids = (list: readonly { readonly id: string }[]) => list.map(({ id }) => id).join('');

test('an order is by rank, and equal ranks keep theirs', () => {
  const ranks: Record<string, number> = { a: 2, b: 0, c: 1, d: 0 };
  assert.equal(ids(new Order().arrange(items('a', 'b', 'c', 'd'), 1, ({ id }) => ranks[id]!)), 'bdca');
});

test('an order stays while it is looked at; new ones come after; another viewer gets another', () => {
  const order = new Order();
  const ranks: Record<string, number> = { a: 1, b: 0, c: 0, d: 1 };
  const rank = ({ id }: { readonly id: string }) => ranks[id]!;
  assert.equal(ids(order.arrange(items('a', 'b'), 'one', rank)), 'ba');
  ranks['b'] = 2;
  assert.equal(ids(order.arrange(items('a', 'b'), 'one', rank)), 'ba');
  assert.equal(ids(order.arrange(items('a', 'b', 'd', 'c'), 'one', rank)), 'bacd');
  assert.equal(ids(order.arrange(items('a', 'b', 'd', 'c'), 'two', rank)), 'cadb');
});

test('pages are asked for together and put in a row', async () => {
  const asked: number[] = [];
  const read = async (page: number) => (asked.push(page), { items: [page * 10, page * 10 + 1], next: page < 3 ? page + 1 : null });
  assert.deepEqual(await readPages(read, 2), { items: [10, 11, 20, 21], next: 3 });
  assert.deepEqual(await readPages(read, 3), { items: [10, 11, 20, 21, 30, 31], next: null });
  assert.deepEqual(asked, [1, 2, 1, 2, 3]);
});

const pers = (direction: 'ltr' | 'rtl') => ({ strings: en, locale: 'en', direction }) as PersContext;
const token = (type: string, name: string): Token => ({
  ...{ id: name, contractAddress: '0x1', chainId: 1, name, symbol: '', decimals: 0, type, isActive: true, isGallery: false, items: [] },
});
const unit = (amount: string, of: Token, name?: string): TokenUnit => ({
  ...{ id: amount, token: of, amount, maxAmount: null },
  item: name ? { id: name, incrementalId: 1, name, description: '', imageUrl: null, externalUrl: null, expiryDate: null } : null,
});

test('what is given: points are counted, one thing is not', () => {
  const [points, rewards] = [token('ERC20', 'Harbour Points'), token('ERC1155', 'Rewards')];
  assert.equal(gives(pers('ltr'), []), '');
  assert.equal(gives(pers('ltr'), [unit('1240', points)]), '1,240 Harbour Points');
  assert.equal(gives(pers('ltr'), [unit('1', points)]), '1 Harbour Points');
  assert.equal(gives(pers('ltr'), [unit('1', rewards, 'Free coffee')]), 'Free coffee');
  assert.equal(gives(pers('ltr'), [unit('2', rewards, 'Free coffee'), unit('5', points)]), '2 Free coffee and 5 Harbour Points');
});

test('what arrived, in the same words', () => {
  const received = [
    { name: 'Harbour Points', amount: '50', imageUrl: null, tokenAddress: '0x1' },
    { name: 'Free coffee', amount: '1', imageUrl: 'https://example.com/a.png', tokenAddress: '0x2' },
  ];
  assert.equal(receivedWords(pers('ltr'), received), '50 Harbour Points and Free coffee');
});

test('C11 a name cannot turn the words around it', () => {
  assert.equal(isolated('Café', pers('ltr')), 'Café');
  assert.equal(isolated('Café', pers('rtl')), '\u2068Café\u2069');
  assert.equal(isolated('קפה', pers('ltr')), '\u2068קפה\u2069');
  assert.equal(isolated('\u202Egnp.exe', pers('ltr')), '\u2068\u202Egnp.exe\u2069');
});
