import { suite } from "uvu";
import * as assert from "uvu/assert";
import { groupsOf } from "#shared/core/plan/groups.ts";
import type { Group } from "#shared/core/plan/plan.ts";
import { communityOf, type Picture, seatingOf } from "../../support/seatings.ts";

/** Groups in short: `+F` formed, `a:A>B` a row (`-` waits), `xC` closed, `A*a` appointed. */
function told(groups: readonly Group[]): string[] {
  return groups.map((group) =>
    [
      ...group.forms.map(({ pod }) => `+${pod}`),
      ...group.rows.map(({ member, from, to }) => `${member}:${from ?? "-"}>${to ?? "-"}`),
      ...group.closes.map(({ pod }) => `x${pod}`),
      ...group.advocates.map(({ pod, member }) => `${pod}*${member}`),
    ].join(" "),
  );
}

const plan = (before: Picture, after: Picture) => told(groupsOf(communityOf(before), seatingOf(after)));

const kinds = suite("a group is");

kinds("no changes give no groups", () => {
  assert.equal(plan({ A: "abcde", "-": "z" }, { A: "abcde", "-": "z" }), []);
});

kinds("one seat", () => {
  assert.equal(plan({ A: "abcde", "-": "xy" }, { A: "abcdexy" }), ["x:->A", "y:->A"]);
});

kinds("a path: the first pod gives, the last takes, full ones between stay full", () => {
  const before = { A: "abcdef", B: "ghijklmno", C: "pqrst" };
  assert.equal(plan(before, { A: "abcde", B: "fghijklmn", C: "opqrst" }), ["f:A>B o:B>C"]);
});

kinds("a swap between full pods", () => {
  assert.equal(plan({ A: "abcdefghi", B: "jklmnopqr" }, { A: "abcdefghj", B: "iklmnopqr" }), ["i:A>B j:B>A"]);
});

kinds("a ring of pods that pass one person on each", () => {
  const before = { A: "abcde", B: "fghij", C: "klmno" };
  assert.equal(plan(before, { A: "bcdek", B: "aghij", C: "flmno" }), ["a:A>B f:B>C k:C>A"]);
});

kinds("room made first, then the seat", () => {
  const before = { A: "abcdefghi", B: "jklmn", "-": "z" };
  assert.equal(plan(before, { A: "abcdefghz", B: "ijklmn" }), ["i:A>B", "z:->A"]);
});

kinds("a pod formed with its people and its volunteer", () => {
  const before = { A: "abcdefg", "-": "vwxYz" };
  assert.equal(plan(before, { A: "abcdef", "new-1": "vwxYzg" }), [
    "+new-1 Y:->new-1 v:->new-1 w:->new-1 x:->new-1 z:->new-1 new-1*Y",
    "g:A>new-1",
  ]);
});

kinds("a pod closed with its people's moves", () => {
  const before = { A: "abcde", B: "fghij", C: "klm" };
  assert.equal(plan(before, { A: "abcdekl", B: "fghijm" }), ["k:C>A l:C>A m:C>B xC"]);
});

kinds("a pod formed with the people who can be spared; the others follow when they can", () => {
  const before = { A: "abcdef", C: "xyz", "-": "klmno" };
  assert.equal(plan(before, { A: "abcdefxy", "new-1": "klmnoz" }), [
    "+new-1 k:->new-1 l:->new-1 m:->new-1 n:->new-1 o:->new-1",
    "x:C>A y:C>A z:C>new-1 xC",
  ]);
});

kinds("a split: the people who leave form the other pod, and then waiting people sit down", () => {
  const before = { A: "abcdefghijkl", "-": "z" };
  const groups = plan(before, { A: "abcdefz", "new-1": "ghijkl" });
  assert.equal(groups, ["+new-1 g:A>new-1 h:A>new-1 i:A>new-1 j:A>new-1 k:A>new-1", "z:->A", "l:A>new-1"]);
});

kinds("a split with the volunteer among the first five, who becomes its advocate", () => {
  const before = { A: "0123efghi", B: "56789abcd", C: "jklmnR" };
  const groups = plan(before, { A: "23efghi", B: "9abcd", C: "jklmn", "new-1": "015678R" });
  assert.equal(groups.slice(0, 3), [
    "+new-1 0:A>new-1 R:C>new-1 1:A>new-1 5:B>new-1 6:B>new-1 new-1*R",
    "7:B>new-1",
    "8:B>new-1",
  ]);
});

kinds("a large group only where it must be: old pods that become new ones", () => {
  const before = { A: "abcde", B: "fghij" };
  assert.equal(plan(before, { "new-1": "abcfg", "new-2": "dehij" }), [
    "+new-1 +new-2 a:A>new-1 b:A>new-1 c:A>new-1 f:B>new-1 g:B>new-1 h:B>new-2 i:B>new-2 j:B>new-2 d:A>new-2 e:A>new-2 xA xB",
  ]);
});

kinds("an appointment, after the person sits there", () => {
  const before = { A: "abcdef", B: "ghijkL", C: "mnopq" };
  const after = { A: "abcdef", B: "ghijk", C: "mnopqL" };
  assert.equal(plan(before, after), ["L:B>C", "C*L"]);
});

kinds("when fewer than five people are left all of them wait, and the empty pod closes", () => {
  assert.equal(plan({ A: "abc", B: "" }, { "-": "abc" }), ["xB", "a:A>- b:A>- c:A>- xA"]);
});

kinds("knows which pins and locks it was planned in spite of", () => {
  const community = communityOf({ A: "abcdefghij", B: "klmno" }, { pinned: "jk", locked: "B" });
  const [group] = groupsOf(community, seatingOf({ A: "abcdefghi", B: "jklmno" }));
  assert.equal(group?.rows, [{ member: "j", from: "A", to: "B", despite: ["pinned", "locked"] }]);
});

kinds.run();
