import { suite } from "uvu";
import * as assert from "uvu/assert";
import type { Release } from "#shared/github/releases.ts";
import { compareVersions, releasesBefore, versionOf } from "../../../functions/deliver/credits/release-line.ts";

const test = suite("the releases before one");

/** Published in the order of the list, an hour after their commit: `tag`, `tag branch` or `tag branch draft`. */
const releases = (...lines: string[]): Release[] =>
  lines.map((line, index) => {
    const [tag = "", target = "main", draft] = line.split(" ");
    const at = (index + 1) * 10;
    return {
      id: index + 1,
      tag,
      target,
      draft: draft !== undefined,
      prerelease: false,
      commitAt: at,
      publishedAt: draft ? null : at + 1,
      notes: "",
    };
  });

const before = (...lines: string[]) => {
  const all = releases(...lines);
  const { previous, onBranch } = releasesBefore(all.at(-1)!, all);
  return [previous?.tag, onBranch?.tag];
};

test("versions are ordered as Semantic Versioning says", () => {
  const ordered =
    "1.0.0-alpha 1.0.0-alpha.1 1.0.0-alpha.beta 1.0.0-beta 1.0.0-beta.2 1.0.0-beta.11 v1.0.0-rc.1 1.0.0 1.0.1+7 1.1 v2.0.0";
  const versions = ordered.split(" ").map((tag) => versionOf(tag)!);
  for (const [index, version] of versions.slice(1).entries())
    assert.is(Math.sign(compareVersions(versions[index]!, version)), -1, `${index}`);
  assert.is(compareVersions(versionOf("v1.2")!, versionOf("1.2.0+build")!), 0);
});

test("a release follows the highest lower version", () => {
  assert.equal(before("v1.0.0", "v1.1.0", "v1.2.0"), ["v1.1.0", "v1.1.0"]);
  assert.equal(before("0.9.0", "v1.0.0"), ["0.9.0", "0.9.0"]);
});

test("a back-port follows its own line, even when a higher version is out", () => {
  assert.equal(before("1.2.3", "2.0.0", "1.2.4 release-1.2"), ["1.2.3", undefined]);
  assert.equal(before("1.2.0", "1.2.3 release-1.2", "2.0.0", "1.2.4 release-1.2"), ["1.2.3", "1.2.3"]);
  // What was merged on the main branch while the back-port was made belongs to the release from there.
  assert.equal(before("1.2.0", "1.2.1 release-1.2", "1.3.0"), ["1.2.1", "1.2.0"]);
});

test("a final release covers its prereleases; a prerelease follows whatever came before it", () => {
  assert.equal(before("v1.0.0", "v1.1.0-rc.1", "v1.1.0-rc.2", "v1.1.0"), ["v1.0.0", "v1.0.0"]);
  assert.equal(before("v1.0.0", "v1.1.0-rc.1", "v1.1.0-rc.2"), ["v1.1.0-rc.1", "v1.1.0-rc.1"]);
  assert.equal(before("v1.0.0", "v1.1.0-rc.1"), ["v1.0.0", "v1.0.0"]);
  const [old, pre, final] = releases("v1.0.0", "v1.1.0", "v1.2.0");
  const flagged = { ...pre!, prerelease: true };
  assert.is(releasesBefore(final!, [old!, flagged, final!]).previous?.tag, "v1.0.0");
});

test("drafts, and what was published later, do not count", () => {
  assert.equal(before("v1.0.0", "v1.1.0 main draft", "v1.2.0"), ["v1.0.0", "v1.0.0"]);
  const all = releases("v1.0.0", "v1.2.0", "v1.1.0");
  assert.is(releasesBefore(all[1]!, all).previous?.tag, "v1.0.0");
});

test("packages of one repository have lines of their own", () => {
  assert.equal(before("cli/v1.0.0", "api/v3.0.0", "cli/v1.1.0"), ["cli/v1.0.0", "cli/v1.0.0"]);
  assert.equal(before("@ships/hull@1.0.0", "@ships/sail@0.9.0", "@ships/hull@1.1.0"), [
    "@ships/hull@1.0.0",
    "@ships/hull@1.0.0",
  ]);
  assert.equal(before("cli/v1.0.0", "api/v1.1.0"), [undefined, undefined]);
});

test("without versions the time decides, on the same branch", () => {
  assert.equal(before("nightly-41", "spring old", "nightly-42"), ["nightly-41", "nightly-41"]);
  assert.equal(before("spring old", "nightly-42"), [undefined, undefined]);
});

test("the first release has none before it", () => {
  assert.equal(before("v1.0.0"), [undefined, undefined]);
});

test.run();
