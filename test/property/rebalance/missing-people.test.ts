/** How many more people must ask until a plan forms a pod: the count of the pages beside the plan itself. */
import { suite } from "uvu";
import * as assert from "uvu/assert";
import type { Member } from "#shared/core/member.ts";
import { type Around, type MissingPeople, missingFor, seatedOnce } from "#shared/core/missing-people.ts";
import { movesLimit } from "#shared/core/plan/moves-limit.ts";
import type { Community, PlacedMember } from "#shared/core/scoring/community.ts";
import { Random } from "#shared/core/search/random.ts";
import { search } from "#shared/core/search/search.ts";
import { ANYWHERE } from "#shared/core/seating.ts";
import { parseSettings } from "#shared/openfaas/settings-file.ts";
import { jobs } from "../../../functions/rebalance/planner/jobs.ts";

const test = suite("how many people are missing");

const AREAS = ["hull", "sail", "galley"] as const;
const settings = parseSettings("community: S\norganisation: s\nareas: { hull: {}, sail: {}, galley: {} }\n");
const NOW = Date.UTC(2026, 10, 29);
const COMMUNITIES = 14;

/** One to four pods, as a seating leaves them, and some people for whom it has no seat. */
function drawn(seed: number): Community {
  const random = new Random(seed);
  const chance = (percent: number) => random.below(100) < percent;
  const draw = <T>(list: readonly T[]): T => list[random.below(list.length)]!;
  const settled = draw([100, 60]);
  const people: PlacedMember[] = [];
  const add = (pod: string | null, home?: string) => {
    const own = home !== undefined && chance(70) ? home : draw(AREAS);
    const areas = [...new Set([own, ...(chance(50) ? [draw(AREAS)] : [])])];
    people.push({
      id: `p${people.length}`,
      level: draw([1, 1, 2, 3] as const),
      offset: chance(20) ? null : draw([0, 1, 2, -5]),
      areas: chance(15) ? areas.reverse() : areas,
      volunteer: chance(35),
      pod,
      pinned: pod !== null && chance(4),
      anywhere: chance(8),
      settled: pod !== null && chance(settled),
      with: [],
    });
  };
  const pods = Array.from({ length: 1 + random.below(4) }, (_, n) => {
    const [id, area] = [String(n + 1), draw(AREAS)];
    for (let size = 5 + random.below(5); size > 0; size--) add(id, area);
    return { id, area, advocate: null, locked: chance(5) };
  });
  for (let waiting = random.below(7); waiting > 0; waiting--) add(null);
  const before = { areas: [...AREAS], members: people, pods };
  const after = search(before, { only: "seat" });
  const at = new Map(after.pods.flatMap(({ id, members }) => members.map((member) => [member, id])));
  return {
    ...before,
    members: people.map((one) => ({ ...one, pod: at.get(one.id) ?? null })),
    pods: after.pods.map(({ id, area, advocate }) => {
      const locked = pods.some((pod) => pod.id === id && pod.locked);
      return { id, area, advocate, locked };
    }),
  };
}

/** The same community as the pages read it. */
function asRead({ members, pods }: Community): Around {
  const memberOf = (one: PlacedMember): Member => ({
    pseudonym: one.id,
    profile: {
      ...{ login: one.id, ability: "newcomer", merged: 0 },
      areas: one.areas,
      volunteer: one.volunteer,
      anywhere: one.anywhere,
    },
    standing: { state: "seated", pod: Number(one.pod), since: one.settled ? 0 : NOW, pinned: one.pinned },
  });
  const known = new Map(members.map((one) => [one.id, memberOf(one)]));
  const seatsOf = (pod: string) =>
    members.flatMap((one) =>
      one.pod === pod ? [{ pseudonym: one.id, level: one.level, offset: one.offset, volunteer: one.volunteer }] : [],
    );
  return {
    settings,
    now: NOW,
    pods: pods.map(({ id, area, advocate, locked }, number) => ({
      ...{ number, slug: id, name: id, area, advocate, locked },
      seats: seatsOf(id),
    })),
    store: {
      members: async () => known,
      profiles: async () => new Map([...known].map(([id, { profile }]) => [id, profile])),
      timesOf: async (revisions) => [...revisions],
      staying: async () => new Set(),
      waiting: async (list) =>
        members
          .filter(({ pod, areas, anywhere }) => pod === null && (list === ANYWHERE ? anywhere : areas.includes(list)))
          .map(({ id }) => id),
    },
  };
}

