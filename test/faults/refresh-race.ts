import { readFileSync } from 'node:fs';
import { serve } from '../proof/served.js';
import { startProxy } from './proxy.js';
import { openStarter, tabPage } from './tabs.js';
import { harvest } from './world.js';

/** More than an access token lives. Minutes. */
const TOO_LONG = 16;
const script = Object.keys(JSON.parse(readFileSync('cdn/sri.json', 'utf8')) as object).find((name) => name.startsWith('pers-elements-'))!;

export interface Race {
  readonly trials: number;
  readonly refreshes: number;
  /** Trials with another number of refreshes than one. */
  readonly odd: number;
  /** Refreshes that the server refused: it had seen the token before, and ends the session. */
  readonly revoked: number;
  /** Sign-ins after the first: a session that had been lost. */
  readonly signIns: number;
}

/**
 * Lets the session end `trials` times in all tabs at once. Every second time the tabs know it by their own clock; else only the server does.
 *
 * @param open opens these addresses as tabs of one browser profile; the answer closes it
 */
export async function race(tabs: number, trials: number, open: (urls: readonly string[]) => Promise<() => Promise<void>>): Promise<Race> {
  const served = await serve({ harvest });
  const proxy = await startProxy(served.origin, { keepAlive: true });
  const starter = await openStarter();
  const tenant = await served.open('harvest');
  const lane = proxy.lane();
  const identity = tenant.customers[0]!.identityToken;
  served.pages.set('/tab', tabPage(script, tenant.projectKey, lane.base, identity, starter.origin));
  const close = await open(Array.from({ length: tabs }, (_, at) => `${served.origin}/tab${at === 0 ? '?first' : ''}`));
  const count = (path: string): number => lane.count('POST', path);
  const read = (): number => lane.seen.filter(({ path, answered }) => path === '/users/me' && answered === 200).length;
  let odd = 0;
  try {
    await until(() => starter.ready === tabs);
    for (let trial = 1; trial <= trials; trial++) {
      await until(() => starter.listening && lane.working === 0);
      await served.call('POST', `/test/tenants/${tenant.tenantId}/clock`, {}, { offsetSeconds: trial * TOO_LONG * 60 });
      const before = { refreshes: count('/auth/refresh'), reads: read() };
      starter.go(trial % 2 === 0 ? TOO_LONG : 0.2);
      await until(() => read() >= before.reads + tabs && lane.working === 0);
      if (count('/auth/refresh') !== before.refreshes + 1) odd += 1;
    }
  } finally {
    await close();
    await starter.close();
    await proxy.close();
    await served.close();
  }
  const refused = lane.seen.filter(
    ({ method, path, answered }) => method === 'POST' && path === '/auth/refresh' && answered !== 200 && answered !== 201,
  ).length;
  return { trials, refreshes: count('/auth/refresh'), odd, revoked: refused, signIns: count('/auth/token') - 1 };
}

/** @throws when it does not happen within a minute. */
async function until(happened: () => boolean): Promise<void> {
  for (const end = Date.now() + 60_000; !happened(); await new Promise((done) => setTimeout(done, 5))) {
    if (Date.now() > end) throw new Error('the tabs do not answer');
  }
}
