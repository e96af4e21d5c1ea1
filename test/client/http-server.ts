import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';
import { createClient, type Client, type ClientOptions } from '../../src/client/client.js';

export interface Received {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly json: unknown;
}

export interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON; without it `body` is sent as it is. */
  readonly json?: unknown;
  readonly body?: string | Uint8Array;
  /** `silent` never answers, `reset` breaks the connection, `half` breaks it within the body, `stall` never ends the body. */
  readonly fault?: 'silent' | 'reset' | 'half' | 'stall';
}

export interface TestServer {
  readonly url: string;
  readonly received: Received[];
}

export const projectKey = 'a'.repeat(64);

/** A real HTTP server that answers as the test says. It ends with the test. */
export async function openServer(t: TestContext, answer: (request: Received) => Answer | Promise<Answer>): Promise<TestServer> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    void (async () => {
      const chunks: Uint8Array[] = [];
      for await (const chunk of request) chunks.push(chunk as Uint8Array);
      const url = new URL(request.url ?? '/', 'http://localhost');
      const body = Buffer.concat(chunks).toString();
      const call = {
        method: request.method ?? '',
        path: url.pathname.replace(/^\/v2/, ''),
        query: url.searchParams,
        headers: request.headers,
        json: body ? (JSON.parse(body) as unknown) : undefined,
      };
      received.push(call);
      const { status = 200, headers = {}, json, body: text = '', fault } = await answer(call);
      if (fault === 'silent') return;
      if (fault === 'reset') return void request.socket.destroy();
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      const content = json === undefined ? text : JSON.stringify(json);
      if (!fault) return void response.end(content);
      response.write(content);
      if (fault === 'half') setTimeout(() => request.socket.destroy(), 20);
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v2`, received };
}

/** A client whose API gives `json` to everything, and which is signed in. */
export async function clientAnsweredWith(t: TestContext, json: unknown, status = 200): Promise<Client & TestServer> {
  return openClient(t, () => ({ json, status }));
}

export async function openClient(
  t: TestContext,
  answer: (request: Received) => Answer | Promise<Answer>,
  options: Partial<ClientOptions> = {},
): Promise<Client & TestServer> {
  const server = await openServer(t, answer);
  const session = { accessToken: async () => 'token', renew: async () => null, reject: async () => undefined };
  return { ...createClient({ projectKey, apiUrl: server.url, session, ...options }), ...server };
}