/** What a plan does once so many more people ask for an area and no other. */
function planWith(community: Community, area: string, asking: number) {
  const more = Array.from(
    { length: asking },
    (_, n): PlacedMember => ({
      ...{ id: `asks-${n}`, level: 1, offset: null, areas: [area], volunteer: false, pod: null, pinned: false },
      ...{ anywhere: false, settled: false, with: [] },
    }),
  );
  const movesMax = movesLimit(community.members.filter(({ pod }) => pod !== null).length, 5);
  const whole = { ...community, members: [...community.members, ...more] };
  const { changes } = jobs.plan({ community: whole, options: { movesMax } }, () => {});
  const seated = new Set(changes.flatMap((one) => (one.kind === "seat" ? [one.member] : [])));
  const waiting = whole.members.filter((one) => one.pod === null && (one.anywhere || one.areas.includes(area)));
  return {
    forms: changes.some((one) => one.kind === "form" && one.area === area),
    seatsAll: waiting.length > 0 && waiting.every(({ id }) => seated.has(id)),
  };
}

interface Asked {
  readonly seed: number;
  readonly area: string;
  readonly community: Community;
  readonly missing: MissingPeople;
}

/** Every area without an open seat, in many communities. */
async function asked(): Promise<Asked[]> {
  const all: Asked[] = [];
  for (let seed = 1; seed <= COMMUNITIES; seed++) {
    const community = drawn(seed);
    const around = asRead(community);
    for (const area of AREAS) {
      const isOpen = around.pods.some((pod) => pod.area === area && !pod.locked && pod.seats.length < 9);
      if (!isOpen) all.push({ seed, area, community, missing: await missingFor(area, around, seatedOnce(around)) });
    }
  }
  return all;
}

test("a plan forms a pod, or seats all who wait for it, once as many people ask as are missing", async () => {
  const all = await asked();
  assert.ok(all.filter(({ missing }) => missing.leavers > 0).length > 3);
  for (const { seed, area, community, missing } of all) {
    const { forms, seatsAll } = planWith(community, area, missing.plan);
    assert.ok(forms || seatsAll, `community ${seed}, ${area}: ${JSON.stringify(missing)}`);
  }
});

test("people who have not settled yet are not counted on: no plan moves them", async () => {
  const mayPlan = async (settled: boolean) => {
    const both = { areas: ["hull", "galley"], level: 1, offset: null, volunteer: false, pinned: false } as const;
    const more = { ...both, anywhere: false, with: [] };
    const seated = Array.from({ length: 9 }, (_, n): PlacedMember => ({ ...more, id: `s${n}`, pod: "1", settled }));
    const waiting = Array.from(
      { length: 3 },
      (_, n): PlacedMember => ({ ...more, id: `w${n}`, areas: ["galley"], pod: null, settled: false }),
    );
    const pods = [{ id: "1", area: "hull", advocate: null, locked: false }];
    const around = asRead({ areas: [...AREAS], members: [...seated, ...waiting], pods });
    return (await missingFor("galley", around, seatedOnce(around))).mayPlan;
  };
  assert.equal([await mayPlan(true), await mayPlan(false)], [0, 2]);
});

test("few plans form a pod before as many people ask as it may take", async () => {
  const early = (await asked()).filter(({ missing }) => missing.mayPlan > 0);
  const sooner = early.filter(({ area, community, missing }) => planWith(community, area, missing.mayPlan - 1).forms);
  assert.ok(early.length > 8);
  assert.ok(sooner.length * 10 <= early.length, `${sooner.length} of ${early.length}`);
});

test.run();
