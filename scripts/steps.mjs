// What the commands of package.json share: saying what happens, running a program, and knowing what is in place. Needs no package.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../', import.meta.url));

const read = (path) => JSON.parse(readFileSync(`${root}${path}`, 'utf8'));
const seconds = (since) => `${((Date.now() - since) / 1000).toFixed(1)} s`;

/** Says one line. */
export const say = (line) => console.log(line);

/** Runs `main`; a failure is one sentence and exit code 1. */
export function command(main) {
  main().catch((error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}

/**
 * Runs a program in the project's folder. Shows its output, or with `quiet` only when it fails.
 *
 * @returns {Promise<{ ok: boolean, time: string }>}
 */
export function run(program, args, { quiet = false, env = {} } = {}) {
  const start = Date.now();
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', quiet ? 'pipe' : 'inherit', quiet ? 'pipe' : 'inherit'],
      shell: process.platform === 'win32',
    });
    const output = [];
    child.stdout?.on('data', (data) => output.push(data));
    child.stderr?.on('data', (data) => output.push(data));
    child.once('error', (error) => reject(new Error(`${program} cannot be started: ${error.message}`)));
    child.once('close', (code) => {
      if (code !== 0) process.stdout.write(Buffer.concat(output));
      resolve({ ok: code === 0, time: seconds(start) });
    });
  });
}

/** The same, but a failure ends the command. */
export async function step(title, program, args, options) {
  say(`${title} …`);
  const { ok, time } = await run(program, args, { quiet: true, ...options });
  if (!ok) throw new Error(`${title} failed: the output above says why.`);
  say(`${title}: ${time}`);
}

/** Installs what the lockfile names, unless exactly that is there. */
export async function ensureInstalled() {
  if (installed()) return;
  await step('Installing packages (npm ci)', 'npm', ['ci', '--no-audit', '--no-fund']);
}

/** Compares with the lockfile that npm keeps in node_modules. Packages for other platforms may be missing. */
function installed() {
  if (!existsSync(`${root}node_modules/.package-lock.json`)) return false;
  const wanted = Object.entries(read('package-lock.json').packages).filter(([path]) => path !== '');
  const there = read('node_modules/.package-lock.json').packages;
  return wanted.every(([path, { version, optional }]) => (there[path] ? there[path].version === version : optional === true));
}

/** Builds the files for the script tag, and with `all` the modules for npm, unless they are newer than everything they are made from. */
export async function ensureBuilt(what = 'cdn') {
  const made = ['cdn/sri.json', ...(what === 'all' ? ['dist/index.js'] : [])].map((path) => `${root}${path}`);
  const source = newest('src', 'vite.config.ts', 'tsconfig.build.json', 'package-lock.json');
  if (made.every((path) => existsSync(path) && statSync(path).mtimeMs >= source)) return;
  await step('Building the script tag and the elements', process.execPath, ['scripts/build.mjs', what]);
}

function newest(...paths) {
  return Math.max(
    ...paths.map((path) => {
      const { mtimeMs } = statSync(`${root}${path}`);
      const inside = path.includes('.') ? [] : readdirSync(`${root}${path}`, { recursive: true });
      return Math.max(mtimeMs, ...inside.map((name) => statSync(`${root}${path}/${name}`).mtimeMs));
    }),
  );
}
