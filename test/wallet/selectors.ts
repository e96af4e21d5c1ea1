import { Interface, parseEther } from 'ethers';

const NFT = 2n ** 255n;
const WHO = '0x2222222222222222222222222222222222222222';
const ALL = 2n ** 256n - 1n;
const PERMIT = '(address token,uint160 amount,uint48 expiration,uint48 nonce)';

/** Calls that real contracts offer and that must never be signed, with arguments as an attacker would choose them. */
const calls: readonly (readonly [string, readonly unknown[]])[] = [
  ['approve(address,uint256)', [WHO, ALL]],
  ['increaseAllowance(address,uint256)', [WHO, ALL]],
  ['decreaseAllowance(address,uint256)', [WHO, 1]],
  ['increaseApproval(address,uint256)', [WHO, ALL]],
  ['approveAndCall(address,uint256,bytes)', [WHO, ALL, '0x']],
  ['setApprovalForAll(address,bool)', [WHO, true]],
  ['permit(address,address,uint256,uint256,uint8,bytes32,bytes32)', [WHO, WHO, ALL, ALL, 27, `0x${'1'.repeat(64)}`, `0x${'1'.repeat(64)}`]],
  [
    'permit(address,address,uint256,uint256,bool,uint8,bytes32,bytes32)',
    [WHO, WHO, 0, 0, true, 27, `0x${'1'.repeat(64)}`, `0x${'1'.repeat(64)}`],
  ],
  ['permit(address,uint256,uint256,bytes)', [WHO, 1, ALL, '0x']],
  [
    `permit(address owner,(${PERMIT} details,address spender,uint256 sigDeadline) single,bytes signature)`,
    [WHO, [[WHO, 1, 1, 1], WHO, ALL], '0x'],
  ],
  ['transferFrom(address,address,uint256)', [WHO, WHO, 1]],
  ['transferAndCall(address,uint256)', [WHO, 1]],
  ['transferAndCall(address,uint256,bytes)', [WHO, 1, '0x']],
  ['transferWithAuthorization(address,address,uint256,uint256,uint256,bytes32,bytes)', [WHO, WHO, 1, 0, ALL, `0x${'1'.repeat(64)}`, '0x']],
  ['send(address,uint256,bytes)', [WHO, 1, '0x']],
  ['burnFrom(address,uint256)', [WHO, 1]],
  ['burnBatch(address,uint256[],uint256[])', [WHO, [1], [1]]],
  ['safeBatchTransferFrom(address,address,uint256[],uint256[],bytes)', [WHO, WHO, [1], [1], '0x']],
  ['mint(address,uint256)', [WHO, 1]],
  ['multicall(bytes[])', [['0x']]],
  ['multicall(uint256,bytes[])', [ALL, ['0x']]],
  ['aggregate3((address,bool,bytes)[])', [[[WHO, true, '0x']]]],
  ['execute(address,uint256,bytes)', [WHO, parseEther('1'), '0x']],
  ['execute(bytes32,bytes)', [`0x${'0'.repeat(64)}`, '0x']],
  ['executeBatch((address,uint256,bytes)[])', [[[WHO, 1, '0x']]]],
  [
    'execTransaction(address,uint256,bytes,uint8,uint256,uint256,uint256,address,address,bytes)',
    [WHO, 0, '0x', 1, 0, 0, 0, WHO, WHO, '0x'],
  ],
  ['execTransactionFromModule(address,uint256,bytes,uint8)', [WHO, 0, '0x', 1]],
  ['delegatecall(address,bytes)', [WHO, '0x']],
  ['functionDelegateCall(address,bytes)', [WHO, '0x']],
  ['delegate(address)', [WHO]],
  ['delegateBySig(address,uint256,uint256,uint8,bytes32,bytes32)', [WHO, 0, ALL, 27, `0x${'1'.repeat(64)}`, `0x${'1'.repeat(64)}`]],
  ['upgradeTo(address)', [WHO]],
  ['upgradeToAndCall(address,bytes)', [WHO, '0x']],
  ['transferOwnership(address)', [WHO]],
  ['grantRole(bytes32,address)', [`0x${'0'.repeat(64)}`, WHO]],
  ['setOwner(address)', [WHO]],
  ['addOwnerWithThreshold(address,uint256)', [WHO, 1]],
  ['enableModule(address)', [WHO]],
  ['setOperator(address,bool)', [WHO, true]],
  ['deposit()', []],
  ['withdraw(uint256)', [NFT]],
];

export interface NeverSigned {
  readonly name: string;
  readonly data: string;
}

export const neverSigned: readonly NeverSigned[] = calls.map(([signature, values]) => {
  const contract = new Interface([`function ${signature}`]);
  const name = signature.slice(0, signature.indexOf('('));
  return { name: signature, data: contract.encodeFunctionData(name, values) };
});

/** Ways to carry out a call inside another one. */
export const wrappers: readonly ((target: string, data: string) => string)[] = [
  wrapper('multicall(bytes[])', (_, data) => [[data]]),
  wrapper('multicall(bytes[])', (_, data) => [[data, data]]),
  wrapper('execute(address,uint256,bytes)', (target, data) => [target, 0, data]),
  wrapper('execute(address,uint256,bytes,uint8)', (target, data) => [target, 0, data, 1]),
  wrapper('functionDelegateCall(address,bytes)', (target, data) => [target, data]),
  wrapper('aggregate3((address,bool,bytes)[])', (target, data) => [[[target, false, data]]]),
  wrapper('executeBatch((address,uint256,bytes)[])', (target, data) => [[[target, 0, data]]]),
];

function wrapper(signature: string, values: (target: string, data: string) => unknown[]): (target: string, data: string) => string {
  const contract = new Interface([`function ${signature}`]);
  const name = signature.slice(0, signature.indexOf('('));
  return (target, data) => contract.encodeFunctionData(name, values(target, data));
}
