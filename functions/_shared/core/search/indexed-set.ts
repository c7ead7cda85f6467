/** A set of small whole numbers to draw from: add, remove and the n-th in one step each. An order can be given to them. */
export class IndexedSet {
  readonly items: number[] = [];
  readonly #where: Int32Array;

  /** @param where one place for every number that may come in, all -1; bags that never share a number may share it */
  constructor(where: Int32Array) {
    this.#where = where;
  }

  get size(): number {
    return this.items.length;
  }

  has(item: number): boolean {
    return this.#where[item]! >= 0;
  }

  /** The number so many places after (or before) one that is in it, around the end. */
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
