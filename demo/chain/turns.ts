/** Lets tasks with the same name run one after the other, in the order in which they came. Others run meanwhile. */
export class Turns {
  readonly #last = new Map<string, Promise<unknown>>();

  /** Runs `task` when every earlier one of that name has ended, well or badly, and settles as it does. */
  run<T>(name: string, task: () => Promise<T>): Promise<T> {
    const before = this.#last.get(name) ?? Promise.resolve();
    const result = before.then(task, task);
    this.#last.set(name, result);
    const forget = (): void => {
      if (this.#last.get(name) === result) this.#last.delete(name);
    };
    result.then(forget, forget);
    return result;
  }
}
