/** A small chart made of block characters, for text without pictures. */

const LEVELS = "▁▂▃▄▅▆▇█";

/** Scaled from the smallest to the largest value. Scaled from zero, weeks that differ little would look the same. */
export function sparkline(values: readonly number[]): string {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const levelOf = (value: number) =>
    most === least ? 3 : Math.round(((value - least) / (most - least)) * (LEVELS.length - 1));
  return values.map((value) => LEVELS[levelOf(value)]).join("");
}
