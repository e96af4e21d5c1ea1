import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Verdict } from './judge.js';

export interface Simulated {
  readonly verdict: Verdict;
  /** How often what happened. */
  readonly seen: Readonly<Record<string, number>>;
  /** Seeds of the lives in which something was wrong. */
  readonly guilty: readonly number[];
}

export async function simulated(policy: string, intents: number, seed: number): Promise<Simulated> {
  const facts = ['--import', 'tsx', 'test/simulation/main.ts', policy, String(intents), String(seed)];
  const { stdout } = await promisify(execFile)(process.execPath, facts);
  return JSON.parse(stdout) as Simulated;
}

export function inWords(policy: string, { intents, doubles, failedWithEffect, doneWithoutEffect, neverTold }: Verdict): string {
  const words = `"failed" with effect ${failedWithEffect}, "done" without effect ${doneWithoutEffect}, never told ${neverTold}`;
  return `${policy}: ${intents} intents, double effects ${doubles}, ${words}`;
}
