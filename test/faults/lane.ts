import type { ServerResponse } from 'node:http';
import type { Exchange, Fault, Rule } from './fault.js';

interface Sleeper {
  readonly at: number;
  readonly wake: () => void;
}

/**
 * The way of one test through the proxy, with faults, a record and a clock of its own: tests that run side by side do not meet.
 * Its clock stands still until it is told to go on, so that a minute of waiting takes no minute.
 */
export class Lane {
  readonly seen: Exchange[] = [];
  /** Tokens that went through: what must never be read anywhere else. */
  readonly secrets = new Set<string>();
  now = 0;
  /** Exchanges that are being worked on, and do not wait for the clock. */
  working = 0;
  /** Exchanges that wait for the clock, or fell silent, while their page still waits for them. */
  held = 0;
  #rules: { rule: Rule; skip: number; times: number }[] = [];
  #sleepers: Sleeper[] = [];
  #late: (() => void)[] = [];

  /** @param base address of the API on this lane */
  constructor(readonly base: string) {}

  add(...rules: readonly Rule[]): void {
    for (const rule of rules) this.#rules.push({ rule, skip: rule.skip ?? 0, times: rule.times ?? 1 });
  }

  /** From here on nothing is disturbed; what is held stays so until its time. */
  heal(): void {
    this.#rules = [];
  }

  /** The fault for an exchange, used up by one. */
  take(method: string, path: string): Fault | null {
    const fits = ({ rule, times }: { rule: Rule; times: number }): boolean =>
      times > 0 && rule.method === method && (typeof rule.path === 'string' ? rule.path === path : rule.path.test(path));
    const found = this.#rules.find(fits);
    if (!found) return null;
    if (found.skip > 0) {
      found.skip -= 1;
      return null;
    }
    found.times -= 1;
    return found.rule.fault;
  }

  /** How often this was asked for. */
  count(method: string, path: string | RegExp): number {
    return this.seen.filter((one) => one.method === method && (typeof path === 'string' ? one.path === path : path.test(one.path))).length;
  }

  /** Settles once the clock has gone on by so much. */
  sleep(milliseconds: number): Promise<void> {
    return new Promise((wake) => this.#sleepers.push({ at: this.now + milliseconds, wake }));
  }

  advance(milliseconds: number): void {
    this.now += milliseconds;
    const due = this.#sleepers.filter(({ at }) => at <= this.now).sort((a, b) => a.at - b.at);
    this.#sleepers = this.#sleepers.filter(({ at }) => at > this.now);
    for (const { wake } of due) wake();
  }

  /** Counts `answer` as held until its page goes, or until the answer of this is called. */
  hold(answer: ServerResponse): () => void {
    let holds = !answer.destroyed;
    if (holds) this.held += 1;
    const end = (): void => {
      if (holds) this.held -= 1;
      holds = false;
    };
    answer.once('close', end);
    return end;
  }

  /** Settles after the next answer of this lane. */
  next(): Promise<void> {
    return new Promise((wake) => this.#late.push(wake));
  }

  answered(): void {
    for (const wake of this.#late.splice(0)) wake();
  }
}
