import { suite } from "uvu";
import * as assert from "uvu/assert";
import { compareVersions, versionOf } from "#shared/core/versions.ts";
import type { Release } from "#shared/github/releases.ts";
import { releaseBefore } from "../../../functions/deliver/credits/release-line.ts";

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
  return releaseBefore(all.at(-1)!, all).previous?.tag;
};

test("versions are ordered as Semantic Versioning says", () => {
  const ordered =
    "1.0.0-alpha 1.0.0-alpha.1 1.0.0-alpha.beta 1.0.0-beta 1.0.0-beta.2 1.0.0-beta.11 v1.0.0-rc.1 1.0.0 1.0.1+7 1.1 v2.0.0";
  const versions = ordered.split(" ").map((tag) => versionOf(tag)!);
  for (const [index, version] of versions.slice(1).entries())
    assert.is(Math.sign(compareVersions(versions[index]!, version)), -1, `${index}`);
  assert.is(compareVersions(versionOf("v1.2")!, versionOf("1.2.0+build")!), 0);
});

test("Python's short names are versions, and numbers in names are ordered as numbers", () => {
  for (const [lower, higher] of [
    ["1.1.0rc9", "1.1.0rc10"],
    ["v1.1.0-rc9", "v1.1.0-rc10"],
    ["1.1.0a1", "1.1.0b1"],
    ["1.1.0.dev3", "1.1.0"],
    ["1.1.0rc1", "1.1.0"],
    ["1.1.0", "1.1.0.post1"],
    ["1.2.3.4", "1.2.3.5"],
    ["v2-beta", "v2"],
  ] as const)
    assert.is(compareVersions(versionOf(lower)!, versionOf(higher)!), -1, `${lower} ${higher}`);
});

test("what only holds a number belongs to a line, not to its version", () => {
  assert.is(versionOf("py3-1.2.0")!.line, "py3-");
  assert.equal(versionOf("log4j-v2.17.1")!.numbers, [2, 17, 1]);
  assert.is(versionOf("spring"), undefined);
});

test("a release follows the highest lower version", () => {
  assert.is(before("v1.0.0", "v1.1.0", "v1.2.0"), "v1.1.0");
  assert.is(before("0.9.0", "v1.0.0"), "0.9.0");
  assert.is(before("v1.1", "v2", "v3"), "v2");
  assert.is(before("v1", "v1.0.1", "v1.1"), "v1.0.1");
});

test("a tag that moves on follows what it stands for, and nothing follows it", () => {
  assert.is(before("v1.0.0", "v1.1", "v1"), "v1.1");
  assert.is(before("v1.9.0", "v2.0.0", "v2"), "v2.0.0");
  assert.is(before("v2.0.0", "v2", "v2.1.0"), "v2.0.0");
  assert.is(before("v1.2.0", "v1.2.3", "v1.3.0", "v1.2"), "v1.2.3");
  assert.is(before("v1.0.0", "v1.0.0+1"), "v1.0.0");
});

test("a back-port follows its own line, even when a higher version is out", () => {
  assert.is(before("1.2.3", "2.0.0", "1.2.4 release-1.2"), "1.2.3");
  assert.is(before("1.2.0", "1.2.3 release-1.2", "2.0.0", "1.2.4"), "1.2.3");
  assert.is(before("1.2.0", "1.2.1 release-1.2", "1.3.0"), "1.2.1");
});

test("a final release covers its prereleases; a prerelease follows whatever came before it", () => {
  assert.is(before("v1.0.0", "v1.1.0-rc.1", "v1.1.0-rc.2", "v1.1.0"), "v1.0.0");
  assert.is(before("v1.0.0", "v1.1.0-rc.1", "v1.1.0-rc.2"), "v1.1.0-rc.1");
  assert.is(before("v1.0.0", "v1.1.0-rc.1"), "v1.0.0");
  assert.is(before("1.0.0", "1.1.0rc1", "1.1.0"), "1.0.0");
  const [old, pre, final] = releases("v1.0.0", "v1.1.0", "v1.2.0");
  const flagged = { ...pre!, prerelease: true };
  assert.is(releaseBefore(final!, [old!, flagged, final!]).previous?.tag, "v1.0.0");
});

test("the first final release has none before it, and covers every prerelease", () => {
  const all = releases("v1.0.0-rc.1", "v1.0.0-rc.2", "v1.0.0").toReversed();
  const { previous, covered } = releaseBefore(all[0]!, all);
  assert.is(previous, undefined);
  assert.equal(
    covered.map(({ tag }) => tag),
    ["v1.0.0-rc.1", "v1.0.0-rc.2"],
  );
  assert.equal(releaseBefore(all[2]!, all), { previous: undefined, covered: [] });
});

test("drafts, and what was published later, do not count", () => {
  assert.is(before("v1.0.0", "v1.1.0 main draft", "v1.2.0"), "v1.0.0");
  const all = releases("v1.0.0", "v1.2.0", "v1.1.0");
  assert.is(releaseBefore(all[1]!, all).previous?.tag, "v1.0.0");
});

test("packages of one repository have lines of their own; the first of a line follows the latest of all", () => {
  assert.is(before("cli/v1.0.0", "api/v3.0.0", "cli/v1.1.0"), "cli/v1.0.0");
  assert.is(before("@ships/hull@1.0.0", "@ships/sail@0.9.0", "@ships/hull@1.1.0"), "@ships/hull@1.0.0");
  assert.is(before("cli/v1.0.0", "cli/v1.1.0", "api/v1.1.0"), "cli/v1.1.0");
});

test("without versions the time decides, if possible on the same branch", () => {
  assert.is(before("nightly-41", "spring old", "nightly-42"), "nightly-41");
  assert.is(before("winter", "spring old", "summer"), "winter");
  assert.is(before("spring old", "summer"), "spring");
});

test("of releases of one commit the higher version is the latest, else what was published later", () => {
  const after = (...tags: readonly string[]) => {
    const all = releases(...tags, "api/v1.0.0").map((one, at) => ({ ...one, commitAt: at < tags.length ? 10 : 90 }));
    return [all, [...all].reverse()].map((list) => releaseBefore(all.at(-1)!, list).previous?.tag);
  };
  assert.equal(after("v1.10.0", "v1.9.0"), ["v1.10.0", "v1.10.0"]);
  assert.equal(after("cli/v2.0.0", "spring"), ["spring", "spring"]);
});

test.run();
