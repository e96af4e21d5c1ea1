import { availableParallelism } from 'node:os';
import type { Case } from './cases.js';
import { runCase } from './run-case.js';
import { openStage } from './stage.js';

export interface Outcome {
  readonly cases: number;
  /** Cases in which everything held. */
  readonly held: number;
  /** What did not, one line each. */
  readonly findings: readonly string[];
}

/** Runs cases, as many side by side as there are cores, each of those in one page. No case is tried twice. */
export async function runMatrix(cases: readonly Case[], tell: (one: Case, found: readonly string[]) => void = () => {}): Promise<Outcome> {
  const stage = await openStage();
  const queue = cases.values();
  const findings: string[] = [];
  let held = 0;
  const work = async (): Promise<void> => {
    const { page, heard } = await stage.page();
    for (const one of queue) {
      const found = await runCase(stage, page, heard, one);
      if (found.length === 0) held += 1;
      findings.push(...found);
      tell(one, found);
    }
  };
  try {
    await Promise.all(Array.from({ length: Math.min(4, availableParallelism()) }, work));
  } finally {
    await stage.close();
  }
  return { cases: cases.length, held, findings };
}
