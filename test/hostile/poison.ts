import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Interceptor } from './stage.js';

/** Every field of the contract that is free text or an address: what people or tenants write. */
const FIELDS = new Set(
  `acronym abiUrl address animationUrl businessLegalName city description displayName email errorMessage explorerUrl externalId externalUrl
  failureReason firstName googleAccountName iconUrl identifierEmail imageUrl instagramAccountId lastName message name postalCode previewUrl
  projectDescription projectEmail projectImageUrl projectName projectWebsite provider shortDescription symbol tag tags title userMessage
  websiteUrl youtubeUrl metadata customData publicProfile`.split(/\s+/),
);
/** Chain addresses have a form of their own. */
const ADDRESS = /^0x[0-9a-f]{40}$/i;
/** Answers older than this may hold a session that has ended. */
const LIFE_MS = 8 * 60_000;

/** Answers of the real server with a vector in every field that people write. */
export interface Poison {
  readonly interceptor: Interceptor;
  /** Names of the fields that were poisoned so far. */
  readonly fields: ReadonlySet<string>;
}

/** `/poison/3/v2/…` answers as `/v2/…` did the first time, with the third vector in it. `/poison/clean/v2/…` as it is. */
export function poison(origin: string, vectors: readonly unknown[]): Poison {
  const fields = new Set<string>();
  const known = new Map<string, { readonly at: number; readonly answer: Promise<Answer> }>();

  function put(value: unknown, vector: unknown): unknown {
    if (Array.isArray(value)) return value.map((one) => put(one, vector));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, one]) => {
        if (!FIELDS.has(key) || (typeof one === 'string' && ADDRESS.test(one))) return [key, put(one, vector)];
        fields.add(key);
        return [key, key === 'tags' ? [vector, vector] : vector];
      }),
    );
  }

  function first(path: string, request: IncomingMessage, body: string): Promise<Answer> {
    const key = `${request.method} ${path} ${path.includes('/auth/') ? '' : body}`;
    const before = known.get(key);
    if (before && Date.now() - before.at < LIFE_MS) return before.answer;
    const answer = ask(origin + path, request, body);
    known.set(key, { at: Date.now(), answer });
    return answer;
  }

  return {
    fields,
    async interceptor(request, response) {
      const [, name, path] = /^\/poison\/(\w+)(\/v2\/.*)$/.exec(request.url ?? '') ?? [];
      if (!name || !path) return false;
      const { status, body, json } = await first(path, request, await read(request));
      const sent = json && name !== 'clean' ? JSON.stringify(put(JSON.parse(body), vectors[Number(name)])) : body;
      return reply(response, status, sent);
    },
  };
}

interface Answer {
  readonly status: number;
  readonly body: string;
  readonly json: boolean;
}

async function ask(url: string, { method = 'GET', headers }: IncomingMessage, body: string): Promise<Answer> {
  const passed = ['x-project-key', 'authorization', 'content-type', 'accept'].flatMap((name) => {
    const value = headers[name];
    return typeof value === 'string' ? [[name, value] as const] : [];
  });
  const answer = await fetch(url, { method, headers: Object.fromEntries(passed), ...(body && { body }) });
  const text = await answer.text();
  return { status: answer.status, body: text, json: /^\s*[{[]/.test(text) };
}

async function read(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const part of request) body += String(part);
  return body;
}

function reply(response: ServerResponse, status: number, body: string): true {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' }).end(body);
  return true;
}
