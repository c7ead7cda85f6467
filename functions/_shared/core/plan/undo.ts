/**
 * Takes a run back: inverts the groups it applied, last first, and fits them to the present seating. People who joined
 * since keep their seats, even if the run had seated them in the same pod before. People who left, moved or were pinned,
 * or whose old seat is taken, stay where they are and are listed. The groups follow the same rule as all others
 * (`apply.ts`), so no pod is brought outside of 5 to 9.
 */

import { type Community, isExperienced, type PodId } from "../scoring/community.ts";
import { POD } from "../scoring/points.ts";
import { applyGroup, mayBecome, whyNot } from "./apply.ts";
import { changesOfGroup, groupsOfChanges, type PodNames, renamePods, withReasons } from "./group-codec.ts";
import { type LiveSeating, liveSeating, seatingAt } from "./live-seating.ts";
import { appoints, type Change, type Group, type Hold, podsIn, type Row } from "./plan.ts";
import type { StayReason } from "./stay-reasons.ts";
import { whoStays } from "./who-stays.ts";

/** What undo needs to know about a run. */
export interface RunToUndo {
  readonly changes: readonly Change[];
  readonly groups: readonly {
    readonly group: number;
    readonly outcome: "applied" | "skipped";
    /** The real names of the pods the group formed. */
    readonly pods?: PodNames;
    /** The revision at which it was applied; left out by earlier versions. */
    readonly revision?: number;
    /** The people whose role as the advocate of a pod ended with their seat in it. */
    readonly exAdvocates?: readonly string[];
  }[];
}

/** What has become of the community since the run. */
export interface Since {
  /** The areas of pods of the run that the community no longer has. */
  readonly lostAreas?: readonly string[];
  /** The pods whose role of advocate was given or ended, with the revision at which that happened last. */
  readonly roles?: Readonly<Record<PodId, number>>;
}

export interface Stayer {
  readonly member: string;
  readonly reason: StayReason;
}

export interface Undo {
  /** Changes like those of a plan; a closed pod is formed again under its old name. */
  readonly changes: readonly Change[];
  readonly groups: number;
  /** The people who are not moved back to their seat before the run. */
  readonly stays: readonly Stayer[];
}

/** The plan that takes a run back as far as that is possible in the present community; without changes if it is not. */
export function undoOf(run: RunToUndo, community: Community, { lostAreas = [], roles = {} }: Since = {}): Undo {
  const live = liveSeating(community);
  const limits = { lostAreas, experienced: new Set(community.members.filter(isExperienced).map(({ id }) => id)) };
  const groups: Group[] = [];
  const stays = new Map<string, StayReason>();
  const done = appliedGroups(run);
  const given = new Set(done.flatMap((group) => rolesOf(group, roles)));
  const concerned = new Set(done.flatMap((group) => [...podsIn(group)]));
  for (const group of done.reverse()) {
    const inverse = fitted(live, inverseOf(live, group, given), stays, limits);
    if (appoints(inverse)) continue;
    const applied = applyGroup(live, inverse);
    if (applied.outcome === "applied") groups.push(inverse);
    else for (const { member } of inverse.rows) stays.set(member, applied.reason);
  }
  if (groups.length > 0) groups.push(...vacancies(live, concerned));
  const changes = groups.flatMap((group, number) =>
    changesOfGroup(group, number).map((change) => withReasons(change, UNDONE)),
  );
  return { changes, groups: groups.length, stays: [...stays].map(([member, reason]) => ({ member, reason })) };
}

const UNDONE = [{ because: "undo" }] as const;

type AppliedGroup = Group & Pick<RunToUndo["groups"][number], "revision" | "exAdvocates">;

/** The groups that were applied, in order, with the real names of their pods. */
function appliedGroups(run: RunToUndo): AppliedGroup[] {
  const groups = groupsOfChanges(run.changes);
  const names: PodNames = Object.assign({}, ...run.groups.map(({ pods }) => pods));
  return run.groups
    .filter(({ outcome }) => outcome === "applied")
    .sort((a, b) => a.group - b.group)
    .flatMap(({ group: number, revision, exAdvocates = [] }) => {
      const group = groups.get(number);
      return group ? [{ ...renamePods(group, names), exAdvocates, ...(revision !== undefined && { revision }) }] : [];
    });
}

