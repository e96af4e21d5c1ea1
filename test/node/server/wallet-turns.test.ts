import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Wallet } from 'ethers';
import { inTurn } from '../../../demo/server/wallet-turns.js';

const typed = (nonce: number) => JSON.stringify({ type: 'EIP-712', owner: '0x', message: { nonce: String(nonce) }, signature: '0x' });
const row = (id: string, sender_address: string, signed_call: string | null = null) => ({ id, sender_address, signed_call });
const ids = (rows: readonly { id: string }[]): string => rows.map(({ id }) => id).join(' ');

test('what a wallet has signed goes by its numbers, as numbers; everything else stays where it was', () => {
  const rows = [
    row('a10', 'a', typed(10)),
    row('m', 'bank'),
    row('b1', 'b', typed(1)),
    row('a9', 'a', typed(9)),
    row('x', 'a'),
    row('a2', 'a', typed(2)),
  ];
  assert.equal(ids(inTurn(rows)), 'a2 m b1 a9 x a10');
  assert.equal(ids(rows), 'a10 m b1 a9 x a2');
});

test('transactions that an account sends itself too', async () => {
  const key = Wallet.createRandom();
  const raw = async (nonce: number) =>
    JSON.stringify({
      type: 'legacy',
      raw: await key.signTransaction({ type: 0, nonce, to: key.address, gasPrice: 1n, gasLimit: 21_000n, chainId: 1 }),
    });
  const rows = [row('second', key.address, await raw(1)), row('first', key.address, await raw(0))];
  assert.equal(ids(inTurn(rows)), 'first second');
});
