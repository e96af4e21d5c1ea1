import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TransferIntent } from '../../src/wallet/intent.js';
import { abi, burn, callOf, domainType, executeType, FORMATS, item, NOW, rewards, sample, type Json } from './honest.js';
import { why } from './refused.js';
import { neverSigned, wrappers } from './selectors.js';

const other = '0x3333333333333333333333333333333333333333';
const typed = sample('EIP-712');
const { domain, message, types } = typed.data as { domain: Json; message: Json; types: Json };
const raw = sample('EIP-1559');

/** Typed data or a transaction with another call in it. */
function withCall(type: string, intent: TransferIntent, call: string): Json {
  const { data } = sample(type, intent);
  return type === 'EIP-712' ? { ...data, message: { ...(data['message'] as Json), data: call } } : { ...data, data: call };
}

test('functions that are never signed', (t) => {
  for (const { name, data } of neverSigned)
    for (const type of FORMATS) {
      const { intent } = sample(type);
      assert.match(why(withCall(type, intent, data), intent), /^KIND (message\.)?data$/, name);
    }
  t.diagnostic(`${neverSigned.length} functions, ${FORMATS.length} formats`);
});

test('the intended call inside another one', () => {
  for (const type of FORMATS) {
    const { intent } = sample(type);
    for (const wrap of wrappers) {
      const call = wrap(intent.tokenAddress, callOf(intent));
      assert.match(why(withCall(type, intent, call), intent), /^KIND/);
    }
  }
});

test('a call of the list, but not the intended one', () => {
  const intents = [{}, rewards, item].flatMap((token) => [{}, burn].map((kind) => sample('EIP-712', { ...token, ...kind }).intent));
  for (const intent of intents)
    for (const asked of intents) {
      const call = callOf(asked);
      if (call === callOf(intent)) continue;
      assert.match(why(withCall('EIP-712', intent, call), intent), /^(CALL|AMOUNT|TOKEN) /, `${asked.kind} ${asked.tokenType}`);
    }
});

test('every argument counts', () => {
  const { intent } = sample('EIP-712', rewards);
  const call = (change: Json): string => why(withCall('EIP-712', intent, callOf({ ...intent, ...change })), intent);
  assert.equal(call({ from: other }), 'TARGET message.data.from');
  assert.equal(call({ to: other }), 'RECIPIENT message.data.to');
  assert.equal(call({ tokenId: '8' }), 'TOKEN message.data.tokenId');
  assert.equal(call({ amount: '4' }), 'AMOUNT message.data.amount');
  const { from, to, tokenId, amount } = intent;
  const gift = abi.encodeFunctionData('safeTransferFrom(address,address,uint256,uint256,bytes)', [from, to, tokenId, amount, '0x01']);
  assert.equal(why(withCall('EIP-712', intent, gift), intent), 'CALL message.data.nothing');
});

test('one encoding only', () => {
  const { intent } = sample('EIP-1559', rewards);
  const call = callOf(intent);
  const words: string[] = call.slice(10).match(/.{64}/g) ?? [];
  const put = (index: number, word: string): string => call.slice(0, 10) + words.with(index, word).join('');
  const zero = '0'.repeat(64);
  const variants = {
    'trailing byte': `${call}00`,
    'trailing word': call + zero,
    'missing word': call.slice(0, -64),
    'missing byte': call.slice(0, -2),
    'dirty padding': put(1, `1${words[1]?.slice(1)}`),
    'bytes elsewhere': `${put(4, 'c0'.padStart(64, '0'))}${zero}`,
    'bytes out of reach': put(4, 'f'.repeat(64)),
    'length out of reach': put(5, 'f'.repeat(64)),
  };
  for (const [name, data] of Object.entries(variants))
    assert.equal(why({ ...sample('EIP-1559', rewards).data, data }, intent), 'SHAPE data', name);
  for (const data of ['', '0x0', 'a9059cbb', '0xzz', `0X${call.slice(2)}`, null, 7, ['0x'], { hex: call }])
    assert.match(why({ ...sample('EIP-1559', rewards).data, data }, intent), /^SHAPE/);
  assert.equal(why({ ...raw.data, data: '0x' }, raw.intent), 'CALL data');
});

test('typed data: chain, contract, value, time', () => {
  const table: readonly [Json, string][] = [
    [{ domain: { ...domain, chainId: 1 } }, 'CHAIN domain.chainId'],
    [{ domain: { ...domain, verifyingContract: other } }, 'TARGET domain.verifyingContract'],
    [{ domain: { ...domain, salt: `0x${'0'.repeat(64)}` } }, 'SHAPE domain'],
    [{ domain: { ...domain, name: 'Wallet\u202e' } }, 'SHAPE domain.name'],
    [{ domain: { ...domain, version: undefined } }, 'SHAPE domain.version'],
    [{ message: { ...message, to: other } }, 'TARGET message.to'],
    [{ message: { ...message, value: '1' } }, 'VALUE message.value'],
    [{ message: { ...message, gas: '1' } }, 'SHAPE message'],
    [{ message: { ...message, deadline: String(NOW / 1000) } }, 'EXPIRED deadline'],
    [{ deadline: Number(typed.data['deadline']) + 1 }, 'EXPIRED deadline'],
    [{ expiresAt: new Date(NOW + 60_000).toISOString() }, 'EXPIRED deadline'],
    [{ expiresAt: 'tomorrow' }, 'SHAPE expiresAt'],
    [{ authorizationList: [] }, 'KIND authorizationList'],
    [{ note: 'hello' }, 'SHAPE signingData'],
  ];
  for (const [change, expected] of table) assert.equal(why({ ...typed.data, ...change }, typed.intent), expected);
});

