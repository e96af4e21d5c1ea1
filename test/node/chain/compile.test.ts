import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { after, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { artifactOf, compile } from '../../../demo/chain/compile.js';

const folder = mkdtempSync(`${tmpdir()}/contracts-`);
after(() => rmSync(folder, { recursive: true }));

const compiled = (source: string): ReturnType<typeof compile> => {
  writeFileSync(`${folder}/Probe.sol`, `// SPDX-License-Identifier: MIT\npragma solidity ^0.8.24;\n${source}`);
  return compile(pathToFileURL(`${folder}/`));
};
const kept = () => readdirSync(new URL('../../../.cache/contracts/', import.meta.url));

test('the contracts of the project compile without a warning', async () => {
  const artifacts = await compile();
  assert.deepEqual(Object.keys(artifacts).sort(), ['Points', 'Rewards', 'SmartWallet', 'SmartWalletFactory', 'Status']);
  for (const { abi, bytecode } of Object.values(artifacts)) {
    assert.match(bytecode, /^0x[0-9a-f]{1000,49152}$/);
    assert(abi.length > 3);
  }
  assert.throws(() => artifactOf(artifacts, 'Coins'), /no contract Coins/);
});

test('a result is kept by what went into it', async () => {
  const one = await compiled('contract Probe { function one() external pure returns (uint256) { return 1; } }');
  const files = kept();
  assert.deepEqual(await compiled('contract Probe { function one() external pure returns (uint256) { return 1; } }'), one);
  assert.deepEqual(kept(), files);
  const two = await compiled('contract Probe { function one() external pure returns (uint256) { return 2; } }');
  assert.notEqual(two['Probe']?.bytecode, one['Probe']?.bytecode);
});

test('errors, warnings and imports from elsewhere are refused, and nothing is kept of them', async () => {
  const files = kept();
  await assert.rejects(compiled('contract Probe { nonsense }'), /ParserError/);
  await assert.rejects(compiled('contract Probe { function f() external pure { uint256 unused; } }'), /Warning: Unused/);
  await assert.rejects(compiled('import "/etc/hostname"; contract Probe {}'), /neither in the folder nor in @openzeppelin/);
  await assert.rejects(compiled('import "@openzeppelin/contracts/None.sol"; contract Probe {}'), /not in the installed library/);
  assert.deepEqual(kept(), files);
});
