import { spawn, type ChildProcess } from 'node:child_process';
import { createRequire } from 'node:module';
import { once } from 'node:events';

/** A development chain's own number; no public chain has it, so that nothing signed here counts elsewhere. */
export const LOCAL_CHAIN_ID = 31_337;
const START_TIMEOUT_MS = 15_000;
const STOP_TIMEOUT_MS = 5000;
/** Names that processor kinds have in the node's packages. */
const PROCESSORS: Record<string, string> = { x64: 'amd64', arm64: 'arm64' };

export interface ChainOptions {
  /** Default {@link LOCAL_CHAIN_ID}. */
  readonly chainId?: number;
  /** File that the chain's state is read from and written to when it stops, and every ten seconds; null (default): it lives as long as it runs. */
  readonly state?: string | null;
  /** Seconds between blocks; null (default): every transaction gets a block of its own at once. */
  readonly blockTime?: number | null;
}

export interface ChainNode {
  /**
   * Where JSON-RPC is answered, over HTTP and WebSocket, on this machine only. Whoever reaches it rules the chain (a development node
   * lets anyone act as any account): give pages an address that passes on only the methods they need.
   */
  readonly rpcUrl: string;
  readonly chainId: number;
  /** Writes the state, if it is kept, and ends the process. May be called twice. */
  stop(): Promise<void>;
}

/**
 * Starts an EVM node on a free port of the loopback interface and returns when it answers.
 *
 * The node holds no accounts: keys are the keyring's matter, and a secret among the arguments could be read by every user of the machine.
 * Pages of a browser get no answer over HTTP (no CORS).
 *
 * @throws Error when the node's program is missing (`ANVIL_PATH` names another), ends early or does not answer in time.
 */
export async function startChain(options: ChainOptions = {}): Promise<ChainNode> {
  const { chainId = LOCAL_CHAIN_ID, state = null, blockTime = null } = options;
  const flags = ['--host', '127.0.0.1', '--port', '0', '--chain-id', String(chainId), '--accounts', '0', '--no-cors', '--threads', '1'];
  if (state !== null) flags.push('--state', state, '--state-interval', '10');
  if (blockTime !== null) flags.push('--block-time', String(blockTime));
  const child = spawn(program(), flags, { stdio: ['ignore', 'pipe', 'pipe'] });
  const orphan = () => child.kill('SIGKILL');
  process.once('exit', orphan);
  child.once('exit', () => process.off('exit', orphan));
  try {
    return { rpcUrl: await listening(child), chainId, stop: () => stop(child) };
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  }
}

function program(): string {
  if (process.env.ANVIL_PATH) return process.env.ANVIL_PATH;
  const name = `@foundry-rs/anvil-${process.platform}-${PROCESSORS[process.arch] ?? process.arch}`;
  try {
    return createRequire(import.meta.url).resolve(`${name}/bin/anvil${process.platform === 'win32' ? '.exe' : ''}`);
  } catch {
    throw new Error(`The chain's node is not installed. Install ${name}, or name an anvil in ANVIL_PATH.`);
  }
}

/** The address that the node says it listens on. Its output is read to the end: a full pipe would hold the node up. */
function listening(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const timer = setTimeout(() => reject(new Error(`The chain's node does not answer.\n${said}`)), START_TIMEOUT_MS);
    const hear = (chunk: Buffer): void => {
      if (said.length < 10_000) said += chunk.toString();
      const address = /Listening on (127\.0\.0\.1:\d+)/.exec(said)?.[1];
      if (address === undefined) return;
      clearTimeout(timer);
      resolve(`http://${address}`);
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('error', (error) => {
      clearTimeout(timer);
      reject(new Error(`The chain's node does not start: ${error.message}`));
    });
    // Not `exit`: what it said last may still be on its way then.
    child.once('close', (code, signal) => {
      clearTimeout(timer);
      reject(new Error(`The chain's node ended (${code ?? signal}).\n${said}`));
    });
  });
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
  await ended;
  clearTimeout(timer);
}
