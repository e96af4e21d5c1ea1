import type { ApiRequest, Client } from '../../src/client/client.js';
import { toFailure } from '../../src/client/failure.js';
import { PersError } from '../../src/errors.js';
import type { IntentKind } from '../../src/state/store.js';
import type { Dice } from '../wallet/dice.js';
import type { Clock } from './clock.js';
import type { ModelServer } from './server.js';

/** What can become of a write on its way: most of it goes wrong. */
export const WRITES = [
  ...(['fine', 'fine', 'slow', 'lost before', 'lost after', '5xx before', '5xx after', 'late', 'late', 'broken answer'] as const),
  'refused' as const,
];
/** `delivered twice`: by something between page and server. Nobody but a server that honours keys can tell the copy from a second decision. */
export type WriteFate = (typeof WRITES)[number] | 'delivered twice';

/** Milliseconds after which the product's client gives up, as `client.ts` has them. */
const GIVES_UP = { GET: 10_000, POST: 15_000 };
const LATE = [14_000, 20_000, 59_000];

export interface Line {
  readonly clock: Clock;
  readonly dice: Dice;
  readonly server: ModelServer;
  /** Milliseconds that what is read is behind. */
  readonly lag: () => number;
  /** Share of reads that fail, in percent, at this moment. */
  readonly failing: () => number;
  /** Which decision a write belongs to, as the page shows it at this moment. */
  readonly intentOf: (kind: IntentKind, target: string) => string;
  /** The page is gone: nothing arrives there any more. */
  readonly gone: () => boolean;
  readonly told: (fate: WriteFate) => void;
  readonly writes: readonly WriteFate[];
}

const network = () => new PersError('NETWORK', 'The API could not be reached.', { retryable: true });
const late = () => new PersError('TIMEOUT', 'The API did not answer in time.', { retryable: true });
const problem = (status: number, code?: string) => toFailure(new Response(null, { status }), code ? { code, message: 'No.' } : undefined);
const brokenJson = () => new PersError('BAD_RESPONSE', 'The answer is not JSON.', { status: 200 });

/** The client of a page whose network and server do what chance says. It fails with the errors that the real client makes. */
export function createModelClient(line: Line): Client {
  const { clock, dice, server } = line;
  const between = (from: number, to: number) => from + dice.below(to - from);

  async function get({ path, query = {} }: ApiRequest): Promise<unknown> {
    const broken = dice.below(100) < line.failing();
    if (broken) {
      const kind = dice.below(4);
      await clock.sleep(kind === 0 ? GIVES_UP.GET : between(20, 3000));
      throw kind === 0 ? late() : kind === 1 ? problem(503) : kind === 2 ? brokenJson() : network();
    }
    await clock.sleep(dice.below(8) ? between(10, 400) : between(400, 9000));
    const answer = server.read(path, query, line.lag());
    await clock.sleep(between(5, 300));
    if (answer === undefined) throw problem(404, 'RESOURCE_NOT_FOUND');
    return answer;
  }

  async function post({ path, json, idempotencyKey }: ApiRequest): Promise<unknown> {
    const { campaignId, redemptionId } = json as Record<string, string | undefined>;
    const kind = path.startsWith('/campaigns') ? 'claim' : 'redeem';
    const target = (campaignId ?? redemptionId)!;
    const intent = line.intentOf(kind, target);
    const commit = () => server.commit(kind, target, intent, idempotencyKey);
    const answer = () => {
      const { id } = commit();
      return kind === 'claim' ? { id, campaignId: target, status: 'PENDING' } : { redeem: { id, redemptionId: target, status: 'PENDING' } };
    };
    const fate = dice.pick(line.writes);
    line.told(fate);
    const way = between(5, 700);
    await clock.sleep(way);
    if (fate === 'fine') return answer();
    if (fate === 'slow') return clock.sleep(between(2000, 13_000)).then(answer);
    if (fate === 'refused') throw problem(dice.pick([400, 403, 404, 422, 429]), 'VALIDATION_ERROR');
    if (fate === 'delivered twice') {
      clock.after(between(1, 45_000), commit);
      return answer();
    }
    if (fate === 'late') {
      const at = dice.pick(LATE);
      clock.after(at, commit);
      // The line may break long before that; at 14 s the answer may still be in time, as a failure.
      await clock.sleep(dice.flip() ? GIVES_UP.POST - way : between(100, 14_000));
      throw dice.flip() ? late() : network();
    }
    if (fate.endsWith('after') || fate === 'broken answer') commit();
    await clock.sleep(dice.below(4) ? between(5, 3000) : GIVES_UP.POST - way);
    if (fate === 'broken answer') throw brokenJson();
    if (fate.startsWith('5xx')) throw problem(dice.pick([500, 502, 503, 504]), dice.flip() ? 'INTERNAL_ERROR' : undefined);
    throw network();
  }

  /** Answers as long as the page is there and has not given up. */
  function request(call: ApiRequest): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (line.gone()) return;
      const abort = () => reject(new PersError('ABORTED', 'The request was aborted.'));
      if (call.signal?.aborted) return abort();
      call.signal?.addEventListener('abort', abort, { once: true });
      const work = call.method === 'POST' ? post(call) : get(call);
      void work
        .then(
          (value) => !line.gone() && resolve(value),
          (error: unknown) => !line.gone() && reject(error as Error),
        )
        .finally(() => call.signal?.removeEventListener('abort', abort));
    });
  }

  return { projectKey: 'model', apiUrl: 'https://model.example', request };
}
