/**
 * Remembers pairs of pods between which no move or swap saves points, by the people in them. A search comes back to the same
 * people in the same pods again and again, so about half of the pairs need no second look.
 *
 * Contents are random bits. Two pairs that agree in 64 of them by chance would only hide a gain for a while.
 */
const BITS = 16;

export class KnownPairs {
  /** For each pair, at the place that one half of its bits says, the other half. A later pair takes the place. */
  readonly #checks = new Int32Array(1 << BITS);

  has(one: number, other: number): boolean {
    const low = one < other ? one : other;
    const high = one < other ? other : one;
    return this.#checks[placeOf(low, high)] === checkOf(low, high);
  }

  add(one: number, other: number): void {
    const low = one < other ? one : other;
    const high = one < other ? other : one;
    this.#checks[placeOf(low, high)] = checkOf(low, high);
  }
}

function placeOf(low: number, high: number): number {
  return (Math.imul(low, 0x9e3779b1) + high) >>> (32 - BITS);
}

function checkOf(low: number, high: number): number {
  return Math.imul(high, 0x85ebca6b) ^ low;
}