test('a deadline within the next hour, to the second', () => {
  const at = (now: number): string => why(typed.data, typed.intent, now);
  const end = Number(typed.data['deadline']) * 1000;
  assert.equal(at(end), 'EXPIRED deadline');
  assert.equal(at(end - 3_600_001), 'EXPIRED deadline');
  for (const now of [end - 1, end - 3_600_000]) assert.throws(() => at(now), /accepted/);
  for (const now of [NaN, Infinity, -1, 9e15]) assert.equal(at(now), 'EXPIRED now');
});

test('structs that are not the known one', () => {
  const permit = { Permit: [{ name: 'owner', type: 'address' }] };
  const table: readonly [Json, string][] = [
    [{ types: permit, primaryType: 'Permit' }, 'KIND primaryType'],
    [{ types: permit, primaryType: undefined }, 'KIND primaryType'],
    [{ types: { ...types, ...permit }, primaryType: 'Permit' }, 'KIND primaryType'],
    [{ types: { ...types, ...permit } }, 'SHAPE types'],
    [{ types: { Execute: executeType().reverse() } }, 'SHAPE types.Execute'],
    [{ types: { Execute: executeType().slice(1) } }, 'SHAPE types.Execute'],
    [{ types: { Execute: executeType().with(1, { name: 'value', type: 'uint128' }) } }, 'SHAPE types.Execute'],
    [{ types: { Execute: executeType().with(1, { name: 'amount', type: 'uint256' }) } }, 'SHAPE types.Execute'],
    [{ types: { Execute: executeType().with(0, { name: 'to', type: 'address', indexed: true }) } }, 'SHAPE types.Execute'],
    [{ types: { ...types, EIP712Domain: domainType().slice(1) } }, 'SHAPE types.EIP712Domain'],
    [{ types: { Execute: {} } }, 'SHAPE types.Execute'],
  ];
  for (const [change, expected] of table) assert.equal(why({ ...typed.data, ...change }, typed.intent), expected);
});

test('transactions: chain, contract, value, fees, and formats that are not for this wallet', () => {
  const table: readonly [Json, string][] = [
    [{ chainId: 1 }, 'CHAIN chainId'],
    [{ to: other }, 'TARGET to'],
    [{ to: null }, 'SHAPE signingData.to'],
    [{ value: '1' }, 'VALUE value'],
    [{ nonce: 2 ** 53 }, 'SHAPE nonce'],
    [{ gasLimit: '1'.repeat(20) }, 'SHAPE gasLimit'],
    [{ maxPriorityFeePerGas: '35000000001' }, 'SHAPE maxPriorityFeePerGas'],
    [{ gasPrice: '1' }, 'SHAPE signingData'],
    [{ accessList: [{ address: other, storageKeys: ['0x1'] }] }, 'SHAPE accessList'],
    [{ accessList: [{ address: other }] }, 'SHAPE accessList.storageKeys'],
    [{ authorizationList: [{ address: other }] }, 'KIND authorizationList'],
    [{ blobVersionedHashes: [] }, 'SHAPE signingData'],
    [{ deadline: NOW / 1000 + 3601, expiresAt: null }, 'EXPIRED deadline'],
    ...['EIP-7702', 'EIP-4844', 'eth_sign', 'personal_sign', 'eip-1559', 2, null, ['legacy'], '__proto__'].map(
      (type) => [{ type }, 'KIND type'] as [Json, string],
    ),
  ];
  for (const [change, expected] of table) assert.equal(why({ ...raw.data, ...change }, raw.intent), expected, JSON.stringify(change));
  assert.equal(why(raw.data, { ...raw.intent, maxFee: '3149999999999999' }), 'VALUE gasLimit');
  assert.throws(() => why(raw.data, { ...raw.intent, maxFee: '3150000000000000' }), /accepted/);
  assert.equal(why(typed.data, { ...typed.intent, wallet: null, from: typed.intent.signer }), 'KIND type');
  assert.equal(why(raw.data, { ...raw.intent, wallet: other, from: other }), 'KIND type');
});

test('an intent that makes no sense agrees with nothing', () => {
  const table: readonly [Json, string][] = [
    [{ amount: '0' }, 'AMOUNT intent.amount'],
    [{ amount: '-1' }, 'AMOUNT intent.amount'],
    [{ amount: '1e3' }, 'AMOUNT intent.amount'],
    [{ amount: 250 }, 'AMOUNT intent.amount'],
    [{ amount: `0.${'0'.repeat(18)}1` }, 'AMOUNT intent.amount'],
    [{ amount: '9'.repeat(78) }, 'AMOUNT intent.amount'],
    [{ decimals: 78 }, 'AMOUNT intent.decimals'],
    [{ tokenId: '1' }, 'TOKEN intent.tokenId'],
    [{ ...rewards, tokenId: null }, 'TOKEN intent.tokenId'],
    [{ ...item, amount: '2' }, 'AMOUNT intent.amount'],
    [{ to: null }, 'RECIPIENT intent.to'],
    [{ kind: 'burn' }, 'RECIPIENT intent.to'],
    [{ to: `0x${'0'.repeat(40)}` }, 'RECIPIENT intent.to'],
    [{ from: other }, 'TARGET intent.from'],
    [{ wallet: other }, 'TARGET intent.from'],
    [{ kind: 'approve' }, 'KIND intent.kind'],
    [{ tokenType: 'ERC777' }, 'KIND intent.tokenType'],
    [{ chainId: 0 }, 'CHAIN intent.chainId'],
    [{ signer: 'me' }, 'SHAPE intent.signer'],
  ];
  for (const [change, expected] of table) assert.equal(why(typed.data, { ...typed.intent, ...change } as TransferIntent), expected);
  for (const nothing of [null, undefined, 'intent', []]) assert.match(why(typed.data, nothing as never), /^(SHAPE|KIND) intent/);
});
