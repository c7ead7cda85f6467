/** The release before one: where its work begins. */
import type { Release } from "#shared/github/releases.ts";

interface Version {
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

export interface Before {
  readonly previous: Release | undefined;
  /** Without a previous release: the prereleases that this one covers, oldest first. */
  readonly covered: readonly Release[];
}

/**
 * A back-port 1.2.4 follows 1.2.3 even when 2.0.0 is out. A final release follows a final one, and so covers its
 * prereleases; a prerelease follows whatever came before it. The first release of a line, and one without a version, follows
 * the latest one, if possible of its branch: GitHub names the branch only of a tag that it made for the release.
 */
export function releaseBefore(release: Release, all: readonly Release[]): Before {
  const before = all.filter(
    (one) =>
      one.id !== release.id &&
      !one.draft &&
      one.publishedAt !== null &&
      one.publishedAt <= (release.publishedAt ?? Number.POSITIVE_INFINITY),
  );
  const isPre = (one: Release) => one.prerelease || (versionOf(one.tag)?.pre.length ?? 0) > 0;
  const earlier = before.filter((one) => isPre(release) || !isPre(one));
  const previous =
    latestOfLine(release.tag, earlier) ??
    latest(earlier.filter(({ target }) => target === release.target)) ??
    latest(earlier);
  return { previous, covered: previous ? [] : before.sort((a, b) => a.commitAt - b.commitAt) };
}

/** `v1` may move on with every `v1.x.y`, so it comes after all of them. */
function latestOfLine(tag: string, earlier: readonly Release[]): Release | undefined {
  const version = versionOf(tag);
  if (!version) return undefined;
  const { line, numbers, pre } = version;
  const rest = numbers.length < 3 && pre.length === 0 ? Number.POSITIVE_INFINITY : 0;
  const ofLine = earlier.flatMap((release) => {
    const other = versionOf(release.tag);
    const isBefore = other?.line === line && compareVersions(other, version, rest) <= 0;
    return isBefore ? [{ release, version: other }] : [];
  });
  const [last] = ofLine.sort(
    (a, b) =>
      compareVersions(b.version, a.version) ||
      b.version.numbers.length - a.version.numbers.length ||
      b.release.commitAt - a.release.commitAt,
  );
  return last?.release;
}

const latest = (found: readonly Release[]): Release | undefined =>
  found.reduce<Release | undefined>((last, one) => (last && last.commitAt >= one.commitAt ? last : one), undefined);
