/** The release before one: where its work begins. */
import { compareVersions, versionOf } from "#shared/core/versions.ts";
import type { Release } from "#shared/github/releases.ts";

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

/** Of one commit the higher version, else what was published later. */
const latest = (found: readonly Release[]): Release | undefined =>
  found.reduce<Release | undefined>((last, one) => (last && compareAge(last, one) >= 0 ? last : one), undefined);

function compareAge(one: Release, other: Release): number {
  const [version, against] = [versionOf(one.tag), versionOf(other.tag)];
  const byVersion = version && version.line === against?.line ? compareVersions(version, against) : 0;
  return one.commitAt - other.commitAt || byVersion || (one.publishedAt ?? 0) - (other.publishedAt ?? 0);
}
