/** A little chart made of letters, for where there are no pictures. */

const LEVELS = "▁▂▃▄▅▆▇█";

/** Scaled from the least to the most: from nought, weeks that differ by a few would all look the same. */
export function sparkline(values: readonly number[]): string {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const levelOf = (value: number) =>
    most === least ? 3 : Math.round(((value - least) / (most - least)) * (LEVELS.length - 1));
  return values.map((value) => LEVELS[levelOf(value)]).join("");
}
