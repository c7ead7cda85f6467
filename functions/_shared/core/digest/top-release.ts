/** The release that the title of a week names. */
import { compareVersions, versionOf } from "../versions.ts";
import type { Item } from "./model.ts";

/** The latest; or, if that is a back-port, the highest final version that its repository released in that week. */
export function topRelease<Release extends Pick<Item, "repository" | "title">>([latest, ...others]: readonly Release[]):
  | Release
  | undefined {
  let top = latest && { release: latest, version: versionOf(latest.title) };
  for (const release of others) {
    const version = versionOf(release.title);
    if (!top?.version || release.repository !== top.release.repository || version?.line !== top.version.line) continue;
    if (version.pre.length === 0 && compareVersions(version, top.version) > 0) top = { release, version };
  }
  return top?.release;
}
