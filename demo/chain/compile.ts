import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { InterfaceAbi } from 'ethers';

const require = createRequire(import.meta.url);
const cacheFolder = fileURLToPath(new URL('../../.cache/contracts/', import.meta.url));
const ownSources = new URL('./contracts/', import.meta.url);
const LIBRARY = '@openzeppelin/contracts/';

/** What deploying and calling a contract needs. `bytecode` is its creation code in hex. */
export interface Artifact {
  readonly abi: Extract<InterfaceAbi, readonly unknown[]>;
  readonly bytecode: string;
}

/** Contracts by name. */
export type Artifacts = Readonly<Record<string, Artifact>>;

/** @throws Error when no contract has this name. */
export function artifactOf(artifacts: Artifacts, name: string): Artifact {
  const artifact = artifacts[name];
  if (!artifact) throw new Error(`There is no contract ${name}.`);
  return artifact;
}

/** The part of solc's standard JSON output that is read here. */
interface Output {
  errors?: { severity: 'error' | 'warning' | 'info'; formattedMessage: string }[];
  contracts?: Record<string, Record<string, { abi: Artifact['abi']; evm: { bytecode: { object: string } } }>>;
}

const settings = {
  evmVersion: 'cancun',
  optimizer: { enabled: true, runs: 200 },
  // Without it the address of a counterfactual wallet would move with every comment in the sources.
  metadata: { bytecodeHash: 'none', appendCBOR: false },
  outputSelection: { '*': { '*': ['abi', 'evm.bytecode.object'] } },
};

/**
 * Compiles every contract of a folder and returns them by name. The result is kept by the hash of all that goes into it, so that the
 * compiler, which takes seconds to start, is loaded only after a change.
 *
 * @param folder URL of a folder of `.sol` files that import each other and OpenZeppelin; without it the project's own contracts.
 * @throws Error with the compiler's messages; warnings count, except those about the library.
 */
export async function compile(folder: URL = ownSources): Promise<Artifacts> {
  const sources = readSources(folder);
  const versions = [require('solc/package.json'), require('@openzeppelin/contracts/package.json')].map(
    (it: { version: string }) => it.version,
  );
  const hash = createHash('sha256').update(JSON.stringify({ sources, settings, versions })).digest('hex');
  const file = `${cacheFolder}${hash.slice(0, 32)}.json`;
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Artifacts;
  const artifacts = await run(sources);
  mkdirSync(cacheFolder, { recursive: true });
  // Two processes may compile at once: whoever reads finds a whole file or none.
  writeFileSync(`${file}.${process.pid}`, JSON.stringify(artifacts));
  renameSync(`${file}.${process.pid}`, file);
  return artifacts;
}

type Sources = Record<string, { content: string }>;

function readSources(folder: URL): Sources {
  const names = readdirSync(folder).filter((name) => name.endsWith('.sol'));
  return Object.fromEntries(names.sort().map((name) => [name, { content: readFileSync(new URL(name, folder), 'utf8') }]));
}

async function run(sources: Sources): Promise<Artifacts> {
  const { default: solc } = await import('solc');
  const input = JSON.stringify({ language: 'Solidity', sources, settings });
  const output = JSON.parse(solc.compile(input, { import: readLibrary }) as string) as Output;
  const failures = (output.errors ?? []).filter((it) => it.severity !== 'info' && !it.formattedMessage.includes(`--> ${LIBRARY}`));
  if (failures.length > 0) throw new Error(failures.map((it) => it.formattedMessage).join('\n'));
  const own = Object.entries(output.contracts ?? {}).filter(([file]) => file in sources);
  return Object.fromEntries(
    own.flatMap(([, contracts]) =>
      Object.entries(contracts).map(([name, { abi, evm }]) => [name, { abi, bytecode: `0x${evm.bytecode.object}` }]),
    ),
  );
}

/** Answers the compiler's imports: from the library's package and from nowhere else. */
function readLibrary(path: string): { contents: string } | { error: string } {
  if (!path.startsWith(LIBRARY)) return { error: `${path} is neither in the folder nor in ${LIBRARY}` };
  try {
    return { contents: readFileSync(require.resolve(path), 'utf8') };
  } catch {
    return { error: `${path} is not in the installed library` };
  }
}
