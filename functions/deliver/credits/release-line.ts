/** The releases that came before one: the previous one of its line, and when the work for it began on its branch. */
import type { Release } from "#shared/github/releases.ts";

interface Version {
  /** What stands before the version: the line of one package of several. */
  readonly line: string;
  readonly numbers: readonly [number, number, number];
  /** `rc.1` in `v1.2.0-rc.1`; empty for a final version. */
  readonly pre: readonly string[];
}

const VERSION = /^(.*?)v?(\d{1,9})\.(\d{1,9})(?:\.(\d{1,9}))?(?:-([0-9A-Za-z.-]+))?(?:\+[0-9A-Za-z.-]+)?$/i;

export function versionOf(tag: string): Version | undefined {
  const [, line = "", major, minor, patch, pre] = VERSION.exec(tag) ?? [];
  if (major === undefined) return undefined;
  return {
    line: line.toLowerCase(),
    numbers: [Number(major), Number(minor), Number(patch ?? 0)],
    pre: pre?.split(".") ?? [],
  };
}

/** As Semantic Versioning orders them (item 11). */
export function compareVersions(a: Version, b: Version): number {
  for (const [index, number] of a.numbers.entries()) {
    const difference = number - (b.numbers[index] ?? 0);
    if (difference !== 0) return difference;
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
  /** The previous release of the line. */
  readonly previous?: Release;
  /** The latest earlier release on the same branch: what was merged there since then is in this release. */
  readonly onBranch?: Release;
}

/**
 * A back-port 1.2.4 follows 1.2.3 even when 2.0.0 is out. A final release follows a final one, and so covers its
 * prereleases; a prerelease follows whatever came before it. Without versions, the branch and the time decide.
 */
export function releasesBefore(release: Release, all: readonly Release[]): Before {
  const isPre = (one: Release) => one.prerelease || (versionOf(one.tag)?.pre.length ?? 0) > 0;
  const earlier = all.filter(
    (one) =>
      one.id !== release.id &&
      !one.draft &&
      one.publishedAt !== null &&
      one.publishedAt <= (release.publishedAt ?? Number.POSITIVE_INFINITY) &&
      (isPre(release) || !isPre(one)),
  );
  const version = versionOf(release.tag);
  const lower = earlier.flatMap((one) => {
    const other = versionOf(one.tag);
    const isLower = version && other && other.line === version.line && compareVersions(other, version) < 0;
    return isLower ? [{ release: one, version: other }] : [];
  });
  const ofLine = version ? lower.map(({ release }) => release) : earlier.filter(({ tag }) => !versionOf(tag));
  const latest = (found: readonly Release[]) =>
    found.reduce<Release | undefined>((last, one) => (last && last.commitAt >= one.commitAt ? last : one), undefined);
  const onBranch = latest(ofLine.filter(({ target }) => target === release.target));
  const previous = version ? lower.sort((a, b) => compareVersions(b.version, a.version))[0]?.release : onBranch;
  return { ...(previous && { previous }), ...(onBranch && { onBranch }) };
}
