/** What happens to one exchange between page and server. What is left out happens as if there were no proxy. */
export interface Fault {
  /** Milliseconds of the lane's clock before the request goes on. A page that has gone meanwhile does not stop it. */
  readonly wait?: number;
  /** False: the server never sees the request. */
  readonly forward?: false;
  /** Milliseconds of the lane's clock between the server's answer and the page. */
  readonly hold?: number;
  /** The answer goes out after the next one of the same lane. */
  readonly reorder?: true;
  /** The connection breaks without an answer, breaks in the middle of the body, or falls silent there. */
  readonly cut?: 'reset' | 'half' | 'silence';
  readonly status?: number;
  /** Set on the answer; null takes a header away. */
  readonly headers?: Readonly<Record<string, string | null>>;
  readonly body?: string | Buffer;
  /** Stands before the body. */
  readonly prefix?: string;
  /** False: no header that lets a page of another origin read the answer. */
  readonly cors?: false;
}

/** Which exchanges a fault is for. A rule is used up by `times`; the first one that fits counts. */
export interface Rule {
  readonly method: string;
  /** What stands after the API's base address, without the query: a whole path, or a pattern for paths with an id. */
  readonly path: string | RegExp;
  readonly fault: Fault;
  /** Default 1. */
  readonly times?: number;
  /** Exchanges that fit and are left alone first. */
  readonly skip?: number;
}

/** One exchange as the proxy saw it. */
export interface Exchange {
  readonly method: string;
  readonly path: string;
  /** By the lane's clock. */
  readonly at: number;
  /** Whether a fault was applied. */
  readonly disturbed: boolean;
  /** Status of the server's own answer; null while, or because, it was not asked. */
  answered: number | null;
}
