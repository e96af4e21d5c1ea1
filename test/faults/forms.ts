import { gzipSync } from 'node:zlib';
import type { Fault } from './fault.js';

/** A way for an exchange to go wrong. */
export interface Form {
  /** Row of the failure matrix. */
  readonly row: string;
  readonly fault: Fault;
  /**
   * `gateway`: something on the way answers, and the server may or may not have acted. `refusal`: the API's own word that it has not acted.
   * `answer`: the server has acted, and its answer comes late, in pieces or in another dress.
   */
  readonly by: 'gateway' | 'refusal' | 'answer';
}

const page = (status: number, headers: Fault['headers'] = {}): Fault => ({
  status,
  headers: { 'content-type': 'text/html', ...headers },
  body: `<!doctype html><title>${status}</title><h1>${status}</h1>`,
});
const json = (body: string, status = 200): Fault => ({ status, headers: { 'content-type': 'application/json' }, body });
const problem = (status: number, code: string, headers: Fault['headers'] = {}): Fault => ({
  status,
  headers: { 'content-type': 'application/problem+json', ...headers },
  body: JSON.stringify({ status, code, title: 'No', message: 'The rules say no.', retryable: status >= 500 || status === 429 }),
});
const limited = (headers: Fault['headers'] = {}): Fault => problem(429, 'RATE_LIMITED', headers);
const gateway = (row: string, fault: Fault): Form => ({ row, fault, by: 'gateway' });
const refusal = (row: string, fault: Fault): Form => ({ row, fault, by: 'refusal' });
const answer = (row: string, fault: Fault): Form => ({ row, fault, by: 'answer' });

/** Six million bytes are more than a page of the contract can need; fifty arrive as fifty thousand. */
const HUGE = JSON.stringify({ data: ['x'.repeat(6_000_000)] });
const BOMB = gzipSync(Buffer.alloc(50 * 1024 * 1024, ' '));

/** Every way in which an exchange goes wrong, by name. */
export const forms = {
  'connection reset': gateway('F19', { cut: 'reset' }),
  'redirect to nowhere': gateway('F19', page(302, { location: '/nowhere' })),
  '500 of the API': gateway('F14', problem(500, 'INTERNAL_ERROR')),
  '500 page': gateway('F14', page(500)),
  '502 page': gateway('F14', page(502)),
  '503 page': gateway('F14', page(503)),
  '503 with Retry-After 2': gateway('F14', page(503, { 'retry-after': '2' })),
  '503 with Retry-After 100': gateway('F14', page(503, { 'retry-after': '100' })),
  '504 page': gateway('F14', page(504)),
  '504 without body': gateway('F14', { status: 504, body: '' }),
  '408 page': gateway('F14', page(408)),
  '500 without CORS': gateway('F13', { ...page(500), cors: false }),
  '502 without CORS': gateway('F13', { ...page(502), cors: false }),
  '429 without CORS': gateway('F13', { ...limited({ 'retry-after': '7' }), cors: false }),
  '400 page': gateway('F20', page(400)),
  '403 page': gateway('F20', page(403)),
  '404 page': gateway('F20', page(404)),
  '409 page': gateway('F20', page(409)),
  '422 page': gateway('F20', page(422)),
  'page with 200': gateway('F20', page(200)),
  'nothing with 200': gateway('F20', json('')),
  'nothing with 204': gateway('F20', { status: 204, body: '' }),
  'broken JSON': gateway('F20', json('{"data": [{"id": "1"')),
  '6 MB of JSON': gateway('F20', json(HUGE)),
  '50 MB out of gzip': gateway('F20', {
    ...json(''),
    headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
    body: BOMB,
  }),
  null: gateway('F21', json('null')),
  'an empty list': gateway('F21', json('[]')),
  'an empty object': gateway('F21', json('{}')),
  'a string': gateway('F21', json('"ok"')),
  'a number': gateway('F21', json('7')),
  'a list of lists': gateway('F21', json('[[[1]]]')),
  'an object out of Lit': gateway('F21', json('{"_$litType$":1,"strings":["<b>"],"values":[],"id":{"nodeType":1}}')),

  '400 of the API': refusal('F10', problem(400, 'VALIDATION_ERROR')),
  '401 of the API': refusal('F3', problem(401, 'TOKEN_EXPIRED')),
  '403 of the API': refusal('F10', problem(403, 'FORBIDDEN')),
  '404 of the API': refusal('F10', problem(404, 'RESOURCE_NOT_FOUND')),
  '409 of the API': refusal('F8', problem(409, 'RESOURCE_IN_USE')),
  '422 of the API': refusal('F10', problem(422, 'CLAIM_CONDITION_UNMET')),
  '429 with Retry-After 1': refusal('F11', limited({ 'retry-after': '1' })),
  '429 with Retry-After 7': refusal('F11', limited({ 'retry-after': '7' })),
  '429 with a date': refusal('F12', limited({ 'retry-after': new Date(Date.now() + 20_000).toUTCString() })),
  '429 with hidden Retry-After': refusal('F12', limited({ 'retry-after': '7', 'access-control-expose-headers': null })),
  '429 with Retry-After -1': refusal('F12', limited({ 'retry-after': '-1' })),
  '429 with Retry-After 1e9': refusal('F12', limited({ 'retry-after': '1000000000' })),
  '429 with Retry-After soon': refusal('F12', limited({ 'retry-after': 'soon' })),
  '429 page': refusal('F12', page(429)),

  'half the body': answer('F20', { cut: 'half' }),
  'silence in the body': answer('F16', { cut: 'silence' }),
  'byte order mark': answer('F20', { prefix: '\ufeff' }),
  'text/plain': answer('F20', { headers: { 'content-type': 'text/plain' } }),
  'no content type': answer('F20', { headers: { 'content-type': null } }),
  'answer without CORS': answer('F19', { cors: false }),
  'answer after 3 s': answer('F18', { hold: 3000 }),
  'answer after 14 s': answer('F16', { hold: 14_000 }),
  'answer after 40 s': answer('F16', { hold: 40_000 }),
  'server acts after 9 s': answer('F18', { wait: 9000 }),
  'server acts after 14 s': answer('F16', { wait: 14_000 }),
  'server acts after 20 s': answer('F16', { wait: 20_000 }),
  'server acts after 59 s': answer('F16', { wait: 59_000 }),
  'server acts after 20 s, then reset': answer('F16', { wait: 20_000, cut: 'reset' }),
  'answer after the next one': answer('F18', { reorder: true }),
} as const satisfies Readonly<Record<string, Form>>;

export type FormName = keyof typeof forms;
