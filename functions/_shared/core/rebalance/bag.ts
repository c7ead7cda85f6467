/** A set of small whole numbers to draw from: add, remove and the n-th in one step each. Order means nothing. */
export class Bag {
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
