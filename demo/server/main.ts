import { mkdirSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { fileURLToPath } from 'node:url';
import { getRequestListener } from '@hono/node-server';
import { openChain, type Chain } from '../chain/chain.js';
import { createSite, type Site } from './site.js';

const FIRST_PORT = 4010;
const LAST_PORT = 4099;

/**
 * Serves the demo: the API with its database file, the script tag and the pages. Listens on `PORT`; without it on the first free port
 * from 4010. Ends on SIGINT and SIGTERM, after the requests that are running.
 */
export async function main(): Promise<void> {
  const server = createServer();
  const port = await listen(server);
  const url = `http://localhost:${port}`;
  const data = process.env.DATA_DIR ?? fileURLToPath(new URL('../../.data', import.meta.url));
  mkdirSync(data, { recursive: true });
  const chain = await openChain(data).catch((error: unknown) => {
    console.error(`No chain: ${error instanceof Error ? error.message : String(error)} The demo goes on with its ledger alone.`);
    return null;
  });
  const site = createSite({ publicUrl: url, database: `${data}/demo.sqlite`, chain, log });
  server.on('request', getRequestListener(site.fetch, { overrideGlobalObjects: false }));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop(server, site, chain));
  console.log(`Ready ${url}/`);
}

/** Failures are always told; with `LOG=all` every request is. */
function log(line: Readonly<Record<string, unknown>>): void {
  if (line['level'] === 'error' || process.env.LOG === 'all') console.error(JSON.stringify(line));
}

/** Open connections without a request are closed at once; a running one may finish within two seconds. */
async function stop(server: Server, site: Site, chain: Chain | null): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeIdleConnections();
  setTimeout(() => server.closeAllConnections(), 2000).unref();
  await closed;
  await site.close();
  await chain?.stop();
  process.exit(0);
}

async function listen(server: Server): Promise<number> {
  const wanted = process.env.PORT;
  if (wanted !== undefined && wanted !== '') {
    const port = Number(wanted);
    if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`PORT is "${wanted}", and that is no port number.`);
    if (await tryPort(server, port)) return bound(server);
    throw new Error(`Port ${port} is taken. Stop what listens there, or start with another PORT.`);
  }
  for (let port = FIRST_PORT; port <= LAST_PORT; port += 1) if (await tryPort(server, port)) return port;
  throw new Error(`Ports ${FIRST_PORT} to ${LAST_PORT} are all taken. Start with a PORT of your own.`);
}

/** The port that the system chose for `PORT=0`. */
function bound(server: Server): number {
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('The server listens on no port.');
  return address.port;
}

function tryPort(server: Server, port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const failed = (error: NodeJS.ErrnoException): void => {
      if (error.code === 'EADDRINUSE') resolve(false);
      else reject(new Error(error.code === 'EACCES' ? `Port ${port} needs more rights.` : error.message));
    };
    server.once('error', failed);
    server.listen(port, () => {
      server.off('error', failed);
      resolve(true);
    });
  });
}
