import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** `npm start` as a person runs it, with a database of its own. */
export interface DemoServer {
  /** Without a slash at the end. */
  readonly origin: string;
  /** Everything it has printed so far. */
  readonly output: () => string;
  /** Sends the signal and gives the exit code. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

export interface StartOptions {
  /** Default: one that the system chooses. Empty: as if not set. */
  readonly port?: string;
  /** Folder of the database. Default: a fresh one that goes away with the server. */
  readonly data?: string;
}

/** Starts the demo and waits until it says that it is ready. @throws with what it printed when it ends before that. */
export async function startDemo({ port = '0', data }: StartOptions = {}): Promise<DemoServer> {
  const folder = data ?? mkdtempSync(join(tmpdir(), 'pers-demo-'));
  const child = spawn('npm', ['--silent', 'start'], { env: { ...process.env, PORT: port, DATA_DIR: folder } });
  let output = '';
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const ready = new Promise<string>((resolve, reject) => {
    const read = (part: Buffer): void => {
      output += part.toString();
      const origin = /^Ready (http:\/\/localhost:\d+)\/$/m.exec(output)?.[1];
      if (origin) resolve(origin);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    void ended.then((code) => reject(new Error(`ended with ${code}: ${output}`)));
  });
  const clean = (): void => (data ? undefined : rmSync(folder, { recursive: true, force: true }));
  void ended.then(clean);
  const stop = (signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> => {
    child.kill(signal);
    return ended;
  };
  return { origin: await ready, output: () => output, stop };
}
