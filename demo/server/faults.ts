/** A disturbance that a test asked for: it answers instead of a route, or delays it. */
export interface Fault {
  readonly method?: string;
  /** Beginning of the path after `/v2`. */
  readonly path: string;
  /** Without a status the route answers itself, after `delayMs`. */
  readonly status?: number;
  readonly code?: string;
  readonly delayMs?: number;
  /** Requests it still disturbs. */
  times: number;
  /** Sent as it is instead of a problem. */
  readonly body?: string;
}

/** Faults and request counts of each tenant. Only test routes fill them. */
export class Faults {
  readonly #faults = new Map<string, Fault[]>();
  readonly #counts = new Map<string, Map<string, number>>();

  add(tenantId: string, fault: Fault): void {
    this.#faults.set(tenantId, [...(this.#faults.get(tenantId) ?? []), fault]);
  }

  clear(tenantId: string): void {
    this.#faults.delete(tenantId);
  }

  /** The first fault that fits, used up by one. */
  take(tenantId: string, method: string, path: string): Fault | null {
    const fault = (this.#faults.get(tenantId) ?? []).find(
      (one) => one.times > 0 && (one.method ?? method) === method && path.startsWith(one.path),
    );
    if (fault) fault.times -= 1;
    return fault ?? null;
  }

  count(tenantId: string, method: string, path: string): void {
    const counts = this.#counts.get(tenantId) ?? new Map<string, number>();
    counts.set(`${method} ${path}`, (counts.get(`${method} ${path}`) ?? 0) + 1);
    this.#counts.set(tenantId, counts);
  }

  counts(tenantId: string): Record<string, number> {
    return Object.fromEntries(this.#counts.get(tenantId) ?? []);
  }
}
