/** Versions in the names of releases, and their order. */

export interface Version {
  /** What stands before the version: the line of one package of several. */
  readonly line: string;
  /** One to four. */
  readonly numbers: readonly number[];
  /** `rc` and `1` in `v1.2.0-rc.1`; empty for a final version. */
  readonly pre: readonly string[];
}

/** As Semantic Versioning writes it, or as Python does: `1.1.0rc1`. One number alone is a version too: `v2`, `nightly-41`. */
const VERSION =
  /^(.*?)v?(?:(\d{1,9}(?:\.(?:post)?\d{1,9}){1,3})(?:-([\da-z.-]+))?|(\d{1,9}))(?:[-._]?((?:alpha|beta|a|b|c|rc|pre|preview|dev)[-._]?\d*))?(?:\+[\da-z.-]+)?$/i;
/** `rc10` comes after `rc9`, so its number stands alone. */
const BETWEEN_PARTS = /[._]|(?<=[a-z-])(?=\d+(?:[._]|$))/i;

export function versionOf(tag: string): Version | undefined {
  const [, line = "", several, semantic, single, short] = VERSION.exec(tag) ?? [];
  const numbers = several ?? single;
  if (numbers === undefined) return undefined;
  return {
    line: line.toLowerCase(),
    numbers: numbers.split(".").map((part) => Number(part.replace(/^post/i, ""))),
    pre: (semantic ?? short)?.split(BETWEEN_PARTS) ?? [],
  };
}

/** As Semantic Versioning orders them (item 11). Numbers that are left out are `rest`. */
export function compareVersions(a: Version, b: Version, rest = 0): number {
  for (let index = 0; index < 4; index++) {
    const [number, other] = [a.numbers[index] ?? 0, b.numbers[index] ?? rest];
    if (number !== other) return number < other ? -1 : 1;
  }
  if (a.pre.length === 0 || b.pre.length === 0) return Number(a.pre.length === 0) - Number(b.pre.length === 0);
  for (const [index, part] of a.pre.entries()) {
    const other = b.pre[index];
    if (other === undefined) return 1;
    const difference = compareParts(part, other);
    if (difference !== 0) return difference;
  }
  return a.pre.length - b.pre.length;
}

/** Numbers come before words. */
function compareParts(a: string, b: string): number {
  const [isNumber, isOther] = [a, b].map((part) => /^\d+$/.test(part));
  if (isNumber && isOther) return Number(a) - Number(b);
  if (isNumber !== isOther) return isNumber ? -1 : 1;
  return a < b ? -1 : Number(a > b);
}
