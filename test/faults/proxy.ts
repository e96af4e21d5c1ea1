import { Agent, createServer, request, type IncomingMessage, type OutgoingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Exchange, Fault } from './fault.js';
import { Lane } from './lane.js';

/** Stands between pages and the real server, and disturbs what goes through. Loopback only. */
export interface FaultProxy {
  readonly origin: string;
  /** A lane of its own; its `base` stands for the API's base address. */
  lane(): Lane;
  close(): Promise<void>;
}

interface Answer {
  status: number;
  headers: OutgoingHttpHeaders;
  body: Buffer;
}

/**
 * @param upstream origin of the server; its API is under `/v2`
 * @param keepAlive whether connections of pages are used again. Not by default: a browser sends a request again by itself, also a
 *   POST, when a connection that had been used before breaks.
 */
export async function startProxy(upstream: string, { keepAlive = false } = {}): Promise<FaultProxy> {
  const lanes = new Map<string, Lane>();
  // A connection each: one that the server has just given up would look like a fault that nobody asked for.
  const agent = new Agent();
  const server = createServer((incoming, outgoing) => {
    const [, name = '', rest = ''] = /^\/(\w+)\/v2(\/.*)$/.exec(incoming.url ?? '') ?? [];
    const lane = lanes.get(name);
    if (!lane) return void outgoing.writeHead(404).end();
    if (!keepAlive) outgoing.setHeader('connection', 'close');
    lane.working += 1;
    exchange(lane, rest, incoming, outgoing, (body) => ask(upstream, agent, rest, incoming, body))
      .catch(() => outgoing.destroy())
      .finally(() => (lane.working -= 1));
  });
  await new Promise<void>((done) => server.listen(0, 'localhost', done));
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    lane() {
      const name = `lane${lanes.size}`;
      const lane = new Lane(`${origin}/${name}/v2`);
      lanes.set(name, lane);
      return lane;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
      agent.destroy();
    },
  };
}

/** One exchange from its first byte to its last. */
async function exchange(
  lane: Lane,
  rest: string,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  forward: (body: Buffer) => Promise<Answer>,
): Promise<void> {
  const method = incoming.method ?? 'GET';
  const path = rest.split('?')[0]!;
  const fault = lane.take(method, path) ?? {};
  const record: Exchange = { method, path, at: lane.now, disturbed: Object.keys(fault).length > 0, answered: null };
  lane.seen.push(record);
  const token = /^Bearer (.+)$/.exec(incoming.headers.authorization ?? '')?.[1];
  if (token) lane.secrets.add(token);
  const pause = async (time: Promise<void>): Promise<void> => {
    lane.working -= 1;
    const left = lane.hold(outgoing);
    await time;
    left();
    lane.working += 1;
  };

  const body = await read(incoming);
  if (fault.wait) await pause(lane.sleep(fault.wait));
  const answer = fault.forward === false ? refusal(incoming) : await forward(body);
  if (fault.forward !== false) record.answered = answer.status;
  for (const text of [body, answer.body].map(String)) {
    for (const [, secret] of text.matchAll(/"(?:access|refresh|auth)Token":"([^"]+)"/g)) lane.secrets.add(secret!);
  }
  if (fault.hold) await pause(lane.sleep(fault.hold));
  if (fault.reorder) await pause(lane.next());
  if (outgoing.destroyed) return;
  if (fault.cut === 'reset') return void outgoing.socket?.resetAndDestroy();
  send(outgoing, change(answer, fault), fault);
  if (fault.cut === 'silence') lane.hold(outgoing);
  lane.answered();
}

async function read(stream: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

function ask(upstream: string, agent: Agent, rest: string, incoming: IncomingMessage, body: Buffer): Promise<Answer> {
  const { connection: _connection, ...headers } = incoming.headers;
  return new Promise((resolve, reject) => {
    const asked = request(`${upstream}/v2${rest}`, { agent, method: incoming.method ?? 'GET', headers }, (answer) => {
      const { connection: _ours, 'keep-alive': _kept, 'transfer-encoding': _coded, 'content-length': _length, ...rest } = answer.headers;
      read(answer).then((read) => resolve({ status: answer.statusCode ?? 502, headers: rest, body: read }), reject);
    });
    asked.once('error', reject);
    asked.end(body);
  });
}

/** What a gateway says in the place of the server: readable by the page, unless the fault says otherwise. */
function refusal({ headers: { origin } }: IncomingMessage): Answer {
  const headers = {
    'content-type': 'application/json',
    'access-control-allow-origin': origin ?? '*',
    'access-control-expose-headers': 'Retry-After, Date, X-Request-Id',
  };
  return { status: 503, headers, body: Buffer.from('') };
}

function change(answer: Answer, { status, headers = {}, body, prefix, cors }: Fault): Answer {
  const next = { status: status ?? answer.status, headers: { ...answer.headers }, body: answer.body };
  if (body !== undefined) next.body = Buffer.from(body as string);
  if (prefix) next.body = Buffer.concat([Buffer.from(prefix), next.body]);
  if (cors === false) for (const name of Object.keys(next.headers)) if (name.startsWith('access-control-')) delete next.headers[name];
  for (const [name, value] of Object.entries(headers)) {
    if (value === null) delete next.headers[name];
    else next.headers[name] = value;
  }
  return next;
}

function send(outgoing: ServerResponse, { status, headers, body }: Answer, { cut }: Fault): void {
  const bare = status === 204 || status === 304;
  outgoing.writeHead(status, bare ? headers : { ...headers, 'content-length': body.length });
  if (!cut) return void outgoing.end(bare ? undefined : body);
  outgoing.write(body.subarray(0, body.length >> 1), () => {
    // What was written is on its way first: the page has read half when the line breaks.
    if (cut === 'half') setImmediate(() => outgoing.socket?.destroy());
  });
}
