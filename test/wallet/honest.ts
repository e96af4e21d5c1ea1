import fc from 'fast-check';
import { Interface, parseUnits } from 'ethers';
import type { TransferIntent } from '../../src/wallet/intent.js';

/** Moment of every test: 2026-01-15, 10:30 UTC, in milliseconds. */
export const NOW = Date.UTC(2026, 0, 15, 10, 30);

/** The contracts' own words for the calls; the guard's selectors are checked against them. */
export const abi = new Interface([
  'function transfer(address to, uint256 value)',
  'function burn(uint256 value)',
  'function burn(address account, uint256 id, uint256 value)',
  'function safeTransferFrom(address from, address to, uint256 id, uint256 value, bytes data)',
  'function safeTransferFrom(address from, address to, uint256 id)',
  'function safeTransferFrom(address from, address to, uint256 id, bytes data)',
]);

export type Json = Record<string, unknown>;
export interface Honest {
  readonly intent: TransferIntent;
  readonly data: Json;
}

/** The call that an intent asks for. `withBytes` picks the longer of the two calls for a single item. */
export function callOf(intent: TransferIntent, withBytes = false): string {
  const { kind, tokenType, from, to, tokenId } = intent;
  const amount = parseUnits(intent.amount, intent.decimals);
  const encode = (signature: string, ...values: unknown[]): string => abi.encodeFunctionData(signature, values);
  if (tokenType === 'ERC20') return kind === 'burn' ? encode('burn(uint256)', amount) : encode('transfer', to, amount);
  if (tokenType === 'ERC1155') {
    return kind === 'burn'
      ? encode('burn(address,uint256,uint256)', from, tokenId, amount)
      : encode('safeTransferFrom(address,address,uint256,uint256,bytes)', from, to, tokenId, amount, '0x');
  }
  if (kind === 'burn') return encode('burn(uint256)', tokenId);
  return withBytes
    ? encode('safeTransferFrom(address,address,uint256,bytes)', from, to, tokenId, '0x')
    : encode('safeTransferFrom(address,address,uint256)', from, to, tokenId);
}

const members = (list: string): Json[] => list.split(',').map((pair) => ({ type: pair.split(' ')[0], name: pair.split(' ')[1] }));
export const executeType = (): Json[] => members('address to,uint256 value,bytes data,uint256 nonce,uint256 deadline');
export const domainType = (): Json[] => members('string name,string version,uint256 chainId,address verifyingContract');

export interface Envelope {
  readonly nonce: bigint;
  /** Seconds from now; null leaves the deadlines of a transaction out. */
  readonly seconds: number | null;
  readonly gas: bigint;
  readonly price: bigint;
  readonly withBytes: boolean;
}

/** What the API prepares for an intent, in the contract's form. */
export function prepare(type: string, intent: TransferIntent, { nonce, seconds, gas, price, withBytes }: Envelope): Json {
  const deadline = NOW / 1000 + (seconds ?? 900);
  const deadlines = { deadline, expiresAt: new Date(deadline * 1000).toISOString() };
  const data = callOf(intent, withBytes);
  const { chainId, tokenAddress: to } = intent;
  if (type === 'EIP-712') {
    const domain = { name: 'PERS Smart Wallet', version: '1', chainId, verifyingContract: intent.wallet };
    const message = { to, value: '0', data, nonce: String(nonce), deadline: String(deadline) };
    return { type, domain, types: { Execute: executeType() }, primaryType: 'Execute', message, ...deadlines };
  }
  const fees =
    type === 'EIP-1559' ? { maxFeePerGas: String(price), maxPriorityFeePerGas: String(price / 2n) } : { gasPrice: String(price) };
  const list = type === 'EIP-2930' ? { accessList: [{ address: to, storageKeys: [`0x${'0a'.repeat(32)}`] }] } : {};
  const common = { type, chainId, to, data, value: '0', nonce: Number(nonce), gasLimit: String(gas) };
  return { ...common, ...fees, ...list, ...(seconds === null ? {} : deadlines) };
}

export const FORMATS = ['EIP-712', 'legacy', 'EIP-2930', 'EIP-1559'] as const;

const anAddress = fc.stringMatching(/^0x[1-9a-f][0-9a-f]{39}$/);
const anyUint = fc.oneof(fc.bigInt(0n, 300n), fc.bigInt(0n, 2n ** 256n - 1n));
const envelope = fc.record({
  nonce: fc.bigInt(0n, 2n ** 53n - 1n),
  seconds: fc.option(fc.integer({ min: 1, max: 3600 })),
  gas: fc.bigInt(21_000n, 10_000_000n),
  price: fc.bigInt(0n, 10n ** 13n),
  withBytes: fc.boolean(),
});

/** Intents of every kind, token and format, with what an honest API prepares for them. */
export const anHonest: fc.Arbitrary<Honest> = fc
  .record({
    type: fc.constantFrom(...FORMATS),
    kind: fc.constantFrom('transfer', 'burn'),
    tokenType: fc.constantFrom('ERC20', 'ERC1155', 'ERC721'),
    chainId: fc.integer({ min: 1, max: 2 ** 32 }),
    decimals: fc.integer({ min: 0, max: 18 }),
    // 19 digits leave room for 18 decimals below 2^256.
    units: fc.oneof(fc.bigInt(1n, 100_000n), fc.bigInt(1n, 10n ** 37n)),
    id: anyUint,
    accounts: fc.uniqueArray(anAddress, { minLength: 4, maxLength: 4 }),
    envelope,
  })
  .map(({ type, kind, tokenType, chainId, decimals, units, id, accounts, envelope }): Honest => {
    const [tokenAddress = '', to = '', signer = '', contract = ''] = accounts;
    const single = tokenType === 'ERC721';
    const wallet = type === 'EIP-712' ? contract : null;
    const intent: TransferIntent = {
      chainId,
      kind: kind as TransferIntent['kind'],
      tokenAddress,
      tokenType: tokenType as TransferIntent['tokenType'],
      tokenId: tokenType === 'ERC20' ? null : String(id),
      amount: single ? '1' : whole(units, decimals),
      decimals: single ? 0 : decimals,
      from: wallet ?? signer,
      to: kind === 'burn' ? null : to,
      wallet,
      signer,
    };
    return { intent, data: prepare(type, intent, envelope) };
  });

function whole(units: bigint, decimals: number): string {
  const digits = String(units).padStart(decimals + 1, '0');
  return decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/** The same customer and the same offer in the tests that go case by case. */
export function sample(type: string, change: Partial<TransferIntent> = {}): Honest {
  const signer = '0x4f3d59aea280c7f69e21a5c8f33d728114727abb';
  const wallet = type === 'EIP-712' ? '0xf31a9429c3b8e83db9c8a617f14557d4a4779707' : null;
  const intent: TransferIntent = {
    chainId: 80002,
    kind: 'transfer',
    tokenAddress: '0x27d4e5caa61d2e0ca5ebae7984be4ae451208fde',
    tokenType: 'ERC20',
    tokenId: null,
    amount: '250',
    decimals: 18,
    from: wallet ?? signer,
    to: '0x1111111111111111111111111111111111111111',
    wallet,
    signer,
    ...change,
  };
  return { intent, data: prepare(type, intent, { nonce: 4n, seconds: 900, gas: 90_000n, price: 35_000_000_000n, withBytes: false }) };
}

export const rewards = { tokenType: 'ERC1155', tokenId: '7', amount: '3', decimals: 0 } as const;
export const item = { tokenType: 'ERC721', tokenId: '41', amount: '1', decimals: 0 } as const;
export const burn = { kind: 'burn', to: null } as const;