const roleOf = (pod: PodId, member: string) => `${pod} ${member}`;

/** The roles that a group gave, and that nobody has changed since. */
const rolesOf = (
  { advocates, revision = Number.POSITIVE_INFINITY }: AppliedGroup,
  since: Readonly<Record<PodId, number>>,
) => advocates.filter(({ pod }) => (since[pod] ?? 0) <= revision).map(({ pod, member }) => roleOf(pod, member));

/**
 * Everybody moves back who still has the seat that the run gave, closed pods are formed, formed pods closed. A role that
 * the run gave, one of `given`, holds nobody in place. People who lost a role with a seat get both back.
 */
function inverseOf(live: LiveSeating, group: AppliedGroup, given: ReadonlySet<string>): Group {
  const { revision } = group;
  const rows = group.rows.map(({ member, from, to }): Row => {
    const hasRole = to !== null && given.has(roleOf(to, member)) && live.pods.get(to)?.advocate === member;
    const despite: Hold[] = hasRole ? ["advocate"] : [];
    const isSeat = to !== null && revision !== undefined;
    const which = { ...(despite.length > 0 && { despite }), ...(isSeat && { begunBy: revision }) };
    return { member, from: to, to: from, ...which };
  });
  return {
    forms: group.closes.filter(({ pod }) => !live.pods.has(pod)).map(({ pod, area }) => ({ pod, area })),
    closes: group.forms.flatMap(({ pod }) => {
      const now = live.pods.get(pod);
      return now ? [{ pod, area: now.area, advocate: now.advocate }] : [];
    }),
    rows,
    advocates: rolesToReturn(live, group),
  };
}

/** The advocates of pods by the time of the run: the plan may be older than a hand-over. */
function rolesToReturn(
  live: LiveSeating,
  { rows, closes, revision, exAdvocates = [] }: AppliedGroup,
): Group["advocates"] {
  // Earlier versions did not say whose role ended.
  if (revision === undefined)
    return closes.flatMap(({ pod, advocate }) => (advocate === null ? [] : [{ pod, member: advocate }]));
  return rows.flatMap(({ member, from }) =>
    from !== null && exAdvocates.includes(member) && !live.pods.get(from)?.advocate ? [{ pod: from, member }] : [],
  );
}

/** The group without the parts that are no longer possible. Each round removes a part, so it ends. */
function fitted(live: LiveSeating, whole: Group, stays: Map<string, StayReason>, limits: Limits): Group {
  let group = whole;
  for (;;) {
    const unfit = firstUnfit(live, group, stays, limits);
    if (!unfit) return { ...group, advocates: group.advocates.filter(isAmong(group.rows)) };
    for (const row of unfit.rows) stays.set(row.member, unfit.reason);
    group = {
      forms: group.forms.filter(({ pod }) => pod !== unfit.pod),
      closes: group.closes.filter(({ pod }) => pod !== unfit.pod),
      rows: group.rows.filter((row) => !unfit.rows.includes(row)),
      advocates: group.advocates.filter(({ pod }) => pod !== unfit.pod),
    };
  }
}

/** Whether the advocate comes back into the pod. */
const isAmong =
  (rows: readonly Row[]) =>
  ({ pod, member }: Group["advocates"][number]) =>
    rows.some((row) => row.member === member && row.to === pod);

interface Limits {
  readonly lostAreas: readonly string[];
  /** Where one of several people has to stay, no pod is to lack somebody experienced. */
  readonly experienced: ReadonlySet<string>;
}

interface Unfit {
  /** The rows of the people who stay. */
  readonly rows: readonly Row[];
  readonly reason: StayReason;
  /** The pod that is not formed or not closed after all. */
  readonly pod?: PodId;
}

