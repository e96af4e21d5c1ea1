import type { TransferIntent } from '../../src/wallet/intent.js';
import type { Dice } from './dice.js';
import { domainType, NOW, type Honest, type Json } from './honest.js';

const cased = (text: unknown, dice: Dice): string =>
  `0x${String(text)
    .slice(2)
    .replace(/[a-f]/gi, (letter) => (dice.flip() ? letter.toUpperCase() : letter.toLowerCase()))}`;
const part = (data: Json, name: string): Json | null => (data['type'] === 'EIP-712' ? (data[name] as Json) : null);
const body = (data: Json): Json => part(data, 'message') ?? data;
const number = (value: bigint, dice: Dice): string | number => (value < 2n ** 53n && dice.flip() ? Number(value) : String(value));

/** Changes, in place, that leave alone what the customer asked for. After any of them the transaction must still be accepted. */
export const neutral: Readonly<Record<string, (data: Json, dice: Dice) => void>> = {
  'case of addresses': (data, dice) => {
    body(data)['to'] = cased(body(data)['to'], dice);
    const domain = part(data, 'domain');
    if (domain) domain['verifyingContract'] = cased(domain['verifyingContract'], dice);
  },
  'case of the call': (data, dice) => {
    body(data)['data'] = cased(body(data)['data'], dice);
  },
  nonce: (data, dice) => {
    const size = data['type'] === 'EIP-712' ? 1 + dice.below(32) : 1 + dice.below(6);
    body(data)['nonce'] = number(BigInt(`0x${dice.hex(size)}`), dice);
  },
  fees: (data, dice) => {
    const price = BigInt(`0x${dice.hex(1 + dice.below(6))}`);
    if ('gasLimit' in data) data['gasLimit'] = number(BigInt(dice.below(1e7)), dice);
    if ('gasPrice' in data) data['gasPrice'] = number(price, dice);
    if ('maxFeePerGas' in data)
      Object.assign(data, { maxFeePerGas: String(price), maxPriorityFeePerGas: String(price / BigInt(1 + dice.below(9))) });
  },
  'access list': (data, dice) => {
    const list = [{ address: dice.address(), storageKeys: [`0x${dice.hex(32)}`] }];
    if (/2930|1559/.test(String(data['type']))) data['accessList'] = dice.pick([null, [], list, undefined]);
  },
  'name and version of the wallet': (data, dice) => {
    const domain = part(data, 'domain');
    if (domain) Object.assign(domain, { name: dice.pick(['Wallet', "Ana's (2)", 'x']), version: dice.pick(['1', '2.0.1', 'beta']) });
  },
  'type of the domain': (data) => {
    const types = part(data, 'types');
    if (types) types['EIP712Domain'] = domainType();
  },
  'primary type': (data, dice) => {
    if (data['type'] !== 'EIP-712') return;
    if (dice.flip()) delete data['primaryType'];
    else data['primaryType'] = null;
  },
  'deadline beside the signed one': (data, dice) => {
    if (dice.flip()) delete data['deadline'];
    if (dice.flip()) delete data['expiresAt'];
  },
  'another moment within the hour': (data, dice) => {
    const deadline = NOW / 1000 + 1 + dice.below(3600);
    const message = part(data, 'message');
    if (message) message['deadline'] = number(BigInt(deadline), dice);
    Object.assign(data, { deadline, expiresAt: new Date(deadline * 1000 + dice.below(1000)).toISOString() });
  },
  'numbers and strings': (data, dice) => {
    const owner = part(data, 'domain') ?? data;
    owner['chainId'] = number(BigInt(Number(owner['chainId'])), dice);
    body(data)['value'] = number(0n, dice);
  },
  'order of the fields': (data, dice) => {
    for (const record of [body(data), data]) {
      const fields = Object.entries(record);
      for (const [name] of fields) delete record[name];
      while (fields.length > 0) {
        const [name, value] = fields.splice(dice.below(fields.length), 1)[0] ?? [''];
        record[name] = value;
      }
    }
  },
};

/** Another wish than the one the transaction was prepared for; null when it does not fit the case. */
export const otherIntents: Readonly<Record<string, (honest: Honest, dice: Dice) => Partial<TransferIntent> | null>> = {
  'more or less': ({ intent }, dice) => (intent.tokenType === 'ERC721' ? null : { amount: `${1 + dice.below(9)}${intent.amount}` }),
  'other decimals': ({ intent }, dice) => (intent.tokenType === 'ERC721' ? null : { decimals: intent.decimals + 1 + dice.below(9) }),
  'other item': ({ intent }, dice) =>
    intent.tokenId === null ? null : { tokenId: String(BigInt.asUintN(256, BigInt(intent.tokenId) + dice.step())) },
  'somebody else': ({ intent }, dice) =>
    intent.to === null ? null : { to: dice.pick([dice.address(), dice.nibble(intent.to), intent.signer]) },
  'other token': ({ intent }, dice) => ({ tokenAddress: dice.pick([dice.address(), dice.nibble(intent.tokenAddress)]) }),
  'other chain': ({ intent }, dice) => ({ chainId: intent.chainId + 1 + dice.below(99) }),
  'other smart wallet': ({ intent }, dice) => {
    const wallet = dice.address();
    return intent.wallet === null ? null : { wallet, from: wallet };
  },
  'other holder': ({ intent }, dice) => {
    // Calls of an ERC-20, and burning an item, do not name the holder: the signer of the intent is the one who sends.
    if (intent.wallet !== null || intent.tokenType === 'ERC20' || (intent.tokenType === 'ERC721' && intent.kind === 'burn')) return null;
    const signer = dice.address();
    return { signer, from: signer };
  },
  'the other kind': ({ intent }, dice) => (intent.kind === 'burn' ? { kind: 'transfer', to: dice.address() } : { kind: 'burn', to: null }),
};
