/**
 * Takes a run back: inverts the groups it applied, last first, and fits them to the present seating. People who joined
 * since keep their seats. People who left, moved or were pinned, or whose old seat is taken, stay where they are and are
 * listed. The groups follow the same rule as all others (`apply.ts`), so no pod is brought outside of 5 to 9.
 */

import type { Community, PodId } from "../scoring/community.ts";
import { POD } from "../scoring/points.ts";
import { applyGroup, mayBecome, type SkipReason, whyNot } from "./apply.ts";
import { changesOfGroup, groupsOfChanges, type PodNames, renamePods, withReasons } from "./group-codec.ts";
import { type LiveSeating, liveSeating, seatingAt } from "./live-seating.ts";
import type { Change, Group, Hold, Row } from "./plan.ts";

/** What undo needs to know about a run. */
export interface RunToUndo {
  readonly changes: readonly Change[];
  readonly groups: readonly {
    readonly group: number;
    readonly outcome: "applied" | "skipped";
    /** The real names of the pods the group formed. */
    readonly pods?: PodNames;
  }[];
}

export interface Stayer {
  readonly member: string;
  /** `size`: their old pod is full or cannot be formed again, or their present pod would be too small without them. */
  readonly reason: SkipReason;
}

export interface Undo {
  /** Changes like those of a plan; a closed pod is formed again under its old name. */
  readonly changes: readonly Change[];
  readonly groups: number;
  /** The people who are not moved back to their seat before the run. */
  readonly stays: readonly Stayer[];
}

/** The plan that takes a run back as far as that is possible in the present community. */
export function undoOf(run: RunToUndo, community: Community): Undo {
  const live = liveSeating(community);
  const groups: Group[] = [];
  const stays = new Map<string, SkipReason>();
  const done = appliedGroups(run);
  const appointed = new Set(done.flatMap((group) => group.advocates.map(({ member }) => member)));
  for (const group of done.reverse()) {
    const inverse = fitted(live, inverseOf(live, group, appointed), stays);
    if (inverse.rows.length + inverse.forms.length + inverse.closes.length === 0) continue;
    if (applyGroup(live, inverse).outcome === "applied") groups.push(inverse);
    else for (const { member } of inverse.rows) stays.set(member, "size");
  }
  groups.push(...vacancies(live, groups));
  const changes = groups.flatMap((group, number) =>
    changesOfGroup(group, number).map((change) => withReasons(change, UNDONE)),
  );
  return { changes, groups: groups.length, stays: [...stays].map(([member, reason]) => ({ member, reason })) };
}

const UNDONE = [{ because: "undo" }] as const;

/** The groups that were applied, in order, with the real names of their pods. */
function appliedGroups(run: RunToUndo): Group[] {
  const groups = groupsOfChanges(run.changes);
  const names: PodNames = Object.assign({}, ...run.groups.map(({ pods }) => pods));
  return run.groups
    .filter(({ outcome }) => outcome === "applied")
    .sort((a, b) => a.group - b.group)
    .flatMap(({ group }) => groups.get(group) ?? [])
    .map((group) => renamePods(group, names));
}

/** Everybody moves back, closed pods are formed, formed pods closed. A role that the run gave holds nobody in place. */
function inverseOf(live: LiveSeating, group: Group, appointed: ReadonlySet<string>): Group {
  const rows = group.rows.map(({ member, from, to }): Row => {
    const hasRole = appointed.has(member) && to !== null && live.pods.get(to)?.advocate === member;
    const despite: Hold[] = hasRole ? ["advocate"] : [];
    return { member, from: to, to: from, ...(despite.length > 0 && { despite }) };
  });
  return {
    forms: group.closes.filter(({ pod }) => !live.pods.has(pod)).map(({ pod, area }) => ({ pod, area })),
    closes: group.forms.flatMap(({ pod }) => {
      const now = live.pods.get(pod);
      return now ? [{ pod, area: now.area, advocate: now.advocate }] : [];
    }),
    rows,
    advocates: group.closes.flatMap(({ pod, advocate }) => (advocate === null ? [] : [{ pod, member: advocate }])),
  };
}

/** The group without the parts that are no longer possible. Each round removes a part, so it ends. */
function fitted(live: LiveSeating, whole: Group, stays: Map<string, SkipReason>): Group {
  let group = whole;
  for (;;) {
    const unfit = firstUnfit(live, group);
    if (!unfit) return group;
    for (const row of unfit.rows) stays.set(row.member, unfit.reason);
    group = {
      forms: group.forms.filter(({ pod }) => pod !== unfit.pod),
      closes: group.closes.filter(({ pod }) => pod !== unfit.pod),
      rows: group.rows.filter((row) => !unfit.rows.includes(row)),
      advocates: group.advocates.filter(({ pod }) => pod !== unfit.pod),
    };
  }
}

interface Unfit {
  /** The rows of the people who stay. */
  readonly rows: readonly Row[];
  readonly reason: SkipReason;
  /** The pod that is not formed or not closed after all. */
  readonly pod?: PodId;
}

/** The first part of the group that is not possible: a person's row, a pod to close or form, a size. */
function firstUnfit(live: LiveSeating, { forms, closes, rows }: Group): Unfit | undefined {
  const closed = new Set(closes.map(({ pod }) => pod));
  const formed = new Set(forms.map(({ pod }) => pod));
  for (const row of rows) {
    const reason = whyNot(live, { forms }, row, closed);
    if (reason) return { rows: [row], reason };
    const there = row.to === null || live.pods.has(row.to) || formed.has(row.to);
    if (!there) return { rows: [row], reason: "pod-gone" };
  }
  for (const pod of closed) {
    const leaving = rows.filter((row) => row.from === pod);
    // Closing it would leave somebody without a seat, so it lives on with all its people.
    if (leaving.length < (live.pods.get(pod)?.members.size ?? 0)) return { rows: leaving, reason: "joined-since", pod };
  }
  for (const pod of formed) {
    const coming = rows.filter((row) => row.to === pod);
    if (coming.length < POD.min || coming.length > POD.max) return { rows: coming, reason: "size", pod };
  }
  for (const pod of new Set(rows.flatMap(({ from, to }) => [from ?? [], to ?? []].flat()))) {
    const members = live.pods.get(pod)?.members;
    if (!members || closed.has(pod)) continue;
    const coming = rows.filter((row) => row.to === pod);
    const leaving = rows.filter((row) => row.from === pod);
    const after = members.size + coming.length - leaving.length;
    if (!mayBecome(members.size, after))
      return { rows: (after < POD.min ? leaving : coming).slice(-1), reason: "size" };
  }
  return undefined;
}

/** Appoints a volunteer in each pod that the undo left without an advocate. */
function vacancies(live: LiveSeating, groups: readonly Group[]): Group[] {
  const touched = new Set(groups.flatMap(({ rows }) => rows.flatMap(({ from, to }) => [from, to])));
  return seatingAt(live).pods.flatMap(({ id, advocate, members }) => {
    const volunteer = members.find((member) => live.people.get(member)?.volunteer);
    if (!touched.has(id) || advocate !== null || !volunteer) return [];
    return [{ forms: [], closes: [], rows: [], advocates: [{ pod: id, member: volunteer }] }];
  });
}
