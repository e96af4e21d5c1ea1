import { getAddress, TypedDataEncoder } from 'ethers';
import { checkCall } from './call-data.js';
import { checkDeadline, DEADLINES } from './deadline.js';
import type { Intent } from './intent.js';
import { address, fieldsOf, uint, type Fields, type Plain } from './plain.js';
import { refuse } from './refusal.js';

interface TypedField {
  readonly name: string;
  readonly type: string;
}

/** The argument of `eth_signTypedData_v4`, complete: wallets want the domain's own type in it. Integers are decimal strings. */
export interface TypedData {
  readonly types: { readonly EIP712Domain: readonly TypedField[]; readonly Execute: readonly TypedField[] };
  readonly primaryType: 'Execute';
  readonly domain: { readonly name: string; readonly version: string; readonly chainId: number; readonly verifyingContract: string };
  readonly message: {
    readonly to: string;
    readonly value: '0';
    readonly data: string;
    readonly nonce: string;
    readonly deadline: string;
  };
}

const domainType = struct('name string, version string, chainId uint256, verifyingContract address');
const executeType = struct('to address, value uint256, data bytes, nonce uint256, deadline uint256');

/** Both are shown by wallets: plain characters only, so that neither can imitate or hide a line. */
const NAME = /^[\x20-\x7e]{1,64}$/;

/**
 * The one struct that may be signed: `Execute`, in which the customer's smart wallet calls the token.
 * @returns what goes to the wallet, built anew from compared values; the digest that is signed; the deadline (ISO 8601 UTC)
 * @throws PersError GUARD_… (every code)
 */
export function checkTypedData(signingData: Fields, intent: Intent, now: number): { payload: TypedData; hash: string; until: string } {
  if (intent.wallet === null) refuse('GUARD_KIND', 'type', 'is for a smart wallet, and there is none');
  const data = fieldsOf(signingData, 'signingData', ['type', 'domain', 'types', 'message'], ['primaryType', ...DEADLINES]);
  checkTypes(data);
  const domain = checkDomain(data['domain'], intent);
  const message = fieldsOf(data['message'], 'message', names(executeType));
  const to = address(message['to'], 'message.to');
  if (to !== intent.token) refuse('GUARD_TARGET', 'message.to', 'is not the token');
  if (uint(message['value'], 'message.value') !== 0n) refuse('GUARD_VALUE', 'message.value', 'is not zero');
  const nonce = String(uint(message['nonce'], 'message.nonce'));
  const deadline = uint(message['deadline'], 'message.deadline');
  const until = checkDeadline(data, now, deadline) ?? refuse('GUARD_EXPIRED', 'deadline', 'is missing');
  const call = checkCall(message['data'], intent, 'message.data');
  const payload: TypedData = {
    types: { EIP712Domain: domainType, Execute: executeType },
    primaryType: 'Execute',
    domain,
    message: { to: getAddress(to), value: '0', data: call, nonce, deadline: String(deadline) },
  };
  return { payload, hash: TypedDataEncoder.hash(domain, { Execute: [...executeType] }, payload.message), until };
}

function checkTypes({ types: raw, primaryType }: Fields): void {
  const isOther = typeof raw === 'object' && raw !== null && !Object.hasOwn(raw, 'Execute');
  if (isOther || (primaryType != null && primaryType !== 'Execute')) refuse('GUARD_KIND', 'primaryType', 'is never signed here');
  const types = fieldsOf(raw, 'types', ['Execute'], ['EIP712Domain']);
  checkStruct(types['Execute'], executeType, 'types.Execute');
  if (types['EIP712Domain'] != null) checkStruct(types['EIP712Domain'], domainType, 'types.EIP712Domain');
}

/** The order counts: another one is another struct. */
function checkStruct(found: Plain, wanted: readonly TypedField[], target: string): void {
  if (!Array.isArray(found) || found.length !== wanted.length) refuse('GUARD_SHAPE', target, 'is not the known struct');
  wanted.forEach(({ name, type }, index) => {
    const field = fieldsOf((found as readonly Plain[])[index], target, ['name', 'type']);
    if (field['name'] !== name || field['type'] !== type) refuse('GUARD_SHAPE', target, 'is not the known struct');
  });
}

function checkDomain(value: Plain, intent: Intent): TypedData['domain'] {
  const { name, version, ...domain } = fieldsOf(value, 'domain', names(domainType));
  if (uint(domain['chainId'], 'domain.chainId') !== intent.chainId) refuse('GUARD_CHAIN', 'domain.chainId', 'is not the chain');
  const verifyingContract = address(domain['verifyingContract'], 'domain.verifyingContract');
  if (verifyingContract !== intent.wallet) refuse('GUARD_TARGET', 'domain.verifyingContract', "is not the customer's wallet");
  if (typeof name !== 'string' || !NAME.test(name)) return refuse('GUARD_SHAPE', 'domain.name', 'is not a plain name');
  if (typeof version !== 'string' || !NAME.test(version)) return refuse('GUARD_SHAPE', 'domain.version', 'is not a plain version');
  return { name, version, chainId: Number(intent.chainId), verifyingContract: getAddress(verifyingContract) };
}

function struct(members: string): readonly TypedField[] {
  return members.split(', ').map((member) => {
    const [name = '', type = ''] = member.split(' ');
    return { name, type };
  });
}

function names(struct: readonly TypedField[]): string[] {
  return struct.map(({ name }) => name);
}
