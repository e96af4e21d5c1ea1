import { AbiCoder, id } from 'ethers';
import { abi, callOf, type Honest, type Json } from './honest.js';
import type { Dice } from './dice.js';
import { neverSigned, wrappers } from './selectors.js';

/** A change to what the API prepared. It may work on `data` in place; null when it does not fit the case. */
export type Mutation = (data: Json, dice: Dice, honest: Honest) => Json | null;

const part = (data: Json, name: string): Json | null => (data['type'] === 'EIP-712' && (data[name] as Json)) || null;
/** The record with the call, its target and its value: the message, or the transaction itself. */
const body = (data: Json): Json => part(data, 'message') ?? data;

function set(record: Json | null, change: Json): true | null {
  return record && (Object.assign(record, change), true);
}
const within = (change: (data: Json, dice: Dice, honest: Honest) => true | null): Mutation => {
  return (data, dice, honest) => change(data, dice, honest) && data;
};
/** Another call in the same envelope. */
const call = (change: (hex: string, dice: Dice, honest: Honest) => string | null): Mutation =>
  within((data, dice, honest) => {
    const hex = String(body(data)['data']);
    const changed = change(hex, dice, honest);
    return changed === null || changed.toLowerCase() === hex.toLowerCase() ? null : set(body(data), { data: changed });
  });
const bytesOf = (hex: string): string[] => hex.slice(2).match(/../g) ?? [];
const edited = (hex: string, dice: Dice, edit: (bytes: string[], at: number) => unknown): string => {
  const bytes = bytesOf(hex);
  edit(bytes, dice.below(bytes.length));
  return `0x${bytes.join('')}`;
};
/** A call that is encoded properly, for an intent that differs in one thing. */
const asking = (change: (dice: Dice, honest: Honest) => Json | null): Mutation =>
  call((_, dice, honest) => {
    const differs = change(dice, honest);
    const asked = differs && callOf({ ...honest.intent, ...differs });
    // A single item can be asked for in two ways: both are the intended call.
    const { tokenType, kind } = honest.intent;
    const isSame = tokenType === 'ERC721' && kind === 'transfer' && [false, true].some((long) => callOf(honest.intent, long) === asked);
    return isSame ? null : asked;
  });

const JUNK: readonly unknown[] = [
  -1,
  1.5,
  true,
  {},
  [],
  '',
  ' 0',
  '0x',
  '1e3',
  '01',
  '0x\u0000',
  NaN,
  [[]],
  { toString: '0' },
  '\u202e',
  '9'.repeat(79),
];
const ODD_NAMES = ['authorizationList', '__proto__', 'constructor', 'salt', 'gas', 'from', 'blobVersionedHashes', 'accesslist', 'to ', ''];
const TYPES = ['EIP-712', 'legacy', 'EIP-2930', 'EIP-1559', 'EIP-7702', 'EIP-4844', 'eth_sign', 'personal_sign', 'EIP-1271', 'eip-712'];
const SELECTORS = abi.fragments.map((fragment) => id(fragment.format()).slice(0, 10));
const SLOTS = ['uint256', 'uint128', 'address', 'bytes', 'bytes32', 'string', 'uint256[]', 'Execute', 'bool'];

