/** Pseudo-random numbers, the same on every machine: mulberry32, integer arithmetic only. */
export class Random {
  #state: number;

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
    return ((this.bits() >>> 0) * n * 2 ** -32) | 0;
  }
}
