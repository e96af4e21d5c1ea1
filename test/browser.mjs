// Finds the browser that tests run in: CHROME_PATH, else the Chromium of the npm packages, else an installed one.
import { execFileSync } from 'node:child_process';
import { constants, accessSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const PACKAGE = new URL('../node_modules/@sparticuz/chromium/', import.meta.url);
const CACHE = new URL('../.cache/', import.meta.url);
const INSTALLED = ['google-chrome-stable', 'google-chrome', 'chromium', 'chromium-browser', 'chrome'];
const NONE = 'No browser for the tests: install Chromium (Debian: apt-get install chromium) or set CHROME_PATH to a Chrome or Chromium.';

/** Nothing leaves the machine, nothing but pages makes noise. Root and containers have no sandbox of their own. */
export const browserArgs = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
  '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost',
];

/** Path of a browser that starts. Fails with one sentence that says what to install. */
export async function findBrowser() {
  if (process.env.CHROME_PATH) {
    if (starts(process.env.CHROME_PATH)) return process.env.CHROME_PATH;
    throw new Error(`CHROME_PATH is "${process.env.CHROME_PATH}", and that does not start.`);
  }
  const packaged = await unpack();
  if (packaged && starts(packaged)) return packaged;
  const installed = INSTALLED.flatMap((name) => (process.env.PATH ?? '').split(':').map((folder) => `${folder}/${name}`)).find(
    (path) => executable(path) && starts(path),
  );
  if (installed) return installed;
  throw new Error(NONE);
}

function executable(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

function starts(path) {
  try {
    execFileSync(path, ['--version', '--no-sandbox'], { stdio: 'ignore', timeout: 30_000 });
    return true;
  } catch {
    return false;
  }
}

/**
 * Unpacks the packaged binary once per version. Parallel first starts wait for the one that holds the lock: a binary that is
 * still being written cannot be started (ETXTBSY).
 */
async function unpack() {
  if (process.platform !== 'linux' || process.arch !== 'x64' || !existsSync(PACKAGE)) return null;
  const { version } = JSON.parse(readFileSync(new URL('package.json', PACKAGE), 'utf8'));
  const home = fileURLToPath(new URL(`chromium-${version}`, CACHE));
  const start = `${home}/start`;
  const lock = `${home}.lock`;
  mkdirSync(CACHE, { recursive: true });
  for (let waited = 0; !existsSync(start); waited += 100) {
    if (takeLock(lock)) {
      try {
        if (!existsSync(start)) await fill(home);
      } finally {
        rmSync(lock, { recursive: true, force: true });
      }
    } else if (waited > 120_000) {
      throw new Error(`Another run seems to be unpacking the browser for minutes; if none is, remove ${lock}.`);
    } else {
      await sleep(100);
    }
  }
  return start;
}

/** A folder is made by exactly one process. A lock older than two minutes was left behind by one that died. */
function takeLock(lock) {
  try {
    mkdirSync(lock);
    return true;
  } catch {
    if (existsSync(lock) && Date.now() - statSync(lock).mtimeMs > 120_000) rmSync(lock, { recursive: true, force: true });
    return false;
  }
}

async function fill(home) {
  const parts = `${home}.parts`;
  rmSync(parts, { recursive: true, force: true });
  mkdirSync(parts);
  // The package unpacks into the temporary folder of the process; ours has the version in its name.
  const before = process.env.TMPDIR;
  process.env.TMPDIR = parts;
  try {
    const { inflate } = await import(new URL('build/index.js', PACKAGE).href);
    const archives = ['chromium.br', 'fonts.tar.br', 'swiftshader.tar.br', 'al2023.tar.br'];
    await Promise.all(archives.map((name) => inflate(fileURLToPath(new URL(`bin/${name}`, PACKAGE)))));
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
  writeFileSync(
    `${parts}/fonts/fonts.conf`,
    `<fontconfig><dir>${home}/fonts/fonts</dir><cachedir>${home}/fonts/cache</cachedir></fontconfig>\n`,
  );
  writeFileSync(`${parts}/start`, launcher(home), { mode: 0o755 });
  rmSync(home, { recursive: true, force: true });
  renameSync(parts, home);
}

/** Machines without libnss3 or fonts use the ones that come with the package; others their own. */
function launcher(home) {
  return `#!/bin/sh
if ldd "${home}/chromium" 2>/dev/null | grep -q "not found"; then export LD_LIBRARY_PATH="${home}/al2023/lib\${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"; fi
if [ ! -e /etc/fonts/fonts.conf ]; then export FONTCONFIG_PATH="${home}/fonts"; fi
exec "${home}/chromium" "$@"
`;
}
