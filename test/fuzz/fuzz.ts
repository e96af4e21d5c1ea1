import type { TestContext } from 'node:test';
import fc from 'fast-check';

/** How often each property is tried: so often as `FUZZ_RUNS` says (the proof does), else as few as every run of the tests can afford. */
const wanted = Number(process.env['FUZZ_RUNS'] ?? 0);

export interface Tries<Ts> {
  readonly few: number;
  /** How many tries of this one a single try of the others is worth: 0.01 for what is slow. */
  readonly share?: number;
  /** What was found once is tried for ever. */
  readonly examples?: Ts[];
}

const runsOf = ({ few, share = 1 }: Tries<never>): number => Math.max(few, Math.round(wanted * share));

/** Tries a property with chance that fast-check repeats from the seed it prints, and tells the run how often it was tried. */
export function fuzz<Ts>(t: TestContext, property: fc.IProperty<Ts>, tries: Tries<Ts>): void {
  const numRuns = runsOf(tries as Tries<never>);
  fc.assert(property, { numRuns, examples: tries.examples ?? [] });
  t.diagnostic(`tries ${numRuns}`);
}

/** As `fuzz`, for what answers later. */
export async function fuzzLater<Ts>(t: TestContext, property: fc.IAsyncProperty<Ts>, tries: Tries<Ts>): Promise<void> {
  const numRuns = runsOf(tries as Tries<never>);
  await fc.assert(property, { numRuns, examples: tries.examples ?? [] });
  t.diagnostic(`tries ${numRuns}`);
}
