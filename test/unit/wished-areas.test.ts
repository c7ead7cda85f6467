import { suite } from "uvu";
import * as assert from "uvu/assert";
import type { Member } from "#shared/core/member.ts";
import { wantedMoreFor, wishedByOthers } from "#shared/core/messages/join.ts";
import { leaversFor } from "#shared/core/missing-people.ts";
import type { Pod } from "#shared/core/pod.ts";
import { wishedAreas, wishingFor } from "#shared/core/wished-areas.ts";
import { parseSettings } from "#shared/openfaas/settings-file.ts";

const test = suite("people with a seat who want another area");

/** A pod that looks after the hull; people with a capital letter want the galley instead. */
const podOf = (ids: string, more: Partial<Pod> = {}): Pod => ({
  ...{ number: 1, slug: "narwhal", name: "Narwhal", area: "hull", advocate: null, locked: false },
  seats: [...ids].map((pseudonym) => ({ pseudonym, level: 1, offset: null, volunteer: false })),
  ...more,
});

const memberOf = (pseudonym: string, pinned = false): Member => ({
  pseudonym,
  profile: {
    ...{ login: pseudonym, ability: "newcomer", volunteer: false, merged: 0 },
    areas: [/[A-Z]/.test(pseudonym) ? "galley" : "hull"],
  },
  standing: { state: "seated", pod: 1, since: 1, pinned },
});

const leavers = (pod: Pod, pinned = "", staying = "") =>
  leaversFor("galley", [pod], {
    members: new Map(pod.seats.map(({ pseudonym }) => [pseudonym, memberOf(pseudonym, pinned.includes(pseudonym))])),
    staying: new Set(staying),
  });

test("can leave as far as five stay, and all of them where nobody wants to stay", () => {
  assert.is(leavers(podOf("ABCdefghi")), 3);
  assert.is(leavers(podOf("ABCDEFghi")), 4);
  assert.is(leavers(podOf("ABCDe")), 0);
  assert.is(leavers(podOf("ABCDE")), 5);
});

test("stay as the advocate, while pinned, where they asked to, and in a locked pod", () => {
  assert.is(leavers(podOf("ABCdefghi", { advocate: "A" })), 2);
  assert.is(leavers(podOf("ABCdefghi"), "B"), 2);
  assert.is(leavers(podOf("ABCdefghi", { locked: true })), 0);
  assert.is(leavers(podOf("ABCDE"), "A"), 0);
  assert.is(leavers(podOf("ABCdefghi"), "", "AB"), 1);
  assert.is(leavers(podOf("ABCDE"), "", "A"), 0);
});

test("count as wishing where they want the area more than that of their pod, which they may name as well", () => {
  const profiles = new Map([
    ["A", { areas: ["galley"] }],
    ["B", { areas: ["galley", "hull"] }],
    ["c", { areas: ["hull", "galley"] }],
    ["D", { areas: ["sail", "galley"] }],
  ]);
  assert.is(wishingFor("galley", [podOf("ABcD")], profiles), 3);
});

test("read the same count of those who want it instead, if they want it more only", () => {
  const missing = { seating: 5, leavers: 2, plan: 3, mayPlan: 3 };
  const counted =
    "Counting two people with a seat elsewhere who want it instead, a plan can form one when 3 more people ask.";
  assert.ok(wantedMoreFor("Galley", "Hull", missing).endsWith(counted));
  assert.is(wishedByOthers(2, 3, 3), counted);
});

test("are not counted in a community so large that a page would read thousands of profiles", async () => {
  const asked: number[] = [];
  const heard = (pods: readonly Pod[], areas = ["galley"]) =>
    wishedAreas("A", { areas }, pods[0], {
      pods: async () => pods,
      store: {
        members: async (people: Iterable<string>) => {
          const read = [...people];
          asked.push(read.length);
          return new Map(read.map((one) => [one, memberOf(one)]));
        },
        profiles: async () => new Map(),
        waiting: async () => [],
        staying: async () => new Set(),
        timesOf: async () => [],
      },
      settings: parseSettings("community: Ships\norganisation: ships\nareas: { hull: {}, galley: {} }"),
      now: 0,
    });
  const large = Array.from({ length: 201 }, () => podOf("ABCdefghi"));
  assert.equal(await heard(large), []);
  assert.equal(asked, []);
  const [more] = await heard(large, ["galley", "hull"]);
  assert.match(more?.detail ?? "", "They want galley more than hull. No pod there has an open seat.");
  assert.equal(asked.splice(0), [1], "only they themselves");
  assert.is((await heard(large.slice(1))).length, 1);
  assert.equal(asked, [1800]);
});

test.run();
