import { suite } from "uvu";
import * as assert from "uvu/assert";
import { buildDigest } from "#shared/core/digest/build.ts";
import { LIST_MAX } from "#shared/core/digest/model.ts";
import { partOf } from "#shared/core/digest/pod-part.ts";
import { renderText } from "#shared/core/digest/text.ts";
import { viewOf } from "#shared/core/digest/view.ts";
import type { Pod } from "#shared/core/pod.ts";
import { slugOf } from "#shared/core/pod-names.ts";
import { busyWeek, did, input, members, PODS, pod, podStoryFor, SETTINGS } from "../../support/digest.ts";

const test = suite("a pod's part of a week");
const [NARWHAL, ORCA, BELUGA] = PODS as readonly [Pod, Pod, Pod];

const text = (...args: Parameters<typeof podStoryFor>): string => {
  const told = podStoryFor(...args);
  return told ? renderText(told).replace(/\s+/g, " ") : "";
};

test("tells what the pod did and who is new, what it could take up and when it meets", () => {
  const told = podStoryFor(NARWHAL, busyWeek());
  assert.equal(
    told?.sections.map(({ id }) => id),
    ["shipped", "highlights", "welcome", "thanks", "news", "help", "coming-up"],
  );
  assert.is(told?.headline, "Narwhal in week 47");
  assert.is(told?.when, "Narwhal (Hull) · 16–22 November 2026");
  assert.is(told?.lead, "3 people took part. Together they reviewed 1 pull request.");
  const words = text(NARWHAL, busyWeek());
  for (const part of ["Make the hull tight", "sailor-2 joined Narwhal", "Wed, 25 Nov, 23:00"])
    assert.match(words, part);
  assert.not.match(words, /Mend the jib|Contributor meeting|sailor-13/);
  assert.is(told?.url, "https://pods.example.org/weekly-digest/2026-W47?pod=narwhal");
});

test("tells the community's meeting where the pod has none, and that it looks for an advocate", () => {
  const words = text(ORCA, busyWeek());
  for (const part of [
    "Contributor meeting",
    "is looking for an advocate",
    "Mend the jib",
    "sailor-13 and sailor-14 joined",
  ])
    assert.match(words, part);
  assert.not.match(words, "Caulk the seams");
});

test("thanks for kudos and tells posts of the pod's people only", () => {
  const said = { subject: "words", number: 9, url: "https://github.com/ships/hull/issues/9#issuecomment-1" } as const;
  const week = input({
    activities: [
      did("kudos", 21, { ...said, title: "for the ropes", by: "p1" }),
      did("kudos", 1, { ...said, title: "for the sails", by: "p21" }),
      did("news", 21, { ...said, title: "How we tie knots", link: "https://blog.example.org/knots" }),
    ],
  });
  assert.match(text(BELUGA, week), /for the ropes.*How we tie knots/);
  assert.not.match(text(BELUGA, week), "for the sails");
  assert.not.match(text(NARWHAL, week), /for the ropes|knots/);
});

test("tells a demo of the pod's people that waits for a meeting", () => {
  const activities = [did("demo", 21, { subject: "words", title: "A hull" })];
  const settings = { ...SETTINGS, meetings: {} };
  assert.match(
    text(BELUGA, { ...input({ activities }), settings }),
    "A demo that waits for a meeting: A hull by sailor-21",
  );
});

test("is an invitation after a quiet week, and nothing where nothing waits", () => {
  const quiet = input();
  assert.match(text(ORCA, quiet), /A quiet week\. This is what comes next.*is looking for an advocate/);
  const still = { ...quiet, issues: [], settings: { ...SETTINGS, meetings: {} } };
  assert.is(podStoryFor(BELUGA, still), undefined);
  assert.is(podStoryFor(pod(4, "minke", "sail", [31, 32, 33, 34, 35]), still), undefined, "open seats alone");
});

test("is told of every pod, also of those that the digest has no room for", () => {
  const many = Array.from({ length: LIST_MAX.pods + 6 }, (_, n) => pod(n + 1, slugOf(n + 1), "hull", [100 + n]));
  const activities = many.map(({ number }, n) =>
    did("merged", 100 + n, { pod: number, number: 900 + n, title: `Plank ${n}` }),
  );
  const week = input({ pods: many, activities });
  const last = many.at(-1) as Pod;
  assert.match(text(last, week), `Plank ${many.length - 1}`);
  assert.not.match(text(last, week), "quiet");
  assert.is(buildDigest(week).thanks.more, 6);
});

test("asks for an advocate, unless the pod's area is gone", () => {
  const vacant = { ...NARWHAL, advocate: null };
  assert.match(text(vacant, busyWeek()), "is looking for an advocate");
  assert.not.match(text({ ...vacant, orphaned: true }, busyWeek()), "advocate");
  const over = new Map([[NARWHAL.advocate!, { ability: "experienced" as const, merged: 1, term: "2026-10" }]]);
  assert.match(text(NARWHAL, { ...busyWeek(), profiles: over }), "is looking for an advocate");
});

test("shows nothing of a repository that is private now, and names nobody who is gone", () => {
  assert.not.match(text(NARWHAL, busyWeek(), new Set([1])), /Make the hull tight|Caulk/);
  const { issues, repositories, publishedAt } = busyWeek();
  const part = partOf(buildDigest(busyWeek()), {
    ...{ pod: NARWHAL, issues, repositories, publishedAt, settings: SETTINGS },
  });
  const view = viewOf(part, { members: members(new Set([2])), privateRepositories: new Set() });
  assert.not.match(JSON.stringify(view), /sailor-2"|"p\d+"/);
});

test.run();
