/** A set of small whole numbers that adds, removes and returns the n-th in constant time. It can be put in an order. */
export class IndexedSet {
  readonly items: number[] = [];
  readonly #where: Int32Array;

  /** @param where one place per number that may be added, all -1; sets that never share a number may share it */
  constructor(where: Int32Array) {
    this.#where = where;
  }

  get size(): number {
    return this.items.length;
  }

  has(item: number): boolean {
    return this.#where[item]! >= 0;
  }

  /** The number `steps` places after an item (before it when negative), wrapping around at the ends. */
  near(item: number, steps: number): number {
    const size = this.items.length;
    return this.items[(this.#where[item]! + (steps % size) + size) % size]!;
  }

  /** Puts the numbers in order; adding and removing later disturbs it a little. */
  arrange(compare: (a: number, b: number) => number): void {
    this.items.sort(compare);
    for (const [at, item] of this.items.entries()) this.#where[item] = at;
  }

  add(item: number): void {
    if (this.#where[item]! >= 0) return;
    this.#where[item] = this.items.length;
    this.items.push(item);
  }

  remove(item: number): void {
    const at = this.#where[item]!;
    if (at < 0) return;
    const last = this.items.pop()!;
    if (last !== item) {
      this.items[at] = last;
      this.#where[last] = at;
    }
    this.#where[item] = -1;
  }
}