/** Each of these makes something else of an honest transaction, or something that is not understood. None may be accepted. */
export const breaking: Readonly<Record<string, Mutation>> = {
  'bit of the call': call((hex, dice) =>
    edited(
      hex,
      dice,
      (bytes, at) => (bytes[at] = (Number.parseInt(bytes[at] ?? '0', 16) ^ (1 << dice.below(8))).toString(16).padStart(2, '0')),
    ),
  ),
  'byte of the call': call((hex, dice) => edited(hex, dice, (bytes, at) => (bytes[at] = dice.hex(1)))),
  'byte more': call((hex, dice) => edited(hex, dice, (bytes, at) => bytes.splice(at, 0, dice.hex(1)))),
  'byte less': call((hex, dice) => edited(hex, dice, (bytes, at) => bytes.splice(at, 1))),
  'trailing bytes': call((hex, dice) => hex + (dice.flip() ? dice.hex(1 + dice.below(64)) : '00'.repeat(1 + dice.below(96)))),
  'cut off': call((hex, dice) => hex.slice(0, 2 + 2 * dice.below(hex.length / 2 - 1))),
  'words swapped': call((hex, dice) => {
    const words: string[] = hex.slice(10).match(/.{64}/g) ?? [];
    const [a, b] = [dice.below(words.length), dice.below(words.length)];
    return (
      hex.slice(0, 10) +
      words
        .with(a, words[b] ?? '')
        .with(b, words[a] ?? '')
        .join('')
    );
  }),
  'dirty padding': call((hex, dice, { intent }) => {
    // The first word is an address in every call but burn(uint256), where it is the number.
    const at = 10 + dice.below(24);
    return intent.tokenType === 'ERC1155' || intent.to
      ? `${hex.slice(0, at)}${1 + dice.below(15)}`.slice(0, at + 1) + hex.slice(at + 1)
      : null;
  }),
  'other selector': call((hex, dice) => `0x${dice.flip() ? dice.hex(4) : id(`f${dice.below(999)}()`).slice(2, 10)}${hex.slice(10)}`),
  'selector of another call of the list': call((hex, dice) => dice.pick(SELECTORS) + hex.slice(10)),
  'function never signed': call((_, dice) => dice.pick(neverSigned).data),
  'selector never signed': call((hex, dice) => dice.pick(neverSigned).data.slice(0, 10) + hex.slice(10)),
  'wrapped call': call((hex, dice, { intent }) => dice.pick(wrappers)(intent.tokenAddress, hex)),
  'bytes handed over': call((hex, dice, { intent: { tokenType, kind, from, to, tokenId } }) => {
    if (tokenType === 'ERC20' || kind === 'burn') return null;
    const more = `0x${dice.hex(1 + dice.below(40))}`;
    if (tokenType === 'ERC721') return abi.encodeFunctionData('safeTransferFrom(address,address,uint256,bytes)', [from, to, tokenId, more]);
    const amount = `0x${hex.slice(10 + 3 * 64, 10 + 4 * 64)}`;
    return abi.encodeFunctionData('safeTransferFrom(address,address,uint256,uint256,bytes)', [from, to, tokenId, amount, more]);
  }),
  'other layout': call((hex, _, { intent: { tokenType, kind } }) => {
    if (tokenType !== 'ERC1155' || kind === 'burn') return null;
    const moved = AbiCoder.defaultAbiCoder().encode(['uint256', 'uint256', 'uint256'], [0xc0, 0, 0]).slice(2);
    return hex.slice(0, 10 + 4 * 64) + moved;
  }),
  'call as something else': within((data, dice) =>
    set(body(data), { data: dice.pick(['0x', '', null, 0, [], {}, 'transfer', '0xa9059cb']) }),
  ),

  'other recipient': asking((dice, { intent }) => (intent.to ? { to: dice.address() } : null)),
  'recipient one digit off': asking((dice, { intent }) => (intent.to ? { to: dice.nibble(intent.to) } : null)),
  'recipient is the signer': asking((_, { intent }) => (intent.to ? { to: intent.signer } : null)),
  'other holder': asking((dice, { intent }) =>
    intent.tokenType === 'ERC20' ? null : { from: dice.pick([dice.address(), intent.signer, intent.tokenAddress]) },
  ),
  'other token id': asking((dice, { intent }) =>
    intent.tokenId ? { tokenId: String(BigInt.asUintN(256, BigInt(intent.tokenId) + dice.step())) } : null,
  ),
  'other amount': asking((dice, { intent: { tokenType } }) =>
    tokenType === 'ERC721' ? null : { amount: String(1 + dice.below(1e9)), decimals: dice.below(19) },
  ),
  'decimals shifted': asking((dice, { intent }) =>
    intent.tokenType === 'ERC721' ? null : { decimals: intent.decimals + 1 + dice.below(6) },
  ),
  'burned or moved instead': asking((dice, { intent }) =>
    intent.kind === 'burn' ? { kind: 'transfer', to: dice.address() } : { kind: 'burn', to: null },
  ),
  'other kind of token': asking((dice, { intent }) => ({
    tokenType: dice.pick(['ERC20', 'ERC1155', 'ERC721']),
    tokenId: intent.tokenId ?? '1',
  })),

  'other target': within((data, dice, { intent }) =>
    set(body(data), { to: dice.pick([dice.address(), dice.nibble(intent.tokenAddress), intent.signer]) }),
  ),
  'no target': within((data, dice) => set(body(data), { to: dice.pick([null, undefined, '', '0x', '0x0', [], 0]) })),
  value: within((data, dice) =>
    set(body(data), { value: dice.pick(['1', 1, String(dice.below(1e15) + 1), '0x0', '-1', null, '00', 0.5]) }),
  ),
  'other chain': within((data, dice, { intent }) =>
    set(part(data, 'domain') ?? data, {
      chainId: dice.pick([intent.chainId + 1, String(intent.chainId + 2), `0x${intent.chainId.toString(16)}`, 0, null, -1]),
    }),
  ),
  'other verifying contract': within((data, dice, { intent }) =>
    set(part(data, 'domain'), {
      verifyingContract: dice.pick([dice.address(), intent.signer, intent.tokenAddress, dice.nibble(intent.from), null]),
    }),
  ),
  salt: within((data, dice) => set(part(data, 'domain'), { salt: `0x${dice.hex(32)}` })),
  'domain text': within((data, dice) =>
    set(part(data, 'domain'), { [dice.pick(['name', 'version'])]: dice.pick(['', 'x\n', '\u202eyalP', 'x'.repeat(65), 1, null, []]) }),
  ),

  'struct of another name': within((data, dice) => {
    const name = dice.pick(['Permit', 'PermitSingle', 'Delegation', 'ForwardRequest', 'execute', 'Execute ', 'Order', 'SafeTx']);
    const types = part(data, 'types');
    return types && set(data, { types: { [name]: types['Execute'] }, primaryType: dice.pick([name, 'Execute', undefined]) });
  }),
  'other primary type': within((data, dice) =>
    part(data, 'types') ? set(data, { primaryType: dice.pick(['Permit', 'EIP712Domain', '', 'execute', 0, []]) }) : null,
  ),
  'type added': within((data, dice) =>
    set(part(data, 'types'), { [dice.pick(['Permit', 'Call', '__proto', 'Execute[]'])]: [{ name: 'to', type: 'address' }] }),
  ),
  'domain type differs': within((data, dice) =>
    set(part(data, 'types'), { EIP712Domain: dice.pick([[], [{ name: 'name', type: 'string' }], {}, 'none']) }),
  ),
  'member retyped': member((fields, at, dice) => {
    const type = dice.pick(SLOTS);
    return fields[at]?.['type'] === type ? null : fields.with(at, { ...fields[at], type });
  }),
  'member renamed': member((fields, at, dice) =>
    fields.with(at, { ...fields[at], name: dice.pick(['from', 'amount', 'calldata', 'to_', 'Value']) }),
  ),
  'member moved': member((fields, at, dice) => {
    const to = dice.below(fields.length);
    return at === to ? null : fields.toSpliced(at, 1).toSpliced(to, 0, fields[at] ?? {});
  }),
  'member dropped': member((fields, at) => fields.toSpliced(at, 1)),
  'member added': member((fields, at, dice) =>
    fields.toSpliced(at, 0, { name: dice.pick(['operation', 'gas', 'to']), type: dice.pick(SLOTS) }),
  ),
  'member with more to it': member((fields, at) => fields.with(at, { ...fields[at], internalType: 'x' })),

  'signed deadline': within((data, dice) => {
    const deadline = Number(data['deadline']) + dice.pick([-1, 1]) * (3601 + dice.below(1e6));
    return set(part(data, 'message'), { deadline: String(deadline) }) && set(data, { deadline, expiresAt: null });
  }),
  'deadlines differ': within((data, dice) =>
    hasTwo(data) ? set(data, { deadline: Number(data['deadline']) + 1 + dice.below(900) }) : null,
  ),
  'expiry differs': within((data, dice) =>
    hasTwo(data) ? set(data, { expiresAt: new Date(Number(data['deadline']) * 1000 + 1000 * (1 + dice.below(900))).toISOString() }) : null,
  ),
  'no clear moment': within((data, dice) =>
    set(data, { [dice.pick(['deadline', 'expiresAt'])]: dice.pick(['soon', {}, true, -1, '2026', 1.5, '+1']) }),
  ),

  'other type': within((data, dice) => {
    const type = dice.pick(TYPES);
    // A legacy transaction is also a complete one with an access list: the same transfer in another envelope.
    return type === data['type'] || (type === 'EIP-2930' && data['type'] === 'legacy') ? null : set(data, { type });
  }),
  'authorisation list': within((data, dice) =>
    set(data, { authorizationList: dice.pick([[], [{ address: dice.address(), nonce: 0 }], null, {}]) }),
  ),
  'field added': within((data, dice) => {
    const record = dice.pick([data, body(data), part(data, 'domain') ?? data]);
    const name = dice.flip() ? dice.pick(ODD_NAMES) : `x${dice.hex(3)}`;
    if (Object.hasOwn(record, name)) return null;
    Object.defineProperty(record, name, {
      value: dice.pick([0, null, '', {}, dice.address()]),
      enumerable: true,
      configurable: true,
      writable: true,
    });
    return true;
  }),
  'field dropped': within((data, dice) => {
    const [record, name] = dice.pick(needed(data));
    delete record[name];
    return true;
  }),
  'field is junk': within((data, dice) => {
    const [record, name] = dice.pick(needed(data));
    const junk: unknown = structuredClone(dice.pick(JUNK));
    return /^(name|version)$/.test(name) && typeof junk === 'string' ? null : set(record, { [name]: junk });
  }),
  'record in a list': (data, dice) => {
    const name = dice.pick(['domain', 'types', 'message']);
    return part(data, name) && { ...data, [name]: [data[name]] };
  },
};

/** Two deadlines: the signed one and another, or both that stand beside a transaction. */
const hasTwo = (data: Json): boolean => ('deadline' in data && 'expiresAt' in data) || (data['type'] === 'EIP-712' && 'deadline' in data);

/** Every field that an honest transaction cannot do without. */
function needed(data: Json): [Json, string][] {
  const records = [data, part(data, 'domain'), part(data, 'message')].filter((record) => record !== null);
  const optional = ['deadline', 'expiresAt', 'accessList', 'primaryType'];
  return records.flatMap((record) =>
    Object.keys(record)
      .filter((name) => record !== data || !optional.includes(name))
      .map((name): [Json, string] => [record, name]),
  );
}

function member(change: (fields: Json[], at: number, dice: Dice) => Json[] | null): Mutation {
  return within((data, dice) => {
    const types = part(data, 'types');
    const fields = types?.['Execute'] as Json[] | undefined;
    const changed = fields && change(fields, dice.below(fields.length), dice);
    return changed ? set(types, { Execute: changed }) : null;
  });
}
