import type { Life } from './person.js';

/** What may never be, counted: each must be 0. */
export interface Verdict {
  intents: number;
  /** Decisions with more than one effect. */
  doubles: number;
  /** Shown as failed or not charged, and there is an effect. */
  failedWithEffect: number;
  /** Shown as done, and there is no effect, or the code of another one. */
  doneWithoutEffect: number;
  /** There is an effect that no page has told of, or something is still open. */
  neverTold: number;
}

export const innocent = (): Verdict => ({ intents: 0, doubles: 0, failedWithEffect: 0, doneWithoutEffect: 0, neverTold: 0 });

/** Compares what the pages have said with what the server has done. */
export function judge({
  server,
  disk,
  intents,
  words,
}: Pick<Life, 'server' | 'intents' | 'words'> & { disk: Pick<Life['disk'], 'joined' | 'records'> }): Verdict {
  const verdict = innocent();
  const own = (id: string) => disk.joined.get(id) ?? id;
  const effectsOf = (id: string) => server.effects.filter(({ intent }) => intent !== null && own(intent) === id);
  for (const id of new Set([...intents].map(own))) {
    verdict.intents += 1;
    const made = effectsOf(id);
    const lasting = made.filter(({ fails }) => !fails);
    const said = words.filter(({ intent }) => own(intent) === id);
    if (made.length > 1) verdict.doubles += 1;
    if (lasting.length > 0 && said.some(({ state }) => state === 'refused')) verdict.failedWithEffect += 1;
    const isTrue = (processId: string | null, at: number) => lasting.some((effect) => effect.id === processId && effect.at <= at);
    if (said.some(({ state, processId, at }) => state === 'done' && !isTrue(processId, at))) verdict.doneWithoutEffect += 1;
    if (lasting.length > 0 && said.length === 0) verdict.neverTold += 1;
  }
  if (disk.records.size > 0) verdict.neverTold += 1;
  return verdict;
}

export function add(to: Verdict, more: Verdict): void {
  for (const name of Object.keys(more) as (keyof Verdict)[]) to[name] += more[name];
}