/** The first part of the group that is not possible: a person's row, a pod to close or form, a size. */
function firstUnfit(
  live: LiveSeating,
  group: Group,
  stays: ReadonlyMap<string, StayReason>,
  { lostAreas, experienced }: Limits,
): Unfit | undefined {
  return (
    firstHeld(live, group, lostAreas) ??
    firstPodToLive(live, group, stays) ??
    firstPodNotFormed(group) ??
    firstSizeToKeep(live, group, experienced)
  );
}

function firstHeld(live: LiveSeating, { forms, closes, rows }: Group, lostAreas: readonly string[]): Unfit | undefined {
  const closed = new Set(closes.map(({ pod }) => pod));
  const formed = new Map(forms.map(({ pod, area }) => [pod, { lost: lostAreas.includes(area) }]));
  for (const row of rows) {
    const old = row.to === null ? undefined : live.pods.get(row.to);
    const formedAgain = row.to === null ? undefined : formed.get(row.to);
    const reason = whyNot(live, { forms }, row, closed);
    // Nobody is placed in an area that is gone, whatever people agreed to.
    const isLost = formedAgain?.lost && (reason === undefined || reason === "not-agreed");
    if (isLost) return { rows: [row], reason: "area-gone" };
    if (reason) return { rows: [row], reason };
    if (row.to !== null && !old && !formedAgain) return { rows: [row], reason: "pod-gone" };
  }
  return undefined;
}

/** Closing a pod would leave somebody in it without a seat, so it lives on with all its people. */
function firstPodToLive(
  live: LiveSeating,
  { closes, rows }: Group,
  stays: ReadonlyMap<string, StayReason>,
): Unfit | undefined {
  for (const { pod } of closes) {
    const leaving = rows.filter((row) => row.from === pod);
    const left = new Set(leaving.map(({ member }) => member));
    const others = [...(live.pods.get(pod)?.members ?? [])].filter((member) => !left.has(member));
    // People of the run who cannot go back are told apart from people who came later.
    const reason = others.every((member) => stays.has(member)) ? "others-stay" : "joined-since";
    if (others.length > 0) return { rows: leaving, reason, pod };
  }
  return undefined;
}

function firstPodNotFormed({ forms, rows }: Group): Unfit | undefined {
  for (const { pod } of forms) {
    const coming = rows.filter((row) => row.to === pod);
    if (coming.length < POD.min) return { rows: coming, reason: "too-few-back", pod };
    if (coming.length > POD.max) return { rows: coming, reason: "size", pod };
  }
  return undefined;
}

/** Somebody whose old pod is full, or without whom the present one would be too small. */
function firstSizeToKeep(
  live: LiveSeating,
  { closes, rows }: Group,
  experienced: ReadonlySet<string>,
): Unfit | undefined {
  const closed = new Set(closes.map(({ pod }) => pod));
  for (const pod of new Set(rows.flatMap(({ from, to }) => [from ?? [], to ?? []].flat()))) {
    const members = live.pods.get(pod)?.members;
    if (!members || closed.has(pod)) continue;
    const coming = rows.filter((row) => row.to === pod);
    const leaving = rows.filter((row) => row.from === pod);
    const after = members.size + coming.length - leaving.length;
    if (mayBecome(members.size, after)) continue;
    const [among, reason] = after < POD.min ? ([leaving, "needed"] as const) : ([coming, "full"] as const);
    return { rows: whoStays(live, rows, among, experienced), reason };
  }
  return undefined;
}

/** Appoints a volunteer in each of these pods that has none for advocate. */
function vacancies(live: LiveSeating, pods: ReadonlySet<PodId>): Group[] {
  return seatingAt(live).pods.flatMap(({ id, advocate, members }) => {
    const volunteer = members.find((member) => live.people.get(member)?.volunteer);
    if (!pods.has(id) || advocate !== null || !volunteer) return [];
    return [{ forms: [], closes: [], rows: [], advocates: [{ pod: id, member: volunteer }] }];
  });
}
