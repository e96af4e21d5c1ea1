import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Gives the tabs of any browser the sign to go, all in the same moment, without driving the browser. */
export interface Starter {
  readonly origin: string;
  /** Tabs that have a session. */
  readonly ready: number;
  /** Whether the sign would be heard. */
  readonly listening: boolean;
  /** @param minutes by which the tabs' clocks go on */
  go(minutes: number): void;
  close(): Promise<void>;
}

export async function openStarter(): Promise<Starter> {
  let ready = 0;
  let waiting: ServerResponse | null = null;
  const server = createServer((request, response) => {
    response.setHeader('access-control-allow-origin', '*');
    if (request.url === '/go') return void (waiting = response);
    ready += 1;
    response.end();
  });
  await new Promise<void>((done) => server.listen(0, 'localhost', done));
  return {
    origin: `http://localhost:${(server.address() as AddressInfo).port}`,
    get ready() {
      return ready;
    },
    get listening() {
      return waiting !== null;
    },
    go(minutes) {
      waiting?.end(String(minutes));
      waiting = null;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

/**
 * A tab of a shop. The first one knows the customer, the others find the session on the device. The first one also hears the sign and passes
 * it on: a browser keeps six connections open to one address, and there are more tabs than that.
 */
export const tabPage = (script: string, projectKey: string, api: string, identity: string, starter: string): string => `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Shop</title><link rel="icon" href="data:,">
<script>
  const now = Date.now;
  let ahead = 0;
  Date.now = () => now() + ahead;
</script>
<pers-rewards project-key="${projectKey}" api-url="${api}"><pers-account></pers-account></pers-rewards>
<script>
  const root = document.querySelector('pers-rewards');
  const first = location.search === '?first';
  const channel = new BroadcastChannel('sign');
  const go = (minutes) => {
    ahead += minutes * 60_000;
    root.refresh();
  };
  channel.onmessage = ({ data }) => go(data);
  if (first) root.identity = () => '${identity}';
  root.addEventListener('pers-signed-in', async () => {
    await fetch('${starter}/ready');
    while (first) {
      const minutes = Number(await (await fetch('${starter}/go')).text());
      channel.postMessage(minutes);
      go(minutes);
    }
  }, { once: true });
</script>
<script type="module" src="/${script}"></script></html>`;
