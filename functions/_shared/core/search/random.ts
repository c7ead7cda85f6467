/** Up to here, a product with half of the random bits fits into 32. */
const WIDE = 1 << 16;

/** Pseudo-random numbers, the same on every machine: mulberry32, integer arithmetic only. */
export class Random {
  // A field that is a whole number from the start stays one in V8: nothing in a search is computed more often.
  #state = 0;

  constructor(seed: number) {
    this.#state = seed | 0;
  }

  /** 32 bits, as a signed integer. */
  bits(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return mixed ^ (mixed >>> 14);
  }

  /** A whole number from 0 to `n` - 1; `n` at least 1. */
  below(n: number): number {
    const bits = this.bits();
    if (n > WIDE) return ((bits >>> 0) * n * 2 ** -32) | 0;
    // The same by halves: whole numbers are computed sooner.
    return (Math.imul(bits >>> 16, n) + (Math.imul(bits & 0xffff, n) >>> 16)) >>> 16;
  }
}
