/** Numbers that look random and are the same on every machine: sfc32, integer arithmetic only. */
export class Random {
  readonly #state: Int32Array;

  constructor(seed: number) {
    this.#state = Int32Array.of(0x9e3779b9, 0x243f6a88, seed | 0, 1);
    for (let i = 0; i < 12; i++) this.bits();
  }

  /** 32 bits, as a signed integer. */
  bits(): number {
    const s = this.#state;
    const b = s[1]!;
    const c = s[2]!;
    const count = s[3]!;
    const out = (((s[0]! + b) | 0) + count) | 0;
    s[3] = count + 1;
    s[0] = b ^ (b >>> 9);
    s[1] = (c + (c << 3)) | 0;
    s[2] = (((c << 21) | (c >>> 11)) + out) | 0;
    return out;
  }

  /** A whole number from 0 to `n` - 1; `n` at least 1. */
  below(n: number): number {
    return ((this.bits() >>> 0) * n * 2 ** -32) | 0;
  }
}
