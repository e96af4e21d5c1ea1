/** An order that stays while it is looked at: what is claimed or sold out does not jump away, and new pages come after. */
export class Order<T extends { readonly id: string }> {
  #places = new Map<string, number>();
  #viewer: unknown;

  /** `items` by rank, lowest first, where equal ranks keep their order. Another `viewer` gets an order of their own. */
  arrange(items: readonly T[], viewer: unknown, rank: (item: T) => number): readonly T[] {
    if (viewer !== this.#viewer) this.#places.clear();
    this.#viewer = viewer;
    const fresh = items.filter(({ id }) => !this.#places.has(id)).map((item) => [rank(item), item] as const);
    for (const [, { id }] of fresh.sort(([a], [b]) => a - b)) this.#places.set(id, this.#places.size);
    return [...items].sort((a, b) => this.#places.get(a.id)! - this.#places.get(b.id)!);
  }
}
