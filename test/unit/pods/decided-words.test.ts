/** What everybody reads about a decision tells neither who made it nor that a file did. */
import { suite } from "uvu";
import * as assert from "uvu/assert";
import type { Member, Other, Profile } from "#shared/core/member.ts";
import { DECISIONS } from "#shared/core/notice-errands.ts";
import type { Change, Reason } from "#shared/core/plan/plan.ts";
import type { Decision } from "#shared/core/ports.ts";
import { decidedInWords } from "../../../functions/pods/decided-words.ts";
import type { PodsStore } from "../../../functions/pods/store.ts";
import { PODS, SETTINGS } from "../../support/digest.ts";

const test = suite("what everybody reads of decisions");
const [pod] = PODS;
assert.ok(pod);

const profile: Profile = {
  login: "ada",
  areas: ["hull"],
  ability: "newcomer",
  volunteer: true,
  joinedAt: 0,
  merged: 0,
};
const seated: Member["standing"] = { state: "seated", pod: pod.number, since: 7, pinned: false };

/** The sentence about a decision in whichever of these states it holds. */
async function sentences(decision: Decision, by?: Other): Promise<string[]> {
  const said: string[] = [];
  for (const state of ["seated", "waiting"] as const)
    for (const advocate of ["p1", null])
      for (const isSo of [true, false]) {
        const about = { ...profile, volunteer: isSo, anywhere: isSo, introduce: isSo };
        const of = by && { volunteerBy: by, anywhereBy: by };
        const member = { pseudonym: "p1", profile: { ...about, ...of }, standing: { ...seated, state } };
        const store = {
          decisionsAbout: async () => [decision],
          pod: async () => ({ ...pod, advocate }),
          podsNumbered: async () => [{ ...pod, advocate }],
          lastNames: async () => new Map(),
        };
        const reading = { store: store as unknown as PodsStore, settings: SETTINGS, now: () => 1 };
        said.push(...(await decidedInWords(member, reading)));
      }
  return [...new Set(said)];
}

const BY_WHOM = /maintainer|admin|\bfile\b|import|listed|list of|counted|break|pause/i;

for (const what of DECISIONS)
  test(`${what}: not whose decision it is`, async () => {
    const about = what === "areas-set" ? "hull" : String(pod.number);
    const said = await sentences({ of: "notice", what, about, at: 0, revision: 7 });
    assert.ok(said.length > 0);
    assert.not.match(said.join("\n").replaceAll("the waiting list", ""), BY_WHOM);
  });

/** One of each. A new term's words name a pod and nobody, so it may be missing here. */
const REASONS: Readonly<Partial<Record<Reason["because"], Reason>>> = {
  choice: { because: "choice", rank: 1, area: "hull" },
  "unlisted-area": { because: "unlisted-area", area: "hull" },
  "gives-level": { because: "gives-level", pod: "1", level: 2 },
  "mixes-ability": { because: "mixes-ability", pod: "1" },
  "gives-volunteer": { because: "gives-volunteer", pod: "1" },
  "closer-hours": { because: "closer-hours", pod: "1", hours: 2 },
  "was-full": { because: "was-full", pod: "1", size: 9 },
  "was-small": { because: "was-small", pod: "1", size: 5 },
  "pod-closes": { because: "pod-closes", pod: "1" },
  "area-gone": { because: "area-gone", area: "hull" },
  "advocate-moves": { because: "advocate-moves", pod: "1" },
  "enough-waiting": { because: "enough-waiting", people: 5 },
  "too-few-left": { because: "too-few-left", pod: "1", size: 4 },
  "too-few-people": { because: "too-few-people", people: 4 },
  "no-room": { because: "no-room" },
  "seats-waiting": { because: "seats-waiting", people: 1 },
  "keeps-five": { because: "keeps-five", pod: "1" },
  "no-room-there": { because: "no-room-there" },
  "makes-room": { because: "makes-room", pod: "1" },
  "takes-place": { because: "takes-place", pod: "1" },
  wanted: { because: "wanted", area: "hull", people: 2 },
  unwanted: { because: "unwanted", area: "hull", people: 2 },
  volunteered: { because: "volunteered", pod: "1" },
  "recent-seat": { because: "recent-seat", pod: "1" },
  "part-of-group": { because: "part-of-group" },
  "despite-lock": { because: "despite-lock", pod: "1" },
  "worse-choice": { because: "worse-choice", rank: 2, instead: 1, area: "hull" },
  "group-saves": { because: "group-saves", points: 9 },
  undo: { because: "undo" },
};

const changesFor = (reasons: readonly Reason[]): readonly Change[] => {
  const [group, member, to] = [0, "p1", String(pod.number)];
  return [
    { kind: "seat", group, member, to, reasons },
    { kind: "move", group, member, from: "2", to, reasons },
    { kind: "wait", group, member, from: to, reasons },
    { kind: "advocate", group, member, pod: to, reasons },
  ];
};

for (const reason of Object.values(REASONS))
  test(`the reason ${reason.because} of a run: the same, whoever said what is known of the person`, async () => {
    const run = { of: "run", at: 0, pods: {}, isExAdvocate: false, changes: changesFor([reason]) } as const;
    const own = await sentences(run);
    assert.is(own.length > 0, true);
    assert.not.match(own.join("\n").replaceAll("the waiting list", ""), BY_WHOM);
    for (const by of ["maintainer", "file"] as const) assert.equal(await sentences(run, by), own);
  });

test.run();
